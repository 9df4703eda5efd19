import type { CommandOutcome } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { appendWhilePending } from './appendOutcomes.ts'

/** A batch that has so many outcomes after each wait; complete once it has ten. */
const coming = (...sizes: readonly number[]) => {
  const outcomes = new Map<string, CommandOutcome>()
  const waits: number[] = []
  return {
    waits,
    pending: {
      outcomes: () => outcomes,
      completed: async (ms: number) => {
        const size = sizes[waits.push(ms) - 1] ?? outcomes.size
        for (let at = outcomes.size; at < size; at += 1) {
          outcomes.set(String(at), { commandId: String(at), scode: 0, desc: '', uuid: '', name: '' })
        }
        return outcomes.size >= 10
      },
    },
  }
}

test('outcomes are stored as they come, a second’s together, and the last ones are left to the write at the end', async () => {
  const { pending, waits } = coming(2, 2, 7, 10)
  const groups: string[][] = []
  await appendWhilePending(pending, 1, 10_000, async (fresh) => void groups.push([...fresh.keys()]))
  expect(groups).toEqual([['1'], ['2', '3', '4', '5', '6']])
  expect(waits).toEqual([1_000, 1_000, 1_000, 1_000])
})

test('a group that could not be stored goes with the next one', async () => {
  const { pending } = coming(2, 3, 3, 10)
  const groups: string[][] = []
  await appendWhilePending(pending, 0, 10_000, async (fresh) => {
    groups.push([...fresh.keys()])
    if (groups.length === 1) throw new Error('the database is away')
  })
  expect(groups).toEqual([
    ['0', '1'],
    ['0', '1', '2'],
  ])
})

test('the time is not exceeded, and what comes at its end is left to the write that follows', async () => {
  const { pending, waits } = coming(0, 0, 5)
  const groups: unknown[] = []
  await appendWhilePending(pending, 0, 2_500, async (fresh) => void groups.push(fresh))
  expect([waits, groups]).toEqual([[1_000, 1_000, 500], []])
})
