/**
 * Lets who comes while a write is under way wait, and writes for all who wait together; there is no timer. What is given back
 * resolves or rejects with the write that it was part of.
 */
export const inGroups = <T>(write: (group: readonly T[]) => Promise<unknown>): ((one: T) => Promise<void>) => {
  let waiting: T[] = []
  let turn: Promise<void> | undefined
  let writing: Promise<unknown> = Promise.resolve()

  return (one) => {
    waiting.push(one)
    turn ??= writing.then(() => {
      const group = waiting
      waiting = []
      turn = undefined
      const written = write(group)
      writing = written.catch(() => {})
      return written.then(() => {})
    })
    return turn
  }
}
