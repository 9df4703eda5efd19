import { expect, test } from '@jest/globals'
import { chunkBy } from './chunkBy.ts'

test('a list is cut where the key changes, and nowhere else', () => {
  expect(chunkBy([1, 3, 2, 4, 5], (number) => number % 2)).toEqual([[1, 3], [2, 4], [5]])
  expect(chunkBy([], () => undefined)).toEqual([])
  expect(chunkBy([1, 2], () => undefined)).toEqual([[1, 2]])
})
