import { expect, test } from '@jest/globals'
import { coalesceWrites } from './coalesceWrites.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('items that come while a write is under way wait, and are written together', async () => {
  const groups: (readonly number[])[] = []
  const ends: (() => void)[] = []
  const write = coalesceWrites<number>((group) => {
    groups.push(group)
    return new Promise<void>((end) => ends.push(end))
  })
  const done: number[] = []
  for (const one of [1, 2, 3]) {
    void write(one).then(() => done.push(one))
    await settled()
  }
  expect(groups).toEqual([[1]])
  ends.shift()?.()
  await settled()
  expect([groups, done]).toEqual([[[1], [2, 3]], [1]])
  ends.shift()?.()
  await settled()
  expect(done).toEqual([1, 2, 3])
})

test('a write that fails rejects the items in it, and no others', async () => {
  const write = coalesceWrites<number>(async (group) => {
    if (group.includes(1)) throw new Error('no disk')
  })
  const one = write(1)
  await expect(one).rejects.toThrow('no disk')
  await expect(write(2)).resolves.toBeUndefined()
})
