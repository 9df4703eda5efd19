import type { Logger } from 'pino'
import { backOffMs } from './backOff.ts'

/** One kind of due work. */
export interface Lane {
  readonly name: string
  /** Pieces in flight at once. */
  readonly concurrency: number
  /** Claims the next piece that is due and gives what is to be done; null: nothing is due. */
  next(stopping: AbortSignal): Promise<(() => Promise<void>) | null>
}

export interface WorkerOptions {
  readonly lanes: readonly Lane[]
  /**
   * One cheap query for all lanes: gives the names of those in which work may be due. Left out: every lane is asked.
   */
  readonly due?: () => Promise<Iterable<string>>
  readonly log: Pick<Logger, 'warn' | 'error'>
  /** The pause after finding nothing due, in milliseconds. */
  readonly idleMs?: number
  /**
   * Up to which the pause doubles while nothing is found and nothing nudges, in milliseconds; `idleMs` by default. Longer only
   * where those who make work due nudge: then the pause is how late the work of a process that died is found.
   */
  readonly longestIdleMs?: number
}

/** How many pieces of a lane are in flight, and how many may be. */
export interface Places {
  readonly lane: string
  readonly taken: number
  readonly places: number
}

export interface Worker {
  /**
   * Looks for work in `inMs` milliseconds (at once by default) instead of after the pause. A hint, kept in memory only.
   */
  nudge(inMs?: number): void
  places(): readonly Places[]
  /** Takes no more work and finishes what is in flight. */
  stop(): Promise<void>
}

/**
 * Carries out due work, each lane by itself and up to its concurrency, and asks again after a pause. A piece of work
 * that fails is logged and left to its lease: the next claim goes on from what is recorded.
 */
export const startWorker = ({ lanes, due, log, idleMs = 1_000, longestIdleMs = idleMs }: WorkerOptions): Worker => {
  const stopping = new AbortController()
  const inFlight = new Set<Promise<void>>()
  const timers = new Set<NodeJS.Timeout>()
  let nudged = Promise.withResolvers<void>()
  /** How many pauses in a row ended with nothing to do. */
  let idlePauses = 0

  const takers = lanes.map(({ name, concurrency, next }) => {
    let running = 0
    let looking = false
    let look = Promise.resolve()
    let askedAgain = false

    const start = (work: () => Promise<void>): void => {
      running += 1
      idlePauses = 0
      const tracked = work()
        .catch((err: unknown) => log.error({ err, lane: name }, 'due work failed, retried after its lease'))
        .finally(() => {
          running -= 1
          inFlight.delete(tracked)
          return take()
        })
      inFlight.add(tracked)
    }
    const takeAll = async (): Promise<void> => {
      try {
        while (running < concurrency && !stopping.signal.aborted) {
          askedAgain = false
          const work = await next(stopping.signal)
          if (work !== null) start(work)
          else if (!askedAgain) return
        }
      } catch (err) {
        if (!stopping.signal.aborted) log.warn({ err, lane: name }, 'cannot look for due work')
      } finally {
        // Reset here and not after the promise settles: a call in between would get a look that has ended.
        looking = false
      }
    }
    /** Fills the lane, one look at a time; what became due during a look is looked for once more. Never rejects. */
    const take = (): Promise<void> => {
      askedAgain = true
      if (!looking) {
        looking = true
        look = takeAll()
      }
      return look
    }
    return { name, take, lastLook: () => look, places: () => ({ lane: name, taken: running, places: concurrency }) }
  })

  /** Does not wait for the lanes: one that waits in `next`, for a rate limit perhaps, must not hold up the others. */
  const takeDue = async (): Promise<void> => {
    const names = due === undefined ? undefined : new Set(await due())
    for (const { name, take } of takers) if (names?.has(name) ?? true) void take()
  }

  const pauseUntil = async (woken: Promise<void>): Promise<void> => {
    const over = Promise.withResolvers<void>()
    const timer = setTimeout(over.resolve, backOffMs(idlePauses, { firstMs: idleMs, longestMs: longestIdleMs }))
    idlePauses += 1
    await Promise.race([woken, over.promise])
    clearTimeout(timer)
  }

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      // Read before looking, so that a nudge while looking is not missed.
      const woken = nudged.promise
      await takeDue().catch((err: unknown) => log.warn({ err }, 'cannot look for due work'))
      await pauseUntil(woken)
    }
  }

  const wake = () => {
    idlePauses = 0
    nudged.resolve()
    nudged = Promise.withResolvers()
  }

  const running = run()
  return {
    nudge: (inMs = 0) => {
      if (inMs <= 0) return wake()
      const timer = setTimeout(() => {
        timers.delete(timer)
        wake()
      }, inMs)
      timers.add(timer)
    },
    places: () => takers.map(({ places }) => places()),
    stop: async () => {
      stopping.abort()
      for (const timer of timers) clearTimeout(timer)
      wake()
      await running
      // A look that was under way may have claimed a last piece of work.
      await Promise.all(takers.map(({ lastLook }) => lastLook()))
      while (inFlight.size > 0) await Promise.all(inFlight)
    },
  }
}
