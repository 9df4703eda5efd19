import { expect, test } from '@jest/globals'
import { inGroups } from './inGroups.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('who comes while a write is under way waits, and is written together with all who wait', async () => {
  const groups: (readonly number[])[] = []
  const ends: (() => void)[] = []
  const write = inGroups<number>((group) => {
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

test('a write that fails fails those who were in it, and nobody else', async () => {
  const write = inGroups<number>(async (group) => {
    if (group.includes(1)) throw new Error('no disk')
  })
  const one = write(1)
  await expect(one).rejects.toThrow('no disk')
  await expect(write(2)).resolves.toBeUndefined()
})
