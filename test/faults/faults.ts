import { setTimeout as sleep } from 'node:timers/promises'
import { emulatorAt } from '../support/emulator.ts'
import type { Random } from '../support/random.ts'
import type { Pace, TcpProxy } from '../support/tcpProxy.ts'
import { type DatabaseFault, databaseFaults } from './databaseFaults.ts'
import { type CrashPoint, crashPoints, type FaultHarness } from './faultHarness.ts'
import { restart } from './ownParts.ts'

/** Something that happens to the system; resolves when its cause is over. Rejects when it could not happen. */
export type Fault = (harness: FaultHarness, random: Random) => Promise<void>

/** The broker's wire, or those of the database: one of them, or all. */
const wire = ({ toBroker, toDatabase, parts }: FaultHarness, random: Random): TcpProxy =>
  random.oneOf([toBroker, random.oneOf([toDatabase, ...parts.database.members.map((member) => member.wire)])])

const paced =
  (pace: (random: Random) => Pace): Fault =>
  async (harness, random) => {
    const proxy = wire(harness, random)
    proxy.pace(pace(random))
    await sleep(random.between(300, 1_500))
    proxy.pace({})
  }

const blackHole = (proxy: TcpProxy, ms: number) => {
  proxy.swallow(true)
  return sleep(ms).then(() => proxy.swallow(false))
}

const refused = async (proxy: TcpProxy, ms: number) => {
  proxy.refuse(true)
  proxy.drop()
  await sleep(ms)
  proxy.refuse(false)
}

/** Cuts each of the next connections somewhere between its first byte and its first delivery. */
const cutInTheMaking = (proxy: TcpProxy, random: Random) => {
  proxy.cutAfter(Array.from({ length: 8 }, () => random.between(0, 3_000)))
  proxy.drop()
  return sleep(random.between(500, 1_500)).then(() => proxy.cutAfter([]))
}

/** The broker's word that a channel is closed (AMQP 0-9-1, channel.close), which it has not said itself. */
const channelClosed = (channel: number, code: number, text: string): Buffer => {
  const payload = Buffer.alloc(11 + text.length)
  payload.writeUInt16BE(20, 0)
  payload.writeUInt16BE(40, 2)
  payload.writeUInt16BE(code, 4)
  payload.writeUInt8(text.length, 6)
  payload.write(text, 7, 'latin1')
  const head = Buffer.alloc(7)
  head.writeUInt8(1, 0)
  head.writeUInt16BE(channel, 1)
  head.writeUInt32BE(payload.length, 3)
  return Buffer.concat([head, payload, Buffer.from([0xce])])
}

/** A handler that is slow because of its database outlives the connection that gave it its message (F7). */
const slowHandler: Fault = async ({ toBroker, toDatabase }, random) => {
  toDatabase.stall(true)
  await sleep(random.between(100, 800))
  toBroker.drop()
  await sleep(random.between(200, 1_200))
  toDatabase.stall(false)
}

const cloudFaultKinds = [
  { kind: 'dropBefore' },
  { kind: 'dropAfter' },
  { kind: 'hangAfter', ms: 1_000 },
  { kind: 'http', status: 502 },
  { kind: 'error', code: 'RequestLimitExceeded' },
  { kind: 'slowBody', ms: 1_000 },
  { kind: 'lateApply', ms: 900 },
]

/** Faults that are over in a moment and hit a part of the system only. */
export const light: Readonly<Record<string, Fault>> = {
  'one connection reset': async (harness, random) => wire(harness, random).dropOne(random.next()),
  'one channel closed': async ({ toBroker }, random) => {
    const [code, text] = random.oneOf([[404, 'NOT_FOUND'] as const, [406, 'PRECONDITION_FAILED'] as const])
    toBroker.injectOne(channelClosed(random.between(1, 5), code, text), random.next())
  },
  'slow wire': paced((random) => ({ lateMs: random.between(2, 40) })),
  'sliced wire': paced((random) => ({ slice: random.between(7, 200) })),
  'process frozen': async ({ system }, random) => {
    const name = random.oneOf(['gateway', 'gateway-2', 'ticket', 'ticket-2', 'process', 'image'])
    // Not awaited: that would be its end.
    void system.kill(name, 'SIGSTOP')
    await sleep(random.between(100, 2_500))
    void system.kill(name, 'SIGCONT')
  },
  'cloud out of order': async ({ system }, random) => {
    const action = random.oneOf(['CreateImage', 'DescribeImages', 'ModifyImageAttribute'])
    await emulatorAt(system.emulatorUrl).post('faults', { match: { action }, do: random.oneOf(cloudFaultKinds) })
  },
}

