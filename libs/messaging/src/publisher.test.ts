import { EventEmitter } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import type { ConfirmChannel } from 'amqplib/callback_api'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { Connection } from './connection.ts'
import { MAX_MESSAGE_BYTES } from './message.ts'
import { createMetrics } from './metrics.ts'
import { Publisher } from './publisher.ts'

const to = { exchange: 'events', routingKey: 'test.said' }
const said = (bytes: number) => ({ id: 'm', type: 'test.said', body: Buffer.alloc(bytes) })

/** A publisher on a channel that notes the sizes of what is written, and confirms when it is told to. */
const scene = async () => {
  const written: { readonly bytes: number; readonly confirm: (fault: unknown) => void }[] = []
  const channel = Object.assign(new EventEmitter(), {
    publish: (
      _exchange: string,
      _key: string,
      body: Buffer,
      _properties: object,
      confirm: (fault: unknown) => void,
    ) => {
      written.push({ bytes: body.length, confirm })
      return true
    },
    close: () => channel.emit('close'),
  })
  const opened = {
    createConfirmChannel: (done: (fault: unknown) => void) => {
      setImmediate(done, null)
      return channel
    },
  }
  const connection = {
    connected: async () => opened,
    state: () => ({ connected: true, blocked: false }),
    onChange: () => {},
  } as unknown as Connection
  const publisher = new Publisher({
    connection,
    declare: async (_channel: ConfirmChannel) => {},
    metrics: createMetrics(new Registry(), async () => new Map()),
    log: pino({ level: 'silent' }),
  })
  await turn()
  await turn()
  return { publisher, written, channel }
}

test('a message is as large as a broker surely takes, and no larger one is written', async () => {
  const { publisher, written } = await scene()
  await expect(publisher.publish(to, said(MAX_MESSAGE_BYTES + 1))).rejects.toMatchObject({ code: 'too-large' })
  expect(written).toEqual([])
  const publishing = publisher.publish(to, said(MAX_MESSAGE_BYTES))
  written[0]?.confirm(null)
  await publishing
})

test('what came from the broker goes back to it whatever its size', async () => {
  const { publisher, written } = await scene()
  const publishing = publisher.publish(to, { ...said(MAX_MESSAGE_BYTES + 1), isCopy: true as const })
  written[0]?.confirm(null)
  await publishing
})

test('a broker that takes less says so of the message that is too large, and leaves open what became of the others', async () => {
  const { publisher, written, channel } = await scene()
  const [large, small] = [publisher.publish(to, said(2_000)), publisher.publish(to, said(1_000))]
  const reason = 'PRECONDITION_FAILED - message size 2000 is larger than configured max size 1000'
  channel.emit(
    'error',
    Object.assign(new Error(`Channel closed by server: 406 with message "${reason}"`), { code: 406 }),
  )
  for (const { confirm } of written) confirm(new Error('channel closed'))
  await expect(large).rejects.toMatchObject({ code: 'too-large' })
  await expect(small).rejects.toMatchObject({ code: 'unknown' })
})
