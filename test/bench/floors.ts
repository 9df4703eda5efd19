import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { openBus } from '@gongdan/messaging'
import { connect } from '@gongdan/store'
import pino from 'pino'
import { eventually } from '../support/eventually.ts'
import { echoQueue, echoTopology } from './echoTopology.ts'
import { createClient } from './httpClient.ts'
import { ticketBody } from './workload.ts'

/** What a request cannot be faster than: each floor as a request to measure. */
export interface Floors {
  readonly http: () => Promise<unknown>
  readonly rpc: () => Promise<unknown>
  readonly write: () => Promise<unknown>
  close(): Promise<void>
}

const child = async (file: string, env: Record<string, string>) => {
  const started = fork(new URL(file, import.meta.url), { env: { ...process.env, ...env } })
  const [message] = await once(started, 'message')
  return { message: message as unknown, stop: () => started.disconnect() }
}

/** Starts the echo processes and prepares the write of a real ticket document, `ticket` being one as the service stored it. */
export const startFloors = async (amqpUrl: string, mongodbUrl: string, ticket: object): Promise<Floors> => {
  const http = await child('./httpEcho.ts', {})
  const client = createClient(String(http.message))
  const echo = await child('./rpcEcho.ts', { AMQP_URL: amqpUrl })
  const bus = await openBus({ url: amqpUrl, service: 'bench', topology: echoTopology, log: pino({ level: 'warn' }) })
  const waiting = new Map<string, () => void>()
  const replies = bus.replies(
    (correlationId) => {
      waiting.get(correlationId)?.()
      waiting.delete(correlationId)
    },
    () => {},
  )
  const replyTo = await eventually(() => replies.queue() ?? Promise.reject(new Error('no reply queue')), {
    withinMs: 10_000,
  })
  const store = await connect(mongodbUrl, 'bench')
  const body = Buffer.from(JSON.stringify(ticketBody))
  return {
    http: () => client.send({ path: '/echo', body: ticketBody }),
    rpc: async () => {
      const id = randomUUID()
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.set(id, resolve)
      await bus.publisher.publish(
        { exchange: '', routingKey: echoQueue },
        { id, type: 'echo', body, correlationId: id, replyTo },
      )
      await promise
    },
    write: () => store.db.collection('floor').insertOne({ ...ticket, _id: randomUUID() as never }),
    close: async () => {
      client.close()
      await bus.close()
      await store.db.dropDatabase()
      await store.close()
      http.stop()
      echo.stop()
    },
  }
}
