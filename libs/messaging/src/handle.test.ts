import { expect, test } from '@jest/globals'
import { pino } from 'pino'
import { z } from 'zod'
import type { Delivery } from './delivery.ts'
import { handleTogether } from './handle.ts'
import { subscription } from './message.ts'
import { done } from './outcome.ts'

const job = (body: string, { alive = true, receivedAt = Date.now() } = {}) => {
  const delivery: Delivery = {
    id: body,
    type: 'test.said',
    content: Buffer.from(JSON.stringify(body)),
    replyTo: undefined,
    correlationId: body,
    attempt: 1,
    redelivered: false,
    receivedAt,
    headers: {},
    perishable: false,
    alive: () => alive,
    ack: () => true,
    copy: () => ({ id: body, type: 'test.said', body: Buffer.alloc(0) }),
  }
  return { delivery, body }
}

const away = Object.assign(new Error('no primary'), { code: 'store-away' })
const scene = (fail: (said: readonly string[], call: number) => Error | undefined) => {
  const calls: string[][] = []
  const stopping = new AbortController()
  const listener = subscription(z.string(), async (batch) => {
    const said = batch.map((message) => message.body)
    const fault = fail(said, calls.push(said))
    if (fault) throw fault
    return said.map((word) => done(word))
  })
  const holding = {
    isUnavailable: (fault: unknown) => fault === away,
    stopping: stopping.signal,
    log: pino({ level: 'silent' }),
    wait: async () => {},
  }
  return { calls, stopping, handle: (jobs: ReturnType<typeof job>[]) => handleTogether(listener, jobs, holding) }
}

test('a batch is handled in one call', async () => {
  const { calls, handle } = scene(() => undefined)
  expect(await handle([job('a'), job('b')])).toEqual([done('a'), done('b')])
  expect(calls).toEqual([['a', 'b']])
})

test('when a batch throws, only the message to blame goes up the ladder', async () => {
  const { calls, handle } = scene((said) => (said.includes('bad') ? new Error('cannot say bad') : undefined))
  const results = await handle([job('a'), job('bad'), job('c')])
  expect(results).toEqual([done('a'), { kind: 'retry', reason: 'cannot say bad' }, done('c')])
  expect(calls).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']])
})

test('a handler that answers for fewer messages than it got has failed', async () => {
  const { handle } = scene(() => undefined)
  const forgetful = subscription(z.string(), async () => [])
  const holding = { isUnavailable: () => false, stopping: new AbortController().signal, log: pino({ level: 'silent' }) }
  const reason = 'the handler gave 0 outcomes for 1 messages'
  expect(await handleTogether(forgetful, [job('a')], holding)).toEqual([{ kind: 'retry', reason }])
  expect(await handle([job('a')])).toEqual([done('a')])
})

test('while the store is out of reach the whole batch is kept and tried again', async () => {
  const { calls, handle } = scene((_, call) => (call <= 3 ? away : undefined))
  expect(await handle([job('a'), job('b')])).toEqual([done('a'), done('b')])
  expect(calls).toHaveLength(4)
})

test('a message whose channel died while the store was out of reach is left to its next delivery', async () => {
  const { calls, handle } = scene(() => away)
  expect(await handle([job('a', { alive: false })])).toEqual([{ kind: 'left' }])
  expect(calls).toHaveLength(1)
})

test('a message held for 25 minutes is postponed, before the broker takes it away', async () => {
  const { handle } = scene(() => away)
  const receivedAt = Date.now() - 25 * 60_000
  expect(await handle([job('a', { receivedAt })])).toEqual([{ kind: 'postponed' }])
})

test('a consumer that stops does not wait for the store', async () => {
  const { stopping, handle } = scene((_, call) => {
    if (call === 2) stopping.abort()
    return away
  })
  expect(await handle([job('a')])).toEqual([{ kind: 'left' }])
})

test('a handler that hangs for one message does not keep the others from being handled', async () => {
  const handling = new Promise<never>(() => {})
  const hanging = subscription(z.string(), async (batch) =>
    batch.some((message) => message.body === 'endless') ? handling : batch.map((message) => done(message.body)),
  )
  const log = pino({ level: 'silent' })
  const holding = { isUnavailable: () => false, stopping: new AbortController().signal, log, hangsAfterMs: 20 }
  expect(await handleTogether(hanging, [job('a'), job('endless'), job('c')], holding)).toEqual([
    done('a'),
    { kind: 'retry', reason: 'the handler gave no outcome in 0.02 s' },
    done('c'),
  ])
})

test('when their channel dies while they are tried one by one, the rest is left to the next delivery', async () => {
  const { calls, handle } = scene(() => new Error('no luck'))
  const jobs = [job('a'), job('b', { alive: false })]
  expect(await handle(jobs)).toEqual([{ kind: 'retry', reason: 'no luck' }, { kind: 'left' }])
  expect(calls).toEqual([['a', 'b'], ['a']])
})
