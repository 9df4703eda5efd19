import { setTimeout as sleep } from 'node:timers/promises'
import { startSystem } from '../support/system.ts'
import { measureIdle } from './cost.ts'
import { openCounters } from './counters.ts'
import type { Pledge } from './report.ts'

/** What starting takes does not count. */
const SETTLE_MS = 10_000

/** What the whole system does while no requests come. */
export const measureIdleSystem = async (): Promise<readonly Pledge[]> => {
  const system = await startSystem()
  const { counters, close } = await openCounters(system.mongodbUrl)
  try {
    await sleep(SETTLE_MS)
    const { cores, counted } = await measureIdle(counters)
    console.log('\nan idle system, a second')
    for (const [name, count] of counted) console.log(`  ${name.padEnd(14)}${count.toFixed(1)}`)
    const services = [...cores].filter(([name]) => name !== 'load' && name !== 'others')
    for (const [name, part] of services) console.log(`  ${name.padEnd(14)}${(part * 100).toFixed(1)} % of a core`)
    const whole = services.reduce((sum, [, part]) => sum + part, 0) * 100
    return [
      { what: 'statements a second of an idle system', ratio: counted.get('statements') ?? 0, atMost: 5 },
      { what: 'percent of a core of an idle system', ratio: whole, atMost: 2 },
    ]
  } finally {
    await close()
    await system.stop()
  }
}
