import { expect, test } from '@jest/globals'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { readAgain } from './readAgain.ts'

/** A question that is shown, whose answers are given by hand. */
const asked = () => {
  const client = new QueryClient()
  const answers: ((count: number) => void)[] = []
  let cancelled = 0
  let wake = () => {}
  const queryFn = ({ signal }: { readonly signal: AbortSignal }) =>
    new Promise<number>((resolve) => {
      signal.addEventListener('abort', () => {
        cancelled += 1
      })
      answers.push(resolve)
      wake()
    })
  const queryKey = ['count']
  const observer = new QueryObserver(client, { queryKey, queryFn, retry: false })
  const stop = observer.subscribe(() => {})
  return {
    read: () => readAgain(client, queryKey),
    answers,
    cancelled: () => cancelled,
    /** Waits until it has been asked so many times. */
    times: async (count: number) => {
      while (answers.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    shown: () => observer.getCurrentResult().data,
    end: () => {
      stop()
      client.clear()
    },
  }
}

test('a thousand changes are counted once more, and none is cancelled that is under way', async () => {
  const { read, answers, cancelled, times, shown, end } = asked()
  answers[0]?.(1_000)
  const first = Promise.all(Array.from({ length: 500 }, read))
  await times(2)
  const later = Promise.all(Array.from({ length: 500 }, read))
  answers[1]?.(500)
  await first
  await times(3)
  answers[2]?.(0)
  await later
  expect([answers.length, cancelled(), shown()]).toEqual([3, 0, 0])
  end()
})

test('an answer that is awaited while something changes is asked for anew once it is here', async () => {
  const { read, answers, cancelled, times, shown, end } = asked()
  const changed = read()
  answers[0]?.(1)
  await times(2)
  answers[1]?.(2)
  await changed
  expect([cancelled(), shown()]).toEqual([0, 2])
  end()
})
