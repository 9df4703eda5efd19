import { expect, test } from '@jest/globals'
import { inPairs } from './difference.ts'

async function* stream(...ids: readonly string[]) {
  for (const _id of ids) yield { _id }
}

test.each([
  [[], [], []],
  [['a', 'b'], [], ['a-', 'b-']],
  [[], ['a', 'b'], ['-a', '-b']],
  [
    ['b', 'c', 'e'],
    ['a', 'b', 'd', 'e', 'f'],
    ['-a', 'bb', 'c-', '-d', 'ee', '-f'],
  ],
])('the streams %j and %j are walked side by side', async (some, others, pairs) => {
  const seen: string[] = []
  for await (const [one, other] of inPairs(stream(...some), stream(...others)))
    seen.push(`${one?._id ?? '-'}${other?._id ?? '-'}`)
  expect(seen).toEqual(pairs)
})
