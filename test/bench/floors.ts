import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from '@gongdan/store'
import { aTicket } from './aTicket.ts'
import { createEchoClient } from './echoClient.ts'
import { echoQueue } from './echoTopology.ts'
import { createClient } from './httpClient.ts'
import { ticketBody } from './workload.ts'

/** What a request cannot be faster than: each floor as a request to measure. */
export interface Floors {
  readonly http: () => Promise<unknown>
  readonly rpc: () => Promise<unknown>
  readonly write: () => Promise<unknown>
  /** HTTP, message, write of many at once, answer: three processes that do nothing else. */
  readonly bare: () => Promise<unknown>
  close(): Promise<void>
}

const child = async (file: string, env: Record<string, string>) => {
  const started = fork(new URL(file, import.meta.url), { env: { ...process.env, ...env } })
  const [message] = await once(started, 'message')
  return { message: message as unknown, stop: () => started.disconnect() }
}

/** Starts the echo processes and prepares the write of a real ticket document, of which the system must have stored one. */
export const startFloors = async (amqpUrl: string, mongodbUrl: string): Promise<Floors> => {
  const env = { AMQP_URL: amqpUrl, MONGODB_URL: mongodbUrl }
  const echo = await child('./rpcEcho.ts', env)
  const http = await child('./httpEcho.ts', env)
  const client = createClient(String(http.message))
  const asking = await createEchoClient(amqpUrl)
  const ticket = await aTicket(mongodbUrl)
  const store = await connect(mongodbUrl, 'bench')
  const body = Buffer.from(JSON.stringify(ticketBody))
  return {
    http: () => client.send({ path: '/echo', body: ticketBody }),
    rpc: () => asking.call(echoQueue, body),
    write: () => store.db.collection('floor').insertOne({ ...ticket, _id: randomUUID() as never }),
    bare: () => client.send({ path: '/bare', body: ticketBody }),
    close: async () => {
      client.close()
      await asking.close()
      http.stop()
      echo.stop()
      await store.db.dropDatabase()
      await store.close()
    },
  }
}
