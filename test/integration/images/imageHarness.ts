import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import process from 'node:process'
import { exchanges, ImageEvent, imageEvents, queues, type TicketEvent, topology } from '@gongdan/contracts'
import { defaultCredential, type RunningEmulator, type SettingsChange, startEmulator } from '@gongdan/cvm-emulator'
import { type Bus, done, type Handler, openBus } from '@gongdan/messaging'
import { createLog } from '@gongdan/service'
import { connect, migrate, Relay, type Store } from '@gongdan/store'
import { makeServiceKeys } from '../../../deploy/local/serviceKeys.ts'
import {
  type Alarm,
  type Cloud,
  createCall,
  createCloud,
  createCloudRateLimiter,
  createJobStore,
  createQuickCloud,
  defaultLimits,
  eventOf,
  jobAggregate,
  jobsOf,
  type Limits,
  type Orphan,
  outboxOf,
  startImageWorker,
  subscriptions,
  wasRestored,
} from '../../../services/image/src/public.ts'
import { eventMessage, peersIn } from '../../support/peersIn.ts'
import { databaseUrl } from '../../support/system.ts'
import { makeVirtualHost } from '../../support/virtualHost.ts'
import { type CrashSwitch, crashable } from './crashable.ts'

/** Everything a section may say, with a demo instance of the emulator's. */
export interface Wish {
  /** The eight characters that name the instance and its data disk. */
  readonly instance?: string
  readonly name?: string
  readonly forcePoweroff?: boolean
  readonly request?: number
  readonly detailsHash?: string
  readonly tag?: { readonly key: string; readonly value: string }
}

export interface WorkerOptions {
  /** Puts itself between the worker and the cloud. */
  readonly around?: (cloud: Cloud) => Cloud
  readonly limits?: Partial<Limits>
  readonly leaseMs?: number
  /** Called before and after every await of the worker's that reaches the outside; `kill` ends it there and then. */
  readonly onAwait?: (kill: () => void) => void
}

/** Short enough for a test; the emulator's signatures live for a second, which the settle time covers. */
const shortLimits: Partial<Limits> = { settleMs: 1_500, sendWithinMs: 2_000, pollMs: 100, pollMaxMs: 200 }

/** How long a call to the cloud may take. */
export const callWithinMs = 1_000

const service = `${import.meta.dirname}/../../../services/image`

