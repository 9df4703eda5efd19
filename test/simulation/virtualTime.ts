import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import zlib from 'node:zlib'
import type { Random } from '../support/random.ts'

interface Due {
  readonly at: number
  readonly run: () => void
  off: boolean
}

/** Time that stands still until everything at hand is done, and then jumps to what is due next. */
export interface VirtualTime {
  /** Begins anew: nothing is due, and random values come from this generator. */
  begin(random: Random): void
  /** Runs what is due, each thing with all that follows from it at once; false when the time is up before `isOver`. */
  run(isOver: () => boolean, forMs: number): Promise<boolean>
}

const start = Date.UTC(2026, 0, 1)

/**
 * Replaces the clock, the timers and the random values of this thread. The product asks for them where it needs them
 * (`setTimeout`, `setImmediate`, `Date.now`, `Math.random`, `randomUUID`), so a seed repeats itself only if none of these places is missed:
 * that is why they are replaced below the product, once for the whole thread, which does nothing but simulate.
 */
export const takeOverTime = (): VirtualTime => {
  let now = start
  let random: Random | undefined
  /** The next one is the last. */
  let due: Due[] = []

  const add = (run: () => void, ms: number): Due => {
    const entry = { at: now + Math.max(0, ms), run, off: false }
    let low = 0
    let high = due.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (due[middle]!.at > entry.at) low = middle + 1
      else high = middle
    }
    due.splice(low, 0, entry)
    return entry
  }

  const handle = (cancel: () => void) => {
    const self = { cancel, unref: () => self, ref: () => self }
    return self
  }
  const after = (run: (...values: unknown[]) => void, ms = 0, ...values: unknown[]) => {
    const entry = add(() => run(...values), ms)
    return handle(() => {
      entry.off = true
    })
  }
  const every = (run: () => void, ms: number) => {
    let entry: Due
    const again = () => {
      entry = add(again, ms)
      run()
    }
    entry = add(again, ms)
    return handle(() => {
      entry.off = true
    })
  }
  const cancel = (timer: ReturnType<typeof handle> | undefined) => timer?.cancel()
  const sleep = (ms: number, value: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const giveUp = () => {
        entry.off = true
        reject(signal?.reason)
      }
      const entry = add(() => {
        signal?.removeEventListener('abort', giveUp)
        resolve(value)
      }, ms)
      signal?.addEventListener('abort', giveUp, { once: true })
    })
  const realRandom = Math.random
  // Modules that load before the first seed get real random values.
  const roll = () => random?.next() ?? realRandom()
  const hex = (digits: number) =>
    Math.floor(roll() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`

  // The end of a turn of the event loop is when all is done that is due now.
  const endOfTurn = (run: () => void) => after(run)
  Object.assign(globalThis, { setTimeout: after, setInterval: every, setImmediate: endOfTurn })
  Object.assign(globalThis, { clearTimeout: cancel, clearInterval: cancel, clearImmediate: cancel })
  // Whole milliseconds, as the real one gives them.
  Object.assign(Date, { now: () => Math.floor(now) })
  Object.assign(Math, { random: roll })
  Object.assign(timers, { setTimeout: sleep })
  Object.assign(crypto, { randomUUID: uuid })
  // What other threads of this process compute would never come back: the event loop does not turn before a seed is over.
  const atOnce = (compute: (data: Buffer) => Buffer) => (data: Buffer, done: (fault: null, result: Buffer) => void) =>
    queueMicrotask(() => done(null, compute(data)))
  Object.assign(zlib, { deflate: atOnce(zlib.deflateSync), inflate: atOnce(zlib.inflateSync) })
  syncBuiltinESMExports()

  return {
    begin: (seeded) => {
      now = start
      due = []
      random = seeded
    },
    run: (isOver, forMs) =>
      new Promise((resolve) => {
        const until = now + forMs
        const step = () => {
          if (isOver()) return resolve(true)
          let next = due.pop()
          while (next?.off) next = due.pop()
          if (next === undefined || next.at > until) return resolve(false)
          now = next.at
          next.run()
          // A tick that is asked for by a promise runs after all promises that are at hand.
          queueMicrotask(() => process.nextTick(step))
        }
        step()
      }),
  }
}
