import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../support/dice.ts'
import type { Pace, TcpProxy } from '../support/tcpProxy.ts'
import { crashPoints, type FaultScene } from './faultScene.ts'
import { restart } from './ownParts.ts'

/** Something that happens to the system; resolves when its cause is over. */
export type Misfortune = (scene: FaultScene, dice: Dice) => Promise<void>

const wire = ({ toBroker, toDatabase }: FaultScene, dice: Dice): TcpProxy => dice.oneOf([toBroker, toDatabase])

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

const misfortuneOfCloud = [
  { kind: 'dropBefore' },
  { kind: 'dropAfter' },
  { kind: 'hangAfter', ms: 1_000 },
  { kind: 'http', status: 502 },
  { kind: 'error', code: 'RequestLimitExceeded' },
  { kind: 'slowBody', ms: 1_000 },
  { kind: 'lateApply', ms: 900 },
]

/** Those that are over in a moment and cost the machine little. */
export const light: Readonly<Record<string, Misfortune>> = {
  'one connection reset': async (scene, dice) => wire(scene, dice).dropOne(dice.roll()),
  'all connections reset': async (scene, dice) => wire(scene, dice).drop(),
  'connections refused': (scene, dice) => refused(wire(scene, dice), dice.between(100, 1_500)),
  'black hole': (scene, dice) => blackHole(wire(scene, dice), dice.between(100, 2_500)),
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

const mortals = ['gateway', 'ticket', 'process', 'image']

/** Those after which something has to start again. */
export const heavy: Readonly<Record<string, Misfortune>> = {
  'process killed': async ({ system }, dice) => void (await system.kill(dice.oneOf(mortals), 'SIGKILL')),
  'process told to end': async ({ system }, dice) => void (await system.kill(dice.oneOf(mortals), 'SIGTERM')),
  'process dies at a crash point': async ({ orderCrash }, dice) =>
    orderCrash(dice.oneOf(['ticket', 'ticket', 'image', 'gateway', 'process']), dice.oneOf(crashPoints)),
  'connections closed by management': async ({ parts, system }) => {
    const virtualHost = new URL(system.amqpUrl).pathname.slice(1)
    await parts.rabbitmqctl('close_all_connections', '-p', virtualHost, 'for a test')
  },
}

/** Those that take a whole part away. */
export const worst: Readonly<Record<string, Misfortune>> = {
  'broker killed': ({ parts }, dice) => restart(parts.broker, 'SIGKILL', dice.between(0, 5_000)),
  'broker restarted': ({ parts }, dice) => restart(parts.broker, 'SIGTERM', dice.between(0, 5_000)),
  'database killed': ({ parts }, dice) => restart(parts.database, 'SIGKILL', dice.between(0, 5_000)),
  'database restarted': ({ parts }, dice) => restart(parts.database, 'SIGTERM', dice.between(0, 5_000)),
  'memory alarm': async ({ parts }, dice) => {
    await parts.rabbitmqctl('set_vm_memory_high_watermark', '0.00001')
    await sleep(dice.between(500, 4_000))
    await parts.rabbitmqctl('set_vm_memory_high_watermark', '0.4')
  },
}
