import { expect, test } from '@jest/globals'
import { allPages } from './allPages.ts'

/** A list of so many rows that says it has `total`, and the pages that are asked of it. */
const listOf = (count: number, total = count) => {
  const asked: number[] = []
  const read = async ({ page_num, page_size }: { page_num: number; page_size: number }) => {
    asked.push(page_num)
    const from = (page_num - 1) * page_size
    return {
      total_count: total,
      list: Array.from({ length: Math.max(0, Math.min(page_size, count - from)) }, (_, at) => from + at),
    }
  }
  return { asked, read }
}

test.each([
  [0, [1]],
  [100, [1]],
  [101, [1, 2]],
  [250, [1, 2, 3]],
])('a list of %i is read whole, with no request too many', async (count, pages) => {
  const { asked, read } = listOf(count)
  expect((await allPages(read)).list).toEqual(Array.from({ length: count }, (_, at) => at))
  expect(asked).toEqual(pages)
})

test('a list that shrank meanwhile ends where it ends', async () => {
  const { asked, read } = listOf(100, 150)
  expect(await allPages(read)).toMatchObject({ total_count: 150, list: { length: 100 } })
  expect(asked).toEqual([1, 2])
})

test('of an endless list some thousands are read', async () => {
  const { read } = listOf(10_000)
  expect((await allPages(read)).list.length).toBe(3_000)
})
