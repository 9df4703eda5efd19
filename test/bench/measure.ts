import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { build, type Histogram } from 'hdr-histogram-js'

/** What blocks of one kind of request came to; times in milliseconds, throughput in requests a second. */
export interface Measured {
  readonly p50: number
  readonly p99: number
  readonly perSecond: number
}

export interface Meter {
  /** Runs `count` requests with `inFlight` of them at once, and adds them up. A request that fails ends the run. */
  block(count: number, inFlight: number, request: () => Promise<unknown>): Promise<void>
  /** Runs `count` requests, `perSecond` of them begun in a second however long they take: what lateness does to others counts. */
  paced(count: number, perSecond: number, request: () => Promise<unknown>): Promise<void>
  result(): Measured
}

/** Measures one kind of request over as many blocks as it takes, so that kinds can take turns on a noisy machine. */
export const createMeter = (): Meter => {
  const histogram: Histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: 60_000_000,
    numberOfSignificantValueDigits: 3,
  })
  let seconds = 0
  const record = (since: number) => histogram.recordValue(Math.round((performance.now() - since) * 1_000))
  return {
    paced: async (count, perSecond, request) => {
      const started = performance.now()
      const due = Array.from({ length: count }, (_, index) => started + (index * 1_000) / perSecond)
      await Promise.all(
        due.map(async (at) => {
          await sleep(Math.max(0, at - performance.now()))
          await request()
          record(at)
        }),
      )
      seconds += (performance.now() - started) / 1_000
    },
    block: async (count, inFlight, request) => {
      let left = count
      const worker = async () => {
        while (left-- > 0) {
          const started = performance.now()
          await request()
          record(started)
        }
      }
      const started = performance.now()
      await Promise.all(Array.from({ length: inFlight }, worker))
      seconds += (performance.now() - started) / 1_000
    },
    result: () => ({
      p50: histogram.getValueAtPercentile(50) / 1_000,
      p99: histogram.getValueAtPercentile(99) / 1_000,
      perSecond: histogram.totalCount / seconds,
    }),
  }
}
