import { compare, median } from './blocks.ts'
import { createMeter } from './measure.ts'
import { type Notified, openNotified, type State } from './notified.ts'
import { between, type Times } from './processTimes.ts'
import type { Pledge } from './report.ts'

const ROUNDS = 3
/** Passes of a block: at a pace that leaves a small machine room, one after the other, and a few at once. */
const PACED = { count: 150, perSecond: 60 }
const ALONE = { count: 150, inFlight: 1 }
const TOGETHER = { count: 300, inFlight: 4 }
const PASSES = PACED.count + ALONE.count + TOGETHER.count

/** What was measured of a block; times in milliseconds, rates in passes a second. */
const figures = ['paced p50', 'paced p99', 'alone', 'together'] as const
interface Block {
  readonly state: State
  readonly figures: Readonly<Record<(typeof figures)[number], number>>
  readonly taken: Times
}

const measure = async ({ bringTo, times, work }: Notified, state: State): Promise<Block> => {
  await bringTo(state, PASSES)
  const before = await times()
  const [paced, alone, together] = [createMeter(), createMeter(), createMeter()]
  await paced.paced(PACED.count, PACED.perSecond, work.pass)
  await alone.block(ALONE.count, ALONE.inFlight, work.pass)
  await together.block(TOGETHER.count, TOGETHER.inFlight, work.pass)
  const taken = between(before, await times())
  const { p50, p99 } = paced.result()
  const rates = { alone: alone.result().perSecond, together: together.result().perSecond }
  return { state, figures: { 'paced p50': p50, 'paced p99': p99, ...rates }, taken }
}

const print = ({ state, figures: of, taken }: Block) => {
  const shown = figures.map((name) => of[name].toFixed(name.startsWith('paced') ? 2 : 0).padStart(10)).join('')
  const cpu = [...taken].map(([name, { cpu }]) => `${name} ${((1_000 * cpu) / PASSES).toFixed(2)}`)
  console.log(`${state.padEnd(8)}${shown}   ${cpu.join(', ')}`)
}

/** One block out of many: the median of each of their figures. */
const medianOf = (state: State, blocks: readonly Block[]): Block => {
  const own = blocks.filter((block) => block.state === state)
  const of = (value: (block: Block) => number) => median(own.map(value))
  const processes = [...(own[0]?.taken.keys() ?? [])]
  return {
    state,
    figures: {
      'paced p50': of((block) => block.figures['paced p50']),
      'paced p99': of((block) => block.figures['paced p99']),
      alone: of((block) => block.figures.alone),
      together: of((block) => block.figures.together),
    },
    taken: new Map(processes.map((name) => [name, { cpu: of(({ taken }) => taken.get(name)?.cpu ?? 0), memory: 0 }])),
  }
}

const pledgesOf = (blocks: readonly Block[]): readonly Pledge[] =>
  (['slow', 'running'] as const).flatMap((state) => {
    const pledge = (what: string, figure: (typeof figures)[number]): Pledge => {
      const values = blocks.map((block) => ({ kind: block.state, value: block.figures[figure] }))
      const { ratio, noise } = compare(values, state, 'stopped')
      const bound = figure === 'paced p50' ? { atMost: 1 + noise } : { atLeast: 1 - noise }
      const shown = `(noise ${(100 * noise).toFixed(0)} %)`
      return { what: `${what}, notification service ${state} / stopped ${shown}`, ratio, ...bound }
    }
    return [
      pledge(`p50 of passes at ${PACED.perSecond} a second`, 'paced p50'),
      pledge('passes a second, one after the other', 'alone'),
      pledge(`passes a second, ${TOGETHER.inFlight} in flight`, 'together'),
    ]
  })

/**
 * Approvals with the notification service stopped, running with receivers that take seconds, and running. Blocks of
 * `stopped` stand between all others, so that each is compared with what the machine does just before and just after;
 * what blocks of `stopped` differ by among themselves is noise.
 */
export const measureNotification = async (): Promise<readonly Pledge[]> => {
  const notified = await openNotified()
  try {
    for (const state of ['running', 'stopped'] as const) await measure(notified, state)
    console.log(`\npasses with the notification service …; processor time a pass in ms`)
    console.log(`        ${figures.map((name) => name.padStart(10)).join('')}`)
    const order = Array.from({ length: ROUNDS }, () => ['stopped', 'running', 'stopped', 'slow'] as const).flat()
    const blocks: Block[] = []
    for (const state of [...order, 'stopped'] as const) {
      const block = await measure(notified, state)
      blocks.push(block)
      print(block)
    }
    console.log('medians')
    for (const state of ['stopped', 'slow', 'running'] as const) print(medianOf(state, blocks))
    const { received, heard } = await notified.told()
    console.log(`${received} messages came to receivers, ${heard} live events to listeners`)
    return pledgesOf(blocks)
  } finally {
    await notified.close()
  }
}
