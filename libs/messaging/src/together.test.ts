import { expect, test } from '@jest/globals'
import { createTogether } from './together.ts'

const scene = (most: number, lingerMs: number) => {
  const together = createTogether(most, lingerMs)
  const through: string[] = []
  const come = (name: string, brought = 1) => together(brought).then(() => through.push(name))
  return { through, come }
}

test('who comes while the first one lingers goes through with it', async () => {
  const { through, come } = scene(100, 20)
  const first = come('first')
  void come('second')
  await Promise.resolve()
  expect(through).toEqual([])
  await first
  expect(through).toEqual(['first', 'second'])
})

test('nobody lingers once they have brought as many as may be, and the next one starts anew', async () => {
  const { through, come } = scene(5, 600_000)
  await Promise.all([come('first', 2), come('second', 3)])
  expect(through).toEqual(['first', 'second'])
  await come('third', 5)
  expect(through).toEqual(['first', 'second', 'third'])
})

test('without a time to linger nobody waits', async () => {
  const { through, come } = scene(100, 0)
  await come('first')
  expect(through).toEqual(['first'])
})
