import { parseArgs } from 'node:util'
import { emulatorAt } from '../support/emulator.ts'
import { seededRandom } from '../support/random.ts'
import { freshSeed } from '../support/seed.ts'
import { openFaultHarness } from './faultHarness.ts'
import { heavy, light, wide, worst } from './faults.ts'
import { injectFaults } from './injectFaults.ts'
import { checkLedger } from './ledgerCheck.ts'
import { startLoad } from './load.ts'
import { watchMemory } from './memory.ts'
import { type InjectedFault, recoveries } from './recovery.ts'
import { restartOnExit } from './restartOnExit.ts'

// [SEED=S] npm run test:soak -- --minutes N
//
// Real services on a real broker and database, load all the time, and every fault there is at random
// (F20). In the end the ledger: exit code 0 only if nothing is lost, doubled, unexpected or unfinished.

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '2' } } })
const minutes = Number(values.minutes)
const seed = freshSeed()
const processes = ['gateway', 'gateway-2', 'ticket', 'ticket-2', 'process', 'image', 'notification'] as const
const unkilled = ['gateway-2', 'ticket-2']

const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`)
say(`soak for ${minutes} minutes, seed ${seed}`)

const random = seededRandom(seed)
// Longer than the light faults of the wire, which hit what the members say to each other too, or they would elect all the time.
const harness = await openFaultHarness({ gateway: 2, ticket: 2 }, { members: 3, electionMs: 10_000 })
// A real region holds 500 images; this test makes more and deletes none.
await emulatorAt(harness.system.emulatorUrl).post('settings', { quota: 1_000_000 })
const restarted = restartOnExit(harness.system, processes)
const memory = watchMemory(harness.system, unkilled)
const load = await startLoad(harness, { random: random.split(), hands: 8, restMs: 600, imageEvery: 10 })
const injected: InjectedFault[] = []
const failures: string[] = []
const until = Date.now() + minutes * 60_000
const observer = {
  happened: (what: InjectedFault) => void injected.push(what),
  failed: (kind: string, fault: unknown) => void failures.push(`${kind}: ${String(fault).slice(0, 200)}`),
}
const reporting = setInterval(() => {
  const refused = JSON.stringify(Object.fromEntries(load.client.refused))
  say(
    `${harness.log.length} answers, ${injected.length} faults, ${restarted.deaths.length} deaths; tried again: ${refused}`,
  )
}, 60_000)

await Promise.all([
  injectFaults(harness, light, { random: random.split(), leastMs: 150, mostMs: 900, until }, observer),
  injectFaults(harness, wide, { random: random.split(), leastMs: 3_000, mostMs: 10_000, until }, observer),
  injectFaults(harness, heavy, { random: random.split(), leastMs: 4_000, mostMs: 12_000, until }, observer),
  injectFaults(harness, worst, { random: random.split(), leastMs: 8_000, mostMs: 35_000, until }, observer),
])
clearInterval(reporting)
const struckUntil = Date.now()
await load.stop()
await restarted.stop()
const weights = memory.stop()
const { findings, ...counts } = await checkLedger(harness, processes)
const restedAfter = ((Date.now() - struckUntil) / 1_000).toFixed(1)

console.table(
  recoveries(injected, harness.log).map(({ kind, count, nextMs, underWayMs }) => ({
    fault: kind,
    count,
    'next answer p50': nextMs.p50,
    p99: nextMs.p99,
    'under way p50': underWayMs.p50,
    'p99 ': underWayMs.p99,
  })),
)
const accepted = harness.log.filter((asked) => asked.accepted).length
const away = restarted.deaths.map(({ awayMs }) => awayMs)
say(`requests: ${harness.log.length}, answered with 202 first: ${accepted}, items: ${counts.commands}`)
say(`tickets: ${counts.tickets}, images: ${counts.images}; at rest ${restedAfter} s after the last fault`)
say(`faults: ${injected.length}, deaths: ${away.length}, longest away: ${Math.max(0, ...away)} ms`)
say(`memory of what was never killed: ${JSON.stringify(weights)}`)
for (const [name, found] of Object.entries({ ...findings, 'faults that could not be': failures })) {
  say(`${name}: ${found.length}`)
  for (const line of found.slice(0, 20)) say(`  ${line}`)
}
await harness.close()
const bad = Object.values(findings).flat().length
say(bad === 0 ? 'passed' : `FAILED: ${bad} findings; repeat with SEED=${seed}`)
process.exitCode = bad === 0 ? 0 : 1
