import { expect, test } from '@jest/globals'
import { portionsOf } from './portions.ts'

const cut = (sizes: readonly number[]) => portionsOf(sizes, (size) => size, { most: 3, mostBytes: 10 })

test('a portion takes so many items, in their order', () => {
  expect(cut([1, 2, 3, 1, 2])).toEqual([
    [1, 2, 3],
    [1, 2],
  ])
})

test('and so many bytes', () => {
  expect(cut([4, 6, 4, 7])).toEqual([[4, 6], [4], [7]])
})

test('what is larger by itself is alone, wherever it stands', () => {
  expect(cut([1, 20, 1])).toEqual([[1], [20], [1]])
})

test('of nothing there are none', () => {
  expect(cut([])).toEqual([])
})