/** Faults that hit every process that uses a wire. */
export const wide: Readonly<Record<string, Fault>> = {
  'all connections reset': async (harness, random) => wire(harness, random).drop(),
  'connections refused': (harness, random) => refused(wire(harness, random), random.between(100, 1_500)),
  'connections cut in the making': (harness, random) => cutInTheMaking(wire(harness, random), random),
  'black hole': (harness, random) => blackHole(wire(harness, random), random.between(100, 2_500)),
  'slow handler over a reconnect': slowHandler,
}

const killable = ['gateway', 'ticket', 'process', 'image', 'notification']
/** Those that a service comes by again and again under the load. */
const pointsOf: Readonly<Record<string, readonly CrashPoint[]>> = {
  gateway: ['before-ack'],
  ticket: crashPoints,
  process: ['before-ack'],
  image: ['before-commit', 'after-commit', 'before-relay', 'after-relay', 'before-ack'],
}

/** Faults after which something has to start again. */
export const heavy: Readonly<Record<string, Fault>> = {
  'process killed': async ({ system }, random) => void (await system.kill(random.oneOf(killable), 'SIGKILL')),
  'process told to end': async ({ system }, random) => void (await system.kill(random.oneOf(killable), 'SIGTERM')),
  'process dies at a crash point': async (harness, random) => {
    const service = random.oneOf(['ticket', 'ticket', 'ticket', 'image', 'gateway', 'process'])
    const point = random.oneOf(pointsOf[service] ?? crashPoints)
    if (!(await harness.crash(service, point, 10_000))) throw new Error(`no ${service} came by ${point}`)
  },
  'connections closed by management': async ({ parts, system }) => {
    await parts.rabbitmqctl('close_all_connections', '-p', virtualHostOf(system.amqpUrl), 'for a test')
  },
  // A question lost costs its asker a second one, so this queue may go with whatever is in it.
  'consumer cancelled, its queue deleted': async ({ parts, system }, random) => {
    const queue = random.oneOf(['ticket.queries', 'process.queries'])
    await parts.rabbitmqctl('delete_queue', '-p', virtualHostOf(system.amqpUrl), queue)
  },
}

const virtualHostOf = (amqpUrl: string) => new URL(amqpUrl).pathname.slice(1)

const database =
  (fault: DatabaseFault): Fault =>
  ({ parts }, random) =>
    fault(parts.database, random)

/** Mostly a few seconds, now and then much longer. */
const downMs = (random: Random) => (random.next() < 0.1 ? random.between(5_000, 60_000) : random.between(0, 5_000))

/** Faults that take the broker, the database or a member of it away. */
export const worst: Readonly<Record<string, Fault>> = {
  'broker killed': ({ parts }, random) => restart(parts.broker, 'SIGKILL', downMs(random)),
  'broker restarted': ({ parts }, random) => restart(parts.broker, 'SIGTERM', downMs(random)),
  'broker in a black hole': ({ toBroker }, random) => blackHole(toBroker, random.between(10_000, 28_000)),
  'memory alarm': async ({ parts }, random) => {
    await parts.rabbitmqctl('set_vm_memory_high_watermark', '0.00001')
    await sleep(random.between(500, 4_000))
    await parts.rabbitmqctl('set_vm_memory_high_watermark', '0.4')
  },
  ...Object.fromEntries(Object.entries(databaseFaults).map(([name, fault]) => [name, database(fault)])),
}
