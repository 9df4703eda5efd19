import type { Run } from '../run.ts'
import { StartFault } from '../startFault.ts'
import { mongodbInDocker, rabbitmqInDocker } from './docker.ts'
import { startMongodb } from './mongodb.ts'
import type { Part, Source } from './part.ts'
import { startRabbitmq } from './rabbitmq.ts'

/** RabbitMQ and MongoDB, ready for use. */
export interface Parts {
  readonly rabbitmq: Part
  readonly mongodb: Part
  /** Ends those that were started here. */
  stop(): Promise<void>
}

const fromEnvironment =
  (name: string, variable: string): Source =>
  async () => {
    const url = process.env[variable]
    if (url === undefined || url === '') return { reason: `${variable} is not set` }
    return { name, url, from: `the environment (${variable})`, stop: async () => {} }
  }

const firstFound = async (name: string, sources: readonly Source[]): Promise<Part> => {
  const reasons: string[] = []
  for (const source of sources) {
    const found = await source()
    if (!('reason' in found)) return found
    reasons.push(found.reason)
  }
  const ways = ['a URL in the environment', 'a Docker engine', 'programs of this machine']
  const tried = ways.map((way, index) => `  ${index + 1}. ${way}: ${reasons[index]}`).join('\n')
  throw new StartFault('no-part', `${name} is not available. There are three ways:\n${tried}`)
}

/**
 * Brings up RabbitMQ and MongoDB side by side. Each comes from the first source that has it: a URL in the environment
 * (`AMQP_URL`, `MONGODB_URL`), Docker where an engine answers, the programs of this machine.
 * Rejects with a StartFault, and leaves nothing running, if one of them is not available.
 */
export const startParts = async (run: Run): Promise<Parts> => {
  const parts = await Promise.allSettled([
    firstFound('RabbitMQ', [
      fromEnvironment('RabbitMQ', 'AMQP_URL'),
      () => rabbitmqInDocker(run),
      () => startRabbitmq(run),
    ]),
    firstFound('MongoDB', [
      fromEnvironment('MongoDB', 'MONGODB_URL'),
      () => mongodbInDocker(run),
      () => startMongodb(run),
    ]),
  ])
  const stop = async () => {
    await Promise.all(parts.map((part) => (part.status === 'fulfilled' ? part.value.stop() : undefined)))
  }
  const [rabbitmq, mongodb] = parts
  if (rabbitmq.status === 'fulfilled' && mongodb.status === 'fulfilled') {
    return { rabbitmq: rabbitmq.value, mongodb: mongodb.value, stop }
  }
  await stop()
  throw rabbitmq.status === 'rejected' ? rabbitmq.reason : mongodb.status === 'rejected' ? mongodb.reason : undefined
}
