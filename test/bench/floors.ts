import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from '@gongdan/store'
import { createClient } from './httpClient.ts'
import { ticketBody } from './workload.ts'

/** What a request cannot take less than: the bare path, three processes that do nothing else. */
export interface Floors {
  /** HTTP, message, write of many at once, answer. */
  readonly bare: () => Promise<unknown>
  /** The same, and a message for each that was stored, which another process takes. */
  readonly telling: () => Promise<unknown>
  close(): Promise<void>
}

const child = async (file: string, env: Record<string, string>) => {
  const started = fork(new URL(file, import.meta.url), { env: { ...process.env, ...env } })
  const [message] = await once(started, 'message')
  return { message: message as unknown, stop: () => started.disconnect() }
}

/** Starts the processes of the bare path, which store a real ticket document; the system must have stored one. */
export const startFloors = async (amqpUrl: string, mongodbUrl: string): Promise<Floors> => {
  const env = { AMQP_URL: amqpUrl, MONGODB_URL: mongodbUrl }
  const echo = await child('./rpcEcho.ts', env)
  const http = await child('./httpEcho.ts', env)
  const client = createClient(String(http.message))
  return {
    bare: () => client.send({ path: '/bare', body: ticketBody }),
    telling: () => client.send({ path: '/telling', body: ticketBody }),
    close: async () => {
      client.close()
      http.stop()
      echo.stop()
      const store = await connect(mongodbUrl, 'bench')
      await store.db.dropDatabase()
      await store.close()
    },
  }
}
