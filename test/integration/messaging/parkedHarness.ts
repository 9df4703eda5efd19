import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { topology } from '@gongdan/contracts'
import { done, openBus } from '@gongdan/messaging'
import { connect as connectStore } from '@gongdan/store'
import { connect } from 'amqplib'
import { pino } from 'pino'
import { z } from 'zod'
import { root } from '../../../deploy/local/localDirectory.ts'
import { makeVirtualHost } from '../../support/virtualHost.ts'

const anything = z.unknown()
const type = 'user.seen'

/** A broker with the real topology and one consumer of it, whose handler fails while `broken` says why. */
export const openParkedHarness = async () => {
  const name = `parked-${randomUUID().slice(0, 8)}`
  const virtualHost = await makeVirtualHost(name)
  const mongodbUrl = (process.env.MONGODB_URL ?? '').replace(/^(mongodb:\/\/[^/?]+)\/?/, `$1/${name}`)
  const log = pino({ level: 'silent' })
  const bus = await openBus({
    url: virtualHost.url,
    service: 'process',
    topology: { ...topology, retryDelays: [10] },
    log,
  })
  const operations = await connectStore(mongodbUrl, 'operations')
  const broker = await connect(virtualHost.url)
  const admin = await broker.createConfirmChannel()
  const handled: string[] = []
  const queue = 'process.user-events'
  let broken: string | undefined = 'the handler has an error'
  const start = () =>
    bus.consume({
      queue,
      prefetch: 20,
      messages: { [type]: anything },
      handlers: {
        [type]: async (batch) => {
          if (broken !== undefined) throw new Error(broken)
          handled.push(...batch.map(({ id }) => id))
          return batch.map(() => done())
        },
      },
    })
  let consumer = start()

  const run = (...args: readonly string[]) =>
    spawn(process.execPath, [`${root}/deploy/operate/main.ts`, ...args], {
      env: { ...process.env, AMQP_URL: virtualHost.url, MONGODB_URL: mongodbUrl },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that a test can kill the command with what it has started.
      detached: true,
    })

  return {
    queue,
    url: virtualHost.url,
    admin,
    handled,
    repair: () => {
      broken = undefined
    },
    rest: () => consumer.stop(),
    resume: () => {
      consumer = start()
    },
    send: async (id: string, as = type) => {
      const body = Buffer.from(JSON.stringify({ ticket: id }))
      await bus.publisher.publish({ exchange: 'events', routingKey: as }, { id, type: as, body })
    },
    waiting: async (name: string) => (await admin.checkQueue(name)).messageCount,
    run,
    /** Runs an operator's command to its end. */
    operate: async (...args: readonly string[]) => {
      const child = run(...args)
      const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
      return { code: Number(code), out, err }
    },
    audit: () => operations.db.collection('audit').find().sort({ at: 1 }).toArray(),
    close: async () => {
      await bus.close()
      await broker.close()
      await operations.db.dropDatabase()
      await operations.close()
      await virtualHost.remove()
    },
  }
}