/** A broker, a database and an emulator of one's own, with as many image workers as a test starts. */
export const openImageHarness = async (settings: SettingsChange = {}) => {
  const prefix = `test-${randomUUID().slice(0, 8)}`
  const virtualHost = await makeVirtualHost(prefix)
  await migrate(databaseUrl(prefix), 'image', `${service}/migrations`)
  const emulator: RunningEmulator = await startEmulator({
    settings: { createMs: [200, 200], signatureWindowSec: 1, ...settings },
  })
  const peers = peersIn(makeServiceKeys('test'))
  const log = createLog('image-test', 'silent')
  const bus: Bus = await openBus({ url: virtualHost.url, service: 'test', topology, log })
  const heard: ImageEvent[] = []
  const hear: Handler<ImageEvent> = async (batch) => {
    heard.push(...batch.map(({ body }) => body))
    return batch.map(() => done())
  }
  const listener = bus.consume({
    queue: queues.ticketImageEvents,
    prefetch: 100,
    messages: Object.fromEntries(Object.keys(imageEvents).map((type) => [type, ImageEvent])),
    handlers: Object.fromEntries(Object.keys(imageEvents).map((type) => [type, hear])),
  })
  const stops: (() => Promise<void>)[] = []
  const found: Orphan[] = []
  const alarms: { readonly alarm: Alarm; readonly ticketUuid: string }[] = []
  const store: Store = await connect(databaseUrl(prefix), 'image')

  const startWorker = async (options: WorkerOptions = {}) => {
    const { around = (cloud) => cloud, limits = {}, leaseMs = 2_000, onAwait = () => {} } = options
    const own = await connect(databaseUrl(prefix), 'image')
    const dead = Promise.withResolvers<void>()
    let isOver = false
    const kill = () => {
      isOver = true
      dead.resolve()
    }
    const life: CrashSwitch = { hasCrashed: () => isOver, afterCall: () => onAwait(kill) }
    const ownBus = await openBus({ url: virtualHost.url, service: 'image', topology, log })
    const relay = new Relay({
      aggregate: jobAggregate,
      documents: outboxOf(own),
      eventOf,
      publish: (routingKey, events) =>
        ownBus.publisher.publish({ exchange: exchanges.events, routingKey }, peers.image.signEvents(events)),
      now: Date.now,
      log,
    })
    relay.start()
    const rateLimiter = createCloudRateLimiter(own.db.collection('rate_buckets'))
    const getCredential = async () => ({ secretId: defaultCredential.secretId, secretKey: defaultCredential.secretKey })
    const endpoint = { protocol: 'http://', host: `cvm.tencentcloudapi.test:${emulator.port}` }
    const call = createCall({ endpoint, connectTo: '127.0.0.1', getCredential, timeoutMs: callWithinMs })
    const cloud = createCloud(call, rateLimiter)
    const { worker } = startImageWorker({
      store: { ...own, db: crashable(own.db, life) },
      cloud: crashable(around(cloud), life),
      rateLimiter: crashable(rateLimiter, life),
      getCredential,
      committed: relay.send,
      alarm: (alarm, ticketUuid) => alarms.push({ alarm, ticketUuid }),
      report: (orphan) => found.push(orphan),
      limits: { ...defaultLimits, ...shortLimits, ...limits },
      leaseMs,
      own: peers.image.own('image jobs'),
      log,
    })
    // What takes requests in and sends events out outlives the worker: the libraries prove that elsewhere.
    const incoming = createJobStore({
      db: own.db,
      jobs: jobsOf(own),
      leaseMs,
      own: peers.image.own('image jobs'),
      committed: relay.send,
      nudge: worker.nudge,
      alarm: () => {},
    })
    const consumers = subscriptions({
      peers: peers.image,
      store: incoming,
      wasRestored: wasRestored(store),
      quickCloud: createQuickCloud({ endpoint, connectTo: '127.0.0.1', getCredential }, rateLimiter),
    }).map((options) => ownBus.consume(options))
    let stopping: Promise<void> | undefined
    const stop = () => {
      stopping ??= (async () => {
        await Promise.all(consumers.map((consumer) => consumer.stop()))
        await Promise.race([worker.stop(), dead.promise])
        await relay.stop()
        await ownBus.close()
        await own.close()
      })()
      return stopping
    }
    stops.push(stop)
    return { stop, died: dead.promise }
  }

  const requestEvent = (ticketUuid: string, wish: Wish = {}): TicketEvent => {
    const {
      instance = 'demo0001',
      name = `image of ${ticketUuid.slice(0, 8)}`,
      forcePoweroff = false,
      request = 1,
    } = wish
    const details = JSON.stringify({
      region: 'ap-guangzhou',
      instance_id: `ins-${instance}`,
      image_name: name,
      image_description: '$$NOW 张三的镜像',
      force_poweroff: forcePoweroff,
      data_disk_ids: [`disk-${instance}`],
    })
    const person = { userUuid: 'u', userName: 'U', tenantUuid: 't', tenantName: 'T' }
    return {
      id: randomUUID(),
      at: 1,
      correlationId: 'correlation-1',
      causationId: 'command-1',
      type: 'ticket.image-requested',
      ticketUuid,
      seq: 3,
      hash: '',
      name: 'ticket',
      ticketType: 'TENCENT_IMAGE_CREATE',
      state: 'passed',
      deleted: false,
      keys: [],
      applicant: person,
      actor: person,
      ticketReason: '',
      reason: '',
      processUuid: 'system',
      currentOwner: null,
      formerOwner: null,
      deciders: [],
      open: [],
      opened: [],
      returned: false,
      dueAt: null,
      cc: [],
      comment: null,
      onBehalfOf: null,
      delegable: true,
      image: {
        request,
        details,
        tag: wish.tag ?? null,
        detailsHash: wish.detailsHash ?? createHash('sha256').update(details).digest('hex'),
      },
      imageState: 'queued',
      fulfilmentState: 'waiting',
    }
  }
  const publish = (event: TicketEvent) =>
    bus.publisher.publish(
      { exchange: exchanges.events, routingKey: event.type },
      peers.ticket.signEvents([eventMessage(event)]),
    )

  return {
    emulator,
    alarms,
    found,
    store,
    startWorker,
    requestEvent,
    publish,
    /** Asks for an image as the ticket service does; gives the ticket's uuid. */
    request: async (wish: Wish = {}, ticketUuid = randomUUID()) => {
      await publish(requestEvent(ticketUuid, wish))
      return ticketUuid
    },
    /** What was told of a ticket, each event once, in the order of its history. */
    told: (ticketUuid: string) => {
      const mine = heard.filter((event) => event.ticketUuid === ticketUuid)
      return [...new Map(mine.map((event) => [event.id, event])).values()].toSorted((a, b) => a.seq - b.seq)
    },
    /** Runs the operator's command line; gives its exit code. */
    operator: async (...args: readonly string[]): Promise<number> => {
      const { secretId, secretKey } = defaultCredential
      const child = spawn(process.execPath, [`${service}/src/operator.ts`, ...args], {
        stdio: ['ignore', 'ignore', 'ignore'],
        env: {
          NODE_ENV: 'test',
          MONGODB_URL: databaseUrl(prefix),
          CVM_ENDPOINT: emulator.url,
          TENCENTCLOUD_SECRET_ID: secretId,
          TENCENTCLOUD_SECRET_KEY: secretKey,
        },
      })
      const [code] = await once(child, 'exit')
      return Number(code)
    },
    document: (ticketUuid: string) => jobsOf(store).findOne({ _id: ticketUuid }),
    /** The ticket's images that are there and did not fail. */
    live: (ticketUuid: string) => emulator.control.state().liveImagesPerTicket[ticketUuid] ?? [],
    close: async () => {
      await Promise.all(stops.map((stop) => stop()))
      await listener.stop()
      await bus.close()
      await emulator.close()
      await store.db.dropDatabase()
      await store.close()
      await virtualHost.remove()
    },
  }
}
export type ImageHarness = Awaited<ReturnType<typeof openImageHarness>>
