import { startSystem } from '../support/system.ts'
import { type Floors, startFloors } from './floors.ts'
import { createClient } from './httpClient.ts'
import { createMeter, type Meter } from './measure.ts'
import { type Pledge, printRows, type Row } from './report.ts'
import { createWorkload, type Workload } from './workload.ts'

/** Blocks take turns, so that a noisy machine is noisy for all of them; a ratio is only taken within one run. */
const ROUNDS = 6
const ALONE = { count: 60, inFlight: 1 }
const TOGETHER = { count: 1_500, inFlight: 64 }

const meters = () => {
  const all = new Map<string, Meter>()
  return (name: string): Meter => {
    const meter = all.get(name) ?? createMeter()
    all.set(name, meter)
    return meter
  }
}

/** Passes need tickets that wait for one. */
const stock = async (work: Workload, tickets: number) => {
  const missing = tickets - work.waiting()
  if (missing > 0) await createMeter().block(missing, 64, work.submit)
}

const measureAlone = async (meter: (name: string) => Meter, floors: Floors, work: Workload) => {
  const { count, inFlight } = ALONE
  await stock(work, 500)
  await meter('HTTP echo').block(count, inFlight, floors.http)
  await meter('RPC echo').block(count, inFlight, floors.rpc)
  await meter('journalled write').block(count, inFlight, floors.write)
  await meter('bare path').block(count, inFlight, floors.bare)
  await meter('submit').block(count, inFlight, work.submit)
  await meter('pass').block(count, inFlight, work.pass)
  await meter('pass of 100').block(4, inFlight, work.passHundred)
  await meter('list').block(count, inFlight, work.list)
  await meter('inspect').block(count, inFlight, work.inspect)
}

const measureTogether = async (meter: (name: string) => Meter, floors: Floors, work: Workload) => {
  const { count, inFlight } = TOGETHER
  await meter('HTTP echo').block(count, inFlight, floors.http)
  await meter('RPC echo').block(count, inFlight, floors.rpc)
  await meter('journalled write').block(count, inFlight, floors.write)
  await meter('bare path').block(count, inFlight, floors.bare)
  await meter('submit').block(count, inFlight, work.submit)
  await meter('pass').block(count, inFlight, work.pass)
  await meter('list').block(count / 3, inFlight, work.list)
  await meter('inspect').block(count / 3, inFlight, work.inspect)
}

/** Starts a system of its own, with the given environment, and measures with it. */
const withSystem = async <T>(
  env: Readonly<Record<string, string>>,
  measure: (floors: Floors, work: Workload) => Promise<T>,
): Promise<T> => {
  const system = await startSystem({ env })
  const client = createClient(system.url)
  const work = await createWorkload(system, client)
  await stock(work, 200)
  await work.passHundred()
  const floors = await startFloors(system.amqpUrl, system.mongodbUrl)
  try {
    return await measure(floors, work)
  } finally {
    client.close()
    await floors.close()
    await system.stop()
  }
}

/**
 * The way of a command and of a question through the whole system, against its floors, alone and with 64 in flight. Prints the
 * figures and gives the pledges.
 */
export const measurePath = async (): Promise<readonly Pledge[]> => {
  const alone = meters()
  const together = meters()
  const unbatched = meters()
  await withSystem({}, async (floors, work) => {
    await measureAlone(meters(), floors, work)
    await measureTogether(meters(), floors, work)
    for (let round = 0; round < ROUNDS; round++) await measureAlone(alone, floors, work)
    for (let round = 0; round < ROUNDS; round++) await measureTogether(together, floors, work)
  })
  await withSystem({ COMMAND_BATCH: '1' }, async (floors, work) => {
    await measureTogether(meters(), floors, work)
    for (let round = 0; round < 2; round++) await measureTogether(unbatched, floors, work)
  })

  const one = (name: string) => alone(name).result()
  const many = (name: string) => together(name).result()
  const single = (name: string) => unbatched(name).result()
  const floor = one('HTTP echo').p50 + one('RPC echo').p50 + one('journalled write').p50
  const readFloor = one('HTTP echo').p50 + one('RPC echo').p50
  const floorRow = (name: string, inFlight: number, of: typeof one): Row => ({
    name,
    inFlight,
    measured: of(name),
    against: null,
  })
  const latency = (name: string, what: string, base: number): Row => ({
    name,
    inFlight: 1,
    measured: one(name),
    against: { what, ratio: one(name).p50 / base },
  })
  const rate = (name: string, of: typeof one): Row => ({
    name,
    inFlight: TOGETHER.inFlight,
    measured: of(name),
    against: { what: "RPC echo's throughput", ratio: of(name).perSecond / of('RPC echo').perSecond },
  })
  const floorNames = ['HTTP echo', 'RPC echo', 'journalled write', 'bare path']
  printRows('one at a time', [
    ...floorNames.map((name) => floorRow(name, 1, one)),
    latency('submit', '(HTTP + RPC + write)', floor),
    latency('pass', '(HTTP + RPC + write)', floor),
    latency('pass of 100', 'one pass', one('pass').p50),
    latency('list', '(HTTP + RPC)', readFloor),
    latency('inspect', '(HTTP + RPC)', readFloor),
  ])
  printRows('64 in flight', [
    ...floorNames.map((name) => floorRow(name, 64, many)),
    ...['submit', 'pass', 'list', 'inspect'].map((name) => rate(name, many)),
  ])
  printRows('64 in flight, natural batching switched off', [
    floorRow('RPC echo', 64, single),
    ...['submit', 'pass'].map((name) => rate(name, single)),
  ])
  return [
    { what: 'submit alone / (HTTP + RPC + write)', ratio: one('submit').p50 / floor, atMost: 1.6 },
    { what: 'pass of 100 / one pass', ratio: one('pass of 100').p50 / one('pass').p50, atMost: 5 },
    {
      what: 'submits at 64 in flight / RPC echoes',
      ratio: many('submit').perSecond / many('RPC echo').perSecond,
      atLeast: 0.5,
    },
    {
      what: 'passes at 64 in flight / RPC echoes',
      ratio: many('pass').perSecond / many('RPC echo').perSecond,
      atLeast: 0.4,
    },
  ]
}
