import { describe, expect, test } from '@jest/globals'
import { pino } from 'pino'
import type { Delivery } from './delivery.ts'
import { finish, handleBatch } from './handle.ts'
import { done, type Handler, retry } from './message.ts'

const message = (body: string, { alive = true, receivedAt = Date.now() } = {}) => {
  const delivery: Delivery = {
    id: body,
    type: 'test.said',
    content: Buffer.from(JSON.stringify(body)),
    json: () => body,
    replyTo: undefined,
    correlationId: body,
    attempt: 1,
    redelivered: false,
    receivedAt,
    headers: {},
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
  const handler: Handler<string> = async (batch) => {
    const said = batch.map(({ body }) => body)
    const fault = fail(said, calls.push(said))
    if (fault) throw fault
    return said.map((word) => done(word))
  }
  const options = {
    isUnavailable: (fault: unknown) => fault === away,
    stopping: stopping.signal,
    log: pino({ level: 'silent' }),
    wait: async () => {},
  }
  return {
    calls,
    options,
    stopping,
    handle: (messages: ReturnType<typeof message>[]) => handleBatch(handler as Handler<unknown>, messages, options),
  }
}

test('a batch is handled in one call', async () => {
  const { calls, handle } = scene(() => undefined)
  expect(await handle([message('a'), message('b')])).toEqual([done('a'), done('b')])
  expect(calls).toEqual([['a', 'b']])
})

test('when a batch throws, only the message it throws for is retried', async () => {
  const { calls, handle } = scene((said) => (said.includes('bad') ? new Error('cannot say bad') : undefined))
  const results = await handle([message('a'), message('bad'), message('c')])
  expect(results).toEqual([done('a'), { kind: 'retry', reason: 'cannot say bad' }, done('c')])
  expect(calls).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']])
})

test('a handler that answers for fewer messages than it got has failed', async () => {
  const { handle } = scene(() => undefined)
  const forgetful = async () => []
  const options = { isUnavailable: () => false, stopping: new AbortController().signal, log: pino({ level: 'silent' }) }
  const reason = 'the handler gave 0 outcomes for 1 messages'
  expect(await handleBatch(forgetful, [message('a')], options)).toEqual([{ kind: 'retry', reason }])
  expect(await handle([message('a')])).toEqual([done('a')])
})

test('while the store is out of reach the whole batch is kept and tried again', async () => {
  const { calls, handle } = scene((_, call) => (call <= 3 ? away : undefined))
  expect(await handle([message('a'), message('b')])).toEqual([done('a'), done('b')])
  expect(calls).toHaveLength(4)
})

test('a message whose channel died while the store was out of reach is left to its next delivery', async () => {
  const { calls, handle } = scene(() => away)
  expect(await handle([message('a', { alive: false })])).toEqual([{ kind: 'abandoned' }])
  expect(calls).toHaveLength(1)
})

test('a message held for 25 minutes is deferred, before the broker takes it away', async () => {
  const { handle } = scene(() => away)
  const receivedAt = Date.now() - 25 * 60_000
  expect(await handle([message('a', { receivedAt })])).toEqual([{ kind: 'deferred' }])
})

test('a consumer that stops does not wait for the store', async () => {
  const { stopping, handle } = scene((_, call) => {
    if (call === 2) stopping.abort()
    return away
  })
  expect(await handle([message('a')])).toEqual([{ kind: 'abandoned' }])
})

test('a handler that hangs for one message does not keep the others from being handled', async () => {
  const handling = new Promise<never>(() => {})
  const hanging: Handler<unknown> = async (batch) =>
    batch.some(({ body }) => body === 'endless') ? handling : batch.map(({ body }) => done(body))
  const log = pino({ level: 'silent' })
  const options = { isUnavailable: () => false, stopping: new AbortController().signal, log, timeoutMs: 20 }
  expect(await handleBatch(hanging, [message('a'), message('endless'), message('c')], options)).toEqual([
    done('a'),
    { kind: 'retry', reason: 'the handler gave no outcome in 0.02 s' },
    done('c'),
  ])
})

test('when their channel dies while they are tried one by one, the rest is left to the next delivery', async () => {
  const { calls, handle } = scene(() => new Error('no luck'))
  const messages = [message('a'), message('b', { alive: false })]
  expect(await handle(messages)).toEqual([{ kind: 'retry', reason: 'no luck' }, { kind: 'abandoned' }])
  expect(calls).toEqual([['a', 'b'], ['a']])
})

describe('what a handler left to the end', () => {
  const { options } = scene(() => undefined)
  const end = (faults: readonly Error[], given = {}) => {
    const left = [...faults]
    const last = async () => {
      const fault = left.shift()
      if (fault) throw fault
    }
    return finish(last, [message('a', given).delivery], options)
  }

  test('is tried again while the store is out of reach', async () => {
    expect(await end([away, away])).toBeUndefined()
  })

  test('is tried again when it hangs, which is no fault of the messages', async () => {
    const hangs = [true, false]
    const last = async () => (hangs.shift() ? new Promise(() => {}) : undefined)
    expect(await finish(last, [message('a').delivery], { ...options, timeoutMs: 20 })).toBeUndefined()
  })

  test('that fails for a reason of its own has the messages retried', async () => {
    expect(await end([new Error('no room')])).toEqual(retry('no room'))
  })

  test('is left to the next delivery when the channel died meanwhile, and put off after 25 minutes', async () => {
    expect(await end([away], { alive: false })).toEqual({ kind: 'abandoned' })
    expect(await end([away], { receivedAt: Date.now() - 25 * 60_000 })).toEqual({ kind: 'deferred' })
  })
})
