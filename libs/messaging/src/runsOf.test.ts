import { expect, test } from '@jest/globals'
import { runsOf } from './runsOf.ts'

test('a list is cut where the key changes, and nowhere else', () => {
  expect(runsOf([1, 3, 2, 4, 5], (number) => number % 2)).toEqual([[1, 3], [2, 4], [5]])
  expect(runsOf([], () => undefined)).toEqual([])
  expect(runsOf([1, 2], () => undefined)).toEqual([[1, 2]])
})
