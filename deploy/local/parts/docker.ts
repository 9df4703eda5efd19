import { mkdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Run } from '../run.ts'
import type { Found } from './part.ts'
import { becomePrimary, replicaSet } from './replicaSet.ts'

const rabbitmqImage = 'rabbitmq:4.1'
const mongodbImage = 'mongo:8.0'

/** Says why no Docker engine can be used, or nothing when one answers (Docker Engine API, `GET /_ping`). */
const engineRefusal = (): Promise<string | undefined> =>
  new Promise((answer) => {
    const host = process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock'
    const { protocol, pathname, hostname, port } = new URL(host)
    const to = protocol === 'unix:' ? { socketPath: pathname } : { hostname, port }
    const ping = request({ ...to, path: '/_ping', timeout: 2000 }, (response) => {
      response.resume()
      answer(response.statusCode === 200 ? undefined : `the Docker engine at ${host} answers ${response.statusCode}`)
    })
    ping.on('timeout', () => ping.destroy())
    ping.on('error', () => answer(`no Docker engine answers at ${host}`))
    ping.end()
  })

// Imported late: it takes a second to load, and most machines that use another source have no engine.
const container = async (image: string) => {
  const { GenericContainer, Wait } = await import('testcontainers')
  return new GenericContainer(image).withWaitStrategy(Wait.forListeningPorts())
}

const whenAnEngineAnswers = async (start: () => Promise<Found>): Promise<Found> => {
  const reason = await engineRefusal()
  if (reason !== undefined) return { reason }
  return start().catch((fault: unknown) => ({ reason: `Docker: ${fault instanceof Error ? fault.message : fault}` }))
}

const dataFolder = (run: Run, name: string): string => {
  const folder = join(run.directory, 'data', `docker-${name}`)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Starts RabbitMQ in a container, its data in the run's directory, or says why it cannot. */
export const rabbitmqInDocker = (run: Run): Promise<Found> =>
  whenAnEngineAnswers(async () => {
    const started = await (await container(rabbitmqImage))
      .withExposedPorts(5672)
      // The broker's data is kept under its host name.
      .withHostname('gongdan')
      .withBindMounts([{ source: dataFolder(run, 'rabbitmq'), target: '/var/lib/rabbitmq' }])
      .start()
    return {
      name: 'RabbitMQ',
      url: `amqp://guest:guest@${started.getHost()}:${started.getMappedPort(5672)}`,
      from: `Docker, image ${rabbitmqImage}`,
      control: ['docker', 'exec', '-i', started.getId(), 'rabbitmqctl', '-q'],
      stop: async () => {
        await started.stop({ timeout: 20_000 })
      },
    }
  })

/** Starts a one-node MongoDB replica set in a container, its data in the run's directory, or says why it cannot. */
export const mongodbInDocker = (run: Run): Promise<Found> =>
  whenAnEngineAnswers(async () => {
    const started = await (await container(mongodbImage))
      .withExposedPorts(27017)
      .withCommand(['--replSet', replicaSet, '--bind_ip_all'])
      .withBindMounts([{ source: dataFolder(run, 'mongodb'), target: '/data/db' }])
      .start()
    const address = `${started.getHost()}:${started.getMappedPort(27017)}`
    while (!(await becomePrimary(address, 'localhost:27017'))) await sleep(50)
    return {
      name: 'MongoDB',
      // Direct, since the set's own address means nothing outside the container.
      url: `mongodb://${address}/?directConnection=true`,
      from: `Docker, image ${mongodbImage}`,
      stop: async () => {
        await started.stop({ timeout: 20_000 })
      },
    }
  })
