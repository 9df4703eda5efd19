/** Waits for others, having brought so many. */
export type Together = (brought: number) => Promise<void>

/** Lets those through together who come in the `lingerMs` after the first, and sooner when they have brought `most`. */
export const createTogether = (most: number, lingerMs: number): Together => {
  let waiting:
    | { readonly gate: PromiseWithResolvers<void>; readonly timer: NodeJS.Timeout; brought: number }
    | undefined

  const open = () => {
    clearTimeout(waiting?.timer)
    waiting?.gate.resolve()
    waiting = undefined
  }

  return async (brought) => {
    if (lingerMs === 0) return
    waiting ??= { gate: Promise.withResolvers<void>(), timer: setTimeout(open, lingerMs), brought: 0 }
    const { promise } = waiting.gate
    waiting.brought += brought
    if (waiting.brought >= most) open()
    await promise
  }
}
