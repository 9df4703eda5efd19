import { setTimeout as sleep } from 'node:timers/promises'
import { startSystem } from '../support/system.ts'
import { measureIdle } from './cost.ts'
import { openCounters } from './counters.ts'
import type { Pledge } from './report.ts'

/** What starting takes does not count. */
const SETTLE_MS = 10_000

/** Processor time is counted in hundredths of a second, so a minute tells hundredths of a per cent. */
const OBSERVED_MS = 60_000
/** The broker, the database and the emulated cloud are printed beside them. */
const services = ['gateway', 'ticket', 'process', 'image', 'notification']

/** What the whole system does while no requests come. */
export const measureIdleSystem = async (): Promise<readonly Pledge[]> => {
  const system = await startSystem()
  const { counters, close } = await openCounters(system.mongodbUrl)
  try {
    await sleep(SETTLE_MS)
    const { cores, counted, others } = await measureIdle(counters, OBSERVED_MS)
    console.log('\nan idle system, a second')
    for (const [name, count] of counted) console.log(`  ${name.padEnd(14)}${count.toFixed(1)}`)
    const shares = [...cores].filter(([name]) => name !== 'load' && name !== 'others')
    for (const [name, part] of shares) console.log(`  ${name.padEnd(14)}${(part * 100).toFixed(2)} % of a core`)
    const whole = shares.filter(([name]) => services.includes(name)).reduce((sum, [, part]) => sum + part, 0) * 100
    console.log(
      `  all services  ${whole.toFixed(2)} % of a core; others had ${(others * 100).toFixed(0)} % of the machine`,
    )
    return [
      { what: 'statements a second of an idle system', ratio: counted.get('statements') ?? 0, atMost: 5 },
      { what: 'percent of a core of all services of an idle system', ratio: whole, atMost: 2 },
    ]
  } finally {
    await close()
    await system.stop()
  }
}
