import { readFile } from 'node:fs/promises'
import { topology } from '@gongdan/contracts'
import { consumedQueues } from '@gongdan/messaging'
import { eventually } from '../support/eventually.ts'
import { openQueues } from '../support/queues.ts'
import type { FaultHarness } from './faultHarness.ts'
import { processes } from './underLoad.ts'
import { withinAMinute } from './waitUntil.ts'

/** The connections of the services to the broker. */
export interface Connections {
  /** Resolves once every queue has all its consumers; gives the milliseconds that it took. */
  back(): Promise<number>
  /** How often a service has written such a line in its log so far. */
  logged(line: RegExp): Promise<number>
}

const consumed = consumedQueues(topology)
/** A harness has two gateways and two ticket services. */
const consumersOf = (queue: string) => (/^(gateway|ticket)\./.test(queue) ? 2 : 1)

export const watchConnections = (harness: FaultHarness): Connections => {
  /** Queues with other consumers than they should have, in words. */
  const odd = async () => {
    const queues = await openQueues(harness.direct.amqpUrl)
    try {
      return [...(await queues.consumers(consumed))]
        .filter(([queue, count]) => count !== consumersOf(queue))
        .map(([queue, count]) => `${queue} has ${count} consumers`)
    } finally {
      await queues.close()
    }
  }
  return {
    back: async () => {
      const since = performance.now()
      // No broker, or no queue yet: looked at again.
      await eventually(async () => {
        const found = await odd()
        if (found.length > 0) throw new Error(found.join(', '))
      }, withinAMinute)
      return performance.now() - since
    },
    logged: async (line) => {
      const logs = await Promise.all(processes.map((name) => readFile(harness.system.logFile(name), 'utf8')))
      return logs.flatMap((log) => log.split('\n')).filter((text) => line.test(text)).length
    },
  }
}
