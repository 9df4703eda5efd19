import { expect, test } from '@jest/globals'
import type { DueTimer } from '../domain/timers.ts'
import { sweepTimers, type TimerDeps } from './sweepTimers.ts'

const NOW = 1_700_000_000_000
const timer: DueTimer = {
  ticketUuid: 'fdf54510-55e2-44e9-ae85-fdd638af7732',
  step: 0,
  kind: 'due',
  at: NOW - 5_000,
}

/** A sweeper before which these timers are due, and stay so whatever it does. */
const sweeper = (...due: readonly DueTimer[]) => {
  const fired: string[] = []
  const lags: number[] = []
  const wakes: number[] = []
  const failed: string[] = []
  const lane = sweepTimers(
    {
      timers: {
        look: async () => (due[0] === undefined ? null : { nextAt: due[0].at, now: NOW }),
        due: async (now, most, isWanted) => due.filter((one) => one.at <= now && isWanted(one)).slice(0, most),
      },
      execute: async (items) => {
        fired.push(...items.map(({ commandId }) => commandId))
        return { results: [], faults: items.map(({ commandId }) => ({ commandId, fault: new Error('no') })) }
      },
      context: { sha256: (text) => text, imageGuard: { tagKey: null, trustsTenants: true }, fulfilledTypes: new Set() },
      log: { error: (said: unknown) => failed.push(Object(said).ticketUuid) } as unknown as TimerDeps['log'],
      wakeIn: (ms) => wakes.push(ms),
      onLag: (ms) => lags.push(ms),
    } satisfies TimerDeps,
    2_000,
  )
  /** Takes what there is until there is nothing; the worker would then pause. */
  const sweep = async () => {
    const next = () => lane.next(new AbortController().signal)
    for (let work = await next(), pieces = 0; work !== null && pieces < 10; work = await next(), pieces += 1)
      await work()
  }
  return { sweep, fired, lags, wakes, failed }
}

test('a timer is one command, by whichever sweeper and however often it is found', async () => {
  const [one, other] = [sweeper(timer), sweeper(timer)]
  await Promise.all([one.sweep(), other.sweep()])
  await one.sweep()
  expect(one.fired).toHaveLength(2)
  expect([...one.fired, ...other.fired]).toEqual(Array(3).fill(one.fired[0]))
})

test('timers of another moment, kind or step are other commands', async () => {
  const { sweep, fired } = sweeper(timer, { ...timer, step: 1 }, { ...timer, kind: 'remind' }, { ...timer, at: NOW })
  await sweep()
  expect(new Set(fired).size).toBe(4)
})

test('what could not be decided is tried again only after a pause; the log names its ticket, and the lag is told', async () => {
  const { sweep, fired, lags, failed } = sweeper(timer)
  await sweep()
  expect(fired).toHaveLength(1)
  expect(failed).toEqual([timer.ticketUuid])
  expect(lags).toEqual([5_000, 5_000])
})

test('it wakes for a timer that comes before the pause ends, and for no later one', async () => {
  const soon = sweeper({ ...timer, at: NOW + 700 })
  await soon.sweep()
  expect([soon.fired, soon.wakes, soon.lags]).toEqual([[], [700], [0]])
  const later = sweeper({ ...timer, at: NOW + 60_000 })
  await later.sweep()
  expect(later.wakes).toEqual([])
})
