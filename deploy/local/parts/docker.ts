import { mkdirSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { GenericContainer } from 'testcontainers'
import type { Run } from '../run.ts'
import { engineRefusal } from './engine.ts'
import type { Found } from './part.ts'
import { becomePrimary, replicaSet } from './replicaSet.ts'

// The same variables as compose reads.
const rabbitmqImage = process.env.RABBITMQ_IMAGE || 'rabbitmq:4.1.4-management'
const mongodbImage = process.env.MONGODB_IMAGE || 'mongo:8.0.29'

/**
 * Testcontainers publishes ports on every address of the machine, where others reach a broker whose password is `guest`. From
 * now on it publishes them on the loopback address, also that of the container which it starts beside ours to clean up.
 */
const publishOnLoopback = ({ prototype }: typeof GenericContainer): void => {
  if (Object.hasOwn(prototype.withExposedPorts, 'onLoopback')) return
  const { withExposedPorts } = prototype
  const onLoopback = function (this: GenericContainer, ...ports: Parameters<typeof withExposedPorts>) {
    withExposedPorts.apply(this, ports)
    const { hostConfig } = Object(this)
    for (const bindings of Object.values(hostConfig.PortBindings)) {
      for (const binding of Object(bindings)) binding.HostIp = '127.0.0.1'
    }
    return this
  }
  prototype.withExposedPorts = Object.assign(onLoopback, { onLoopback: true })
}

// Imported late: it takes a second to load, and most machines that use another source have no engine.
/** A container of an image, ready when it logs the sign. */
export const container = async (image: string, sign: RegExp) => {
  const { GenericContainer, Wait } = await import('testcontainers')
  publishOnLoopback(GenericContainer)
  const made = new GenericContainer(image)
    // Not by its ports: to look for those inside, a process is started in the container ten times a second.
    .withWaitStrategy(Wait.forLogMessage(sign))
    // RabbitMQ takes seconds to start, and half a minute where others are busy.
    .withStartupTimeout(180_000)
  // As the current user, so that this user can remove the data in the run's directory; for root the image picks a user.
  const { uid, gid } = userInfo()
  return uid > 0 ? made.withUser(`${uid}:${gid}`) : made
}

/** By number, for the name may lead to `::1` first, where nothing is published. */
const hostOf = (started: { getHost(): string }): string => started.getHost().replace(/^localhost$/, '127.0.0.1')

const whenAnEngineAnswers = async (start: () => Promise<Found>): Promise<Found> => {
  const reason = await engineRefusal()
  if (reason !== undefined) return { reason }
  try {
    return await start()
  } catch (fault) {
    const why = `Docker: ${fault instanceof Error ? fault.message : fault}`
    // Logged at once: if the next source works, the reasons are not shown.
    console.error(why)
    return { reason: why }
  }
}

const dataFolder = (run: Run, name: string): string => {
  const folder = join(run.directory, 'data', `docker-${name}`)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Starts RabbitMQ in a container, its data in the run's directory, or says why it cannot. */
export const rabbitmqInDocker = (run: Run): Promise<Found> =>
  whenAnEngineAnswers(async () => {
    const started = await (await container(rabbitmqImage, /Server startup complete/))
      .withExposedPorts(5672)
      // The broker's data is kept under its host name.
      .withHostname('gongdan')
      .withBindMounts([{ source: dataFolder(run, 'rabbitmq'), target: '/var/lib/rabbitmq' }])
      .start()
    return {
      name: 'RabbitMQ',
      url: `amqp://guest:guest@${hostOf(started)}:${started.getMappedPort(5672)}`,
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
    const started = await (await container(mongodbImage, /Waiting for connections/))
      .withExposedPorts(27017)
      .withCommand(['--replSet', replicaSet, '--bind_ip_all'])
      .withBindMounts([{ source: dataFolder(run, 'mongodb'), target: '/data/db' }])
      .start()
    const address = `${hostOf(started)}:${started.getMappedPort(27017)}`
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
