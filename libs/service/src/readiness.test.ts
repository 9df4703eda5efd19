import { describe, expect, test } from '@jest/globals'
import type { Component } from './component.ts'
import { checkReadiness } from './readiness.ts'

const check = (...parts: Component[]) => checkReadiness(parts, 50)
const refusing = (message: string) => () => {
  throw new Error(message)
}

describe('a service is ready', () => {
  test('when none of its components says otherwise', async () => {
    const readiness = await check(
      { name: 'relay' },
      { name: 'bus', ready: async () => {} },
      { name: 'store', ready: () => {} },
    )
    expect(readiness).toEqual({ ready: true, notReady: {}, warnings: {} })
  })
})

test('a service that is ready tells what is wrong all the same', async () => {
  const bus = { name: 'bus', warnings: () => ['3 messages parked'] }
  const readiness = await check(bus, { name: 'relay', warnings: () => [] })
  expect(readiness).toEqual({ ready: true, notReady: {}, warnings: { bus: ['3 messages parked'] } })
})

describe('a service is not ready', () => {
  test('when a component throws or rejects, and says which and why', async () => {
    const readiness = await check(
      { name: 'bus', ready: refusing('not connected') },
      { name: 'store', ready: () => Promise.reject(new Error('no primary')) },
      { name: 'relay' },
    )
    expect(readiness).toMatchObject({ ready: false, notReady: { bus: 'not connected', store: 'no primary' } })
  })

  test('when a component does not answer in time', async () => {
    const readiness = await check({ name: 'store', ready: () => new Promise(() => {}) })
    expect(readiness).toMatchObject({ ready: false, notReady: { store: 'no answer within 50 ms' } })
  })

  test('and shows no credentials in the reason', async () => {
    const { notReady } = await check({ name: 'bus', ready: refusing('cannot reach amqp://app:s3cret@mq') })
    expect(notReady.bus).toBe('cannot reach amqp://[masked]@mq')
  })
})
