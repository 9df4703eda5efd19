import { setTimeout as rest, setImmediate as turnOfLoop } from 'node:timers/promises'

/** Does a piece of work: a large one when its turn comes, any other at once. Rejects when the piece throws. */
export type InTurn = <T>(isLarge: boolean, piece: () => T | Promise<T>) => Promise<T>

/** Where nobody else's requests wait for it. */
export const atOnce: InTurn = async (_isLarge, piece) => piece()

/** From so many items on, what is done with all of them at once takes milliseconds. */
const LARGE_LIST = 1_000

export const isLargeList = (items: number): boolean => items >= LARGE_LIST

/** A rest is so many times as long as the piece before it. */
const RESTS = 3

/**
 * Gives turns to large work, which would hold up the requests of others by the sum of what it takes (decision 4): a piece a turn
 * of the event loop, and then a rest three times as long as the piece took. So other requests wait for one piece at most, three
 * of four for none, and large work has a quarter of the time, however much of it there is. What a piece waits for after its
 * first turn is not part of it.
 */
export const createInTurn = (): InTurn => {
  let rested: Promise<unknown> = Promise.resolve()
  return async (isLarge, piece) => {
    if (!isLarge) return piece()
    const turn = rested.then(() => turnOfLoop())
    const { promise: took, resolve } = Promise.withResolvers<number>()
    rested = took.then((ms) => rest(RESTS * ms))
    await turn
    const since = performance.now()
    try {
      return piece()
    } finally {
      resolve(performance.now() - since)
    }
  }
}
