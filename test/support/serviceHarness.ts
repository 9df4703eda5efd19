import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { type CommandOutcome, CommandReply, exchanges, type Principal, topology } from '@gongdan/contracts'
import { openBus } from '@gongdan/messaging'
import { ask, createLog } from '@gongdan/service'
import { connect, migrate } from '@gongdan/store'
import { root } from '../../deploy/local/localDirectory.ts'
import { keyEnvironment, makeServiceKeys } from '../../deploy/local/serviceKeys.ts'
import { compiledEnvironment } from '../../deploy/local/services.ts'
import { eventually } from './eventually.ts'
import { eventMessage, peersIn, speakerOf } from './peersIn.ts'
import { databaseUrl } from './system.ts'
import { makeVirtualHost } from './virtualHost.ts'

interface ServiceOptions {
  /** The queues of its commands and of its queries. */
  readonly queues: { readonly commands: string; readonly queries: string }
  /** How many processes of it. */
  readonly processes?: number
  /** Over what every service gets. */
  readonly env?: Readonly<Record<string, string>>
  /** By how much the clock of each process is behind, in milliseconds; of those that are left out it is right. */
  readonly clocksBehindMs?: readonly number[]
}

/** A module that sets the clock of a process back before anything else runs. */
const clockBehind = (ms: number): string => `--import=data:text/javascript,const now=Date.now;Date.now=()=>now()-${ms}`

interface Event {
  readonly id: string
  readonly type: string
  readonly correlationId: string
}

/** One service as processes of its own, on a virtual host and a database of its own; the test takes the place of the others. */
export const openServiceHarness = async (
  service: 'process' | 'notification' | 'ticket',
  { queues, processes = 1, env = {}, clocksBehindMs = [] }: ServiceOptions,
) => {
  const name = `test-${randomUUID().slice(0, 8)}`
  const directory = join(root, 'services', service)
  const mongodbUrl = databaseUrl(name)
  const keys = makeServiceKeys('test')
  const peers = peersIn(keys)
  await migrate(mongodbUrl, service, join(directory, 'migrations'))
  const host = await makeVirtualHost(name)
  const bus = await openBus({ url: host.url, service: 'test', topology, log: createLog('test', 'error') })
  const store = await connect(mongodbUrl, service)

  const replies = new Map<string, CommandReply>()
  const incoming = bus.consumeReplies(
    ({ correlationId, body }) => void replies.set(correlationId, CommandReply.parse(JSON.parse(body.toString()))),
    () => {},
  )
  const written = (type: string, content: object) => ({
    id: randomUUID(),
    type,
    body: Buffer.from(JSON.stringify(content)),
  })

  const output: string[] = []
  const own = {
    NODE_ENV: 'test',
    AMQP_URL: host.url,
    MONGODB_URL: mongodbUrl,
    ...keyEnvironment(keys, service),
    ADMIN_PORT: '0',
  }
  const start = (index: number): ChildProcess => {
    const behindMs = clocksBehindMs[index] ?? 0
    const clock = behindMs === 0 ? [] : [clockBehind(behindMs)]
    const child = spawn(process.execPath, [...clock, join(directory, 'src/main.ts')], {
      env: { ...compiledEnvironment(), ...own, LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.on('data', (data: Buffer) => output.push(data.toString()))
    child.stderr.on('data', (data: Buffer) => output.push(data.toString()))
    return child
  }
  const children = Array.from({ length: processes }, (_, index) => start(index))

  /** Sends the signal to a process and gives the exit code, null after a kill. */
  const end = async (signal: NodeJS.Signals, index = 0): Promise<number | null> => {
    const child = children[index]
    if (child === undefined) throw new Error(`no process ${index}`)
    const exit = once(child, 'exit')
    child.kill(signal)
    const [code] = await exit
    return code
  }

  return {
    store,
    bus,
    peers,
    /** What the processes have written to stdout and stderr. */
    output,
    /** Sends one item as a signed command and waits for its outcome. */
    send: async (type: string, principal: Principal, item: object): Promise<CommandOutcome> => {
      const replyTo = await eventually(() => incoming.name() ?? Promise.reject(new Error('no reply queue')), {
        withinMs: 5_000,
      })
      const message = { ...written(type, { principal, items: [item] }), correlationId: randomUUID(), replyTo }
      const proved = peers.gateway.prove(message, queues.commands, Date.now())
      await bus.publisher.publish({ exchange: exchanges.commands, routingKey: queues.commands }, proved)
      const answered = () =>
        replies.get(message.correlationId)?.outcomes[0] ?? Promise.reject(new Error(`no reply to ${type}`))
      return eventually(answered, { withinMs: 30_000 })
    },
    /** Sends a signed query and gives the reply, not yet parsed. */
    ask: async (type: string, query: object): Promise<unknown> => {
      const question = { queue: queues.queries, message: written(type, query), timeoutMs: 10_000 }
      return JSON.parse((await ask(bus, peers[speakerOf(type)], question)).toString())
    },
    /** Publishes an event as the service does that it belongs to. */
    publish: (event: Event) =>
      bus.publisher.publish(
        { exchange: exchanges.events, routingKey: event.type },
        peers[speakerOf(event.type)].signEvents([eventMessage(event)]),
      ),
    end,
    /** Starts a process in the place of one that has ended. */
    start: (index = 0) => {
      children[index] = start(index)
    },
    close: async () => {
      for (const child of children) child.kill('SIGKILL')
      await bus.close()
      await host.remove()
      await store.db.dropDatabase()
      await store.close()
    },
  }
}
