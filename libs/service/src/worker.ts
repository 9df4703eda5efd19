import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'

/** One kind of work: finds the next piece that is due, claims it, and gives what is to be done; null: nothing is due. */
export interface Lane {
  readonly name: string
  /** Pieces in hand at once. */
  readonly atOnce: number
  next(stopping: AbortSignal): Promise<(() => Promise<void>) | null>
}

export interface Worker {
  /** Looks for work at once instead of after the next pause. */
  nudge(): void
  /** Takes no more work and finishes what is in hand. */
  stop(): Promise<void>
}

export interface WorkerOptions {
  readonly lanes: readonly Lane[]
  readonly log: Logger
  /** The pause after finding nothing due, in ms. */
  readonly idleMs?: number
}

const FAULT_PAUSE_MS = 1_000

/**
 * Works off what is due, each lane on its own. A piece of work that fails is logged and left to its lease: whoever claims
 * the job next goes on from what is recorded.
 */
export const startWorker = ({ lanes, log, idleMs = 500 }: WorkerOptions): Worker => {
  const stopping = new AbortController()
  let nudged = Promise.withResolvers<void>()

  const pause = async (ms: number, woken: Promise<void>): Promise<void> => {
    const over = new AbortController()
    const signal = AbortSignal.any([over.signal, stopping.signal])
    await Promise.race([woken, sleep(ms, undefined, { signal }).catch(() => {})])
    over.abort()
  }

  const run = async ({ name, atOnce, next }: Lane): Promise<void> => {
    const inHand = new Set<Promise<void>>()
    while (!stopping.signal.aborted) {
      if (inHand.size >= atOnce) {
        await Promise.race(inHand)
        continue
      }
      // Taken before looking, so that a nudge while looking is not missed.
      const woken = nudged.promise
      try {
        const work = await next(stopping.signal)
        if (work === null) {
          await pause(idleMs, woken)
          continue
        }
        const tracked = work()
          .catch((err: unknown) => log.error({ err, lane: name }, 'a step failed, its lease will run out'))
          .finally(() => inHand.delete(tracked))
        inHand.add(tracked)
      } catch (err) {
        if (stopping.signal.aborted) break
        log.warn({ err, lane: name }, 'could not look for work')
        await pause(FAULT_PAUSE_MS, new Promise(() => {}))
      }
    }
    await Promise.all(inHand)
  }

  const running = lanes.map(run)
  return {
    nudge: () => {
      nudged.resolve()
      nudged = Promise.withResolvers()
    },
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
    },
  }
}
