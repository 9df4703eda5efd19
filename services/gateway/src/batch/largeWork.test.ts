import { expect, test } from '@jest/globals'
import { createInTurn } from './largeWork.ts'

const spend = (ms: number) => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('large pieces take turns, between which everything else has its own', async () => {
  const order: string[] = []
  const inTurn = createInTurn()
  const large = Promise.all(['first', 'second', 'third'].map((name) => inTurn(true, () => order.push(name))))
  let goesOn = true
  const other = (): void => {
    order.push('other')
    if (goesOn) setImmediate(other)
  }
  setImmediate(other)
  await large
  goesOn = false
  const [first, second, third] = ['first', 'second', 'third'].map((name) => order.indexOf(name))
  expect(order.slice(first, second)).toContain('other')
  expect(order.slice(second, third)).toContain('other')
})

test('a large piece is followed by a rest three times as long as it took', async () => {
  const inTurn = createInTurn()
  const since = performance.now()
  await Promise.all([inTurn(true, () => spend(40)), inTurn(true, () => {})])
  expect(performance.now() - since).toBeGreaterThanOrEqual(159)
})

test('what a large piece waits for after its turn holds up no other', async () => {
  const inTurn = createInTurn()
  const { promise, resolve } = Promise.withResolvers<string>()
  const waits = inTurn(true, () => promise)
  expect(await inTurn(true, () => 'next')).toBe('next')
  resolve('over')
  expect(await waits).toBe('over')
})

test('a piece that throws rejects, and the next one has its turn', async () => {
  const inTurn = createInTurn()
  const failed = inTurn(true, () => {
    throw new Error('no JSON')
  })
  await expect(failed).rejects.toThrow('no JSON')
  expect(await inTurn(true, () => 1)).toBe(1)
})

test('a small piece has no turn to wait for', async () => {
  const inTurn = createInTurn()
  const order: string[] = []
  const large = inTurn(true, () => order.push('large'))
  await inTurn(false, () => order.push('small'))
  await large
  expect(order).toEqual(['small', 'large'])
})
