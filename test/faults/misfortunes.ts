import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../support/dice.ts'
import type { Pace, TcpProxy } from '../support/tcpProxy.ts'
import { type CrashPoint, crashPoints, type FaultScene } from './faultScene.ts'
import { type DatabaseFault, ofDatabase } from './ofDatabase.ts'
import { restart } from './ownParts.ts'

/** Something that happens to the system; resolves when its cause is over. Rejects when it could not happen. */
export type Misfortune = (scene: FaultScene, dice: Dice) => Promise<void>

/** The broker's wire, or those of the database: one of them, or all. */
const wire = ({ toBroker, toDatabase, parts }: FaultScene, dice: Dice): TcpProxy =>
  dice.oneOf([toBroker, dice.oneOf([toDatabase, ...parts.database.members.map((member) => member.wire)])])

const paced =
  (pace: (dice: Dice) => Pace): Misfortune =>
  async (scene, dice) => {
    const proxy = wire(scene, dice)
    proxy.pace(pace(dice))
    await sleep(dice.between(300, 1_500))
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
const cutInTheMaking = (proxy: TcpProxy, dice: Dice) => {
  proxy.cutAfter(Array.from({ length: 8 }, () => dice.between(0, 3_000)))
  proxy.drop()
  return sleep(dice.between(500, 1_500)).then(() => proxy.cutAfter([]))
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
const slowHandler: Misfortune = async ({ toBroker, toDatabase }, dice) => {
  toDatabase.stall(true)
  await sleep(dice.between(100, 800))
  toBroker.drop()
  await sleep(dice.between(200, 1_200))
  toDatabase.stall(false)
}

const misfortuneOfCloud = [
  { kind: 'dropBefore' },
  { kind: 'dropAfter' },
  { kind: 'hangAfter', ms: 1_000 },
  { kind: 'http', status: 502 },
  { kind: 'error', code: 'RequestLimitExceeded' },
  { kind: 'slowBody', ms: 1_000 },
  { kind: 'lateApply', ms: 900 },
]

/** Those that are over in a moment and hit a part of the system only. */
export const light: Readonly<Record<string, Misfortune>> = {
  'one connection reset': async (scene, dice) => wire(scene, dice).dropOne(dice.roll()),
  'one channel closed': async ({ toBroker }, dice) => {
    const [code, text] = dice.oneOf([[404, 'NOT_FOUND'] as const, [406, 'PRECONDITION_FAILED'] as const])
    toBroker.injectOne(channelClosed(dice.between(1, 5), code, text), dice.roll())
  },
  'slow wire': paced((dice) => ({ lateMs: dice.between(2, 40) })),
  'sliced wire': paced((dice) => ({ slice: dice.between(7, 200) })),
  'process frozen': async ({ system }, dice) => {
    const name = dice.oneOf(['gateway', 'gateway-2', 'ticket', 'ticket-2', 'process', 'image'])
    // Not awaited: that would be its end.
    void system.kill(name, 'SIGSTOP')
    await sleep(dice.between(100, 2_500))
    void system.kill(name, 'SIGCONT')
  },
  'cloud out of order': async ({ system }, dice) => {
    const action = dice.oneOf(['CreateImage', 'DescribeImages', 'ModifyImageAttribute'])
    const body = JSON.stringify({ match: { action }, do: dice.oneOf(misfortuneOfCloud) })
    await fetch(`${system.emulatorUrl}/_emulator/faults`, { method: 'POST', body })
  },
}

/** Those that everybody feels who speaks over a wire. */
export const wide: Readonly<Record<string, Misfortune>> = {
  'all connections reset': async (scene, dice) => wire(scene, dice).drop(),
  'connections refused': (scene, dice) => refused(wire(scene, dice), dice.between(100, 1_500)),
  'connections cut in the making': (scene, dice) => cutInTheMaking(wire(scene, dice), dice),
  'black hole': (scene, dice) => blackHole(wire(scene, dice), dice.between(100, 2_500)),
  'slow handler over a reconnect': slowHandler,
}

const mortals = ['gateway', 'ticket', 'process', 'image', 'notification']
/** Those that a service comes by again and again under the load. */
const pointsOf: Readonly<Record<string, readonly CrashPoint[]>> = {
  gateway: ['before-ack'],
  ticket: crashPoints,
  process: ['before-ack'],
  image: ['before-commit', 'after-commit', 'before-relay', 'after-relay', 'before-ack'],
}

/** Those after which something has to start again. */
export const heavy: Readonly<Record<string, Misfortune>> = {
  'process killed': async ({ system }, dice) => void (await system.kill(dice.oneOf(mortals), 'SIGKILL')),
  'process told to end': async ({ system }, dice) => void (await system.kill(dice.oneOf(mortals), 'SIGTERM')),
  'process dies at a crash point': async (scene, dice) => {
    const service = dice.oneOf(['ticket', 'ticket', 'ticket', 'image', 'gateway', 'process'])
    const point = dice.oneOf(pointsOf[service] ?? crashPoints)
    if (!(await scene.crash(service, point, 10_000))) throw new Error(`no ${service} came by ${point}`)
  },
  'connections closed by management': async ({ parts, system }) => {
    await parts.rabbitmqctl('close_all_connections', '-p', virtualHostOf(system.amqpUrl), 'for a test')
  },
  // A question lost costs its asker a second one, so this queue may go with whatever is in it.
  'consumer cancelled, its queue deleted': async ({ parts, system }, dice) => {
    const queue = dice.oneOf(['ticket.queries', 'process.queries'])
    await parts.rabbitmqctl('delete_queue', '-p', virtualHostOf(system.amqpUrl), queue)
  },
}

const virtualHostOf = (amqpUrl: string) => new URL(amqpUrl).pathname.slice(1)

const database =
  (fault: DatabaseFault): Misfortune =>
  ({ parts }, dice) =>
    fault(parts.database, dice)

/** Mostly a few seconds, now and then much longer. */
const downMs = (dice: Dice) => (dice.roll() < 0.1 ? dice.between(5_000, 60_000) : dice.between(0, 5_000))

/** Those that take a whole part away, or a member of it. */
export const worst: Readonly<Record<string, Misfortune>> = {
  'broker killed': ({ parts }, dice) => restart(parts.broker, 'SIGKILL', downMs(dice)),
  'broker restarted': ({ parts }, dice) => restart(parts.broker, 'SIGTERM', downMs(dice)),
  'broker in a black hole': ({ toBroker }, dice) => blackHole(toBroker, dice.between(10_000, 28_000)),
  'memory alarm': async ({ parts }, dice) => {
    await parts.rabbitmqctl('set_vm_memory_high_watermark', '0.00001')
    await sleep(dice.between(500, 4_000))
    await parts.rabbitmqctl('set_vm_memory_high_watermark', '0.4')
  },
  ...Object.fromEntries(Object.entries(ofDatabase).map(([name, fault]) => [name, database(fault)])),
}
