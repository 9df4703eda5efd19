import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '@gongdan/store'
import type { Check, Difference } from './difference.ts'
import { checkJobs } from './jobs.ts'
import { checkProcesses, checkReplica } from './processes.ts'
import { checkTickets } from './tickets.ts'

export interface VerifyOptions {
  /** How long news may be on their way from one service to another, in ms: what differs is looked at again after that. */
  readonly graceMs?: number
  /** Told of each part of the work. */
  readonly say?: (line: string) => void
}

/** Of one check; more than so many need another remedy than looking at each. */
const mostDifferences = 1_000

const collect = async (found: AsyncIterable<Difference>): Promise<readonly Difference[]> => {
  const differences: Difference[] = []
  for await (const one of found) {
    differences.push(one)
    if (differences.length >= mostDifferences) break
  }
  return differences
}

/**
 * Compares what is stored with the histories it follows from, and what the services keep of each other. Reads only, a
 * few hundred documents at a time; a system that works may go on working. Gives what differs, nothing on a healthy one.
 */
export const verify = async (
  mongodbUrl: string,
  { graceMs = 10_000, say = () => {} }: VerifyOptions = {},
): Promise<readonly Difference[]> => {
  const [ticket, process, image] = await Promise.all([
    connect(mongodbUrl, 'ticket'),
    connect(mongodbUrl, 'process'),
    connect(mongodbUrl, 'image'),
  ])
  const stores = { ticket, process, image }
  const checks: Readonly<Record<string, Check>> = {
    tickets: checkTickets(stores),
    processes: checkProcesses(stores),
    'replica of definitions': checkReplica(stores),
    'image jobs': checkJobs(stores),
  }
  try {
    const suspects = new Map<Check, readonly string[]>()
    for (const [name, check] of Object.entries(checks)) {
      const since = performance.now()
      const found = await collect(check(null, Date.now() - graceMs))
      suspects.set(check, [...new Set(found.map(({ id }) => id))])
      say(`${name}: looked at in ${((performance.now() - since) / 1_000).toFixed(1)} s`)
    }
    if ([...suspects.values()].every((ids) => ids.length === 0)) return []
    await sleep(graceMs)
    const differences: Difference[] = []
    for (const [check, ids] of suspects) {
      if (ids.length > 0) differences.push(...(await collect(check(ids, Date.now() - graceMs))))
    }
    return differences
  } finally {
    await Promise.all([ticket.close(), process.close(), image.close()])
  }
}
