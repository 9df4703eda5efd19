import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type HistoryKey } from '@gongdan/store'
import type { Check, Difference } from './difference.ts'
import { checkJobs } from './jobs.ts'
import { checkProcesses, checkReplica } from './processes.ts'
import { checkClaims, checkComments, checkDelegations, checkHeads, checkTickets } from './tickets.ts'

export interface VerifyOptions {
  /** How long events may take from one service to another, in ms: differences are checked a second time after that. */
  readonly graceMs?: number
  /** The public keys of histories; without any, signatures are not checked. */
  readonly keys?: readonly HistoryKey[]
  /** Takes a line of progress for each check. */
  readonly report?: (line: string) => void
}

/** The limit of differences for each check. */
const maxDifferences = 1_000

const collect = async (found: AsyncIterable<Difference>): Promise<readonly Difference[]> => {
  const differences: Difference[] = []
  for await (const one of found) {
    differences.push(one)
    if (differences.length >= maxDifferences) break
  }
  return differences
}

/**
 * Compares stored documents with their histories, and what the services store of each other. Reads only, a few hundred
 * documents at a time, while the system works. Gives the differences; none for a healthy system.
 */
export const verify = async (
  mongodbUrl: string,
  { graceMs = 10_000, keys = [], report = () => {} }: VerifyOptions = {},
): Promise<readonly Difference[]> => {
  const [ticket, process, image, notification] = await Promise.all([
    connect(mongodbUrl, 'ticket'),
    connect(mongodbUrl, 'process'),
    connect(mongodbUrl, 'image'),
    connect(mongodbUrl, 'notification'),
  ])
  const stores = { ticket, process, image, notification }
  let old = 0
  const seals = {
    keys,
    unsigned: (entries: number) => {
      old += entries
    },
  }
  const checks: Readonly<Record<string, Check>> = {
    tickets: checkTickets(stores, seals),
    heads: checkHeads(stores, seals),
    claims: checkClaims(stores),
    comments: checkComments(stores),
    delegations: checkDelegations(stores),
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
      report(`${name}: checked in ${((performance.now() - since) / 1_000).toFixed(1)} s`)
    }
    report(
      keys.length === 0
        ? 'signatures: not checked, no key is given'
        : `signatures: ${old} entries are older than the keys`,
    )
    if ([...suspects.values()].every((ids) => ids.length === 0)) return []
    await sleep(graceMs)
    const differences: Difference[] = []
    for (const [check, ids] of suspects) {
      if (ids.length > 0) differences.push(...(await collect(check(ids, Date.now() - graceMs))))
    }
    return differences
  } finally {
    await Promise.all([ticket.close(), process.close(), image.close(), notification.close()])
  }
}
