import { randomUUID } from 'node:crypto'
import { PlannedProcesses, queues, type Step } from '@gongdan/contracts'
import type { Bus } from '@gongdan/messaging'
import { ask, type Logger, type Peers } from '@gongdan/service'
import type { Store } from '@gongdan/store'
import type { Definition } from '../domain/plan.ts'
import type { Definitions } from '../domain/ports.ts'

interface DefinitionDocument {
  readonly _id: string
  readonly seq: number
  /** Null once removed: the tombstone keeps late definitions from coming back. */
  readonly definition: Definition | null
}

const ASK_TIMEOUT_MS = 2_000
/**
 * A definition that was read counts for so long as what it is, because every submit asks for one. What this process is told
 * counts at once, what another is told that much later.
 */
const REMEMBERED_MS = 1_000
const MOST_REMEMBERED = 1_000
/** As many processes as a tenant may have (contract §4), and as many of their roles as are looked at. */
const MOST_PROCESSES = 1_000
const MOST_ROLES = 5_000

/** What makes roles out of the steps of a tenant's processes, in the database: the processes may be 64 KiB each. */
const rolesIn = (tenantUuid: string) => [
  { $match: { 'definition.tenantUuid': tenantUuid } },
  { $limit: MOST_PROCESSES },
  { $project: { step: '$definition.steps' } },
  { $unwind: '$step' },
  // A plain step has no settings, and is its only approver, a role.
  { $project: { owner: { $ifNull: ['$step.settings.approvers.owner', ['$step']] } } },
  { $unwind: '$owner' },
  { $match: { 'owner.kind': { $ne: 'user' } } },
  {
    $group: {
      _id: { tenantUuid: '$owner.tenantUuid', roleUuid: '$owner.roleUuid' },
      // Names that are not given are `""`, which is less than any other.
      tenantName: { $max: '$owner.tenantName' },
      roleName: { $max: '$owner.roleName' },
    },
  },
  { $sort: { _id: 1 } },
  { $limit: MOST_ROLES },
  { $project: { _id: 0, tenantUuid: '$_id.tenantUuid', tenantName: 1, roleUuid: '$_id.roleUuid', roleName: 1 } },
]

export interface DefinitionsDeps {
  readonly store: Store
  readonly bus: Pick<Bus, 'request'>
  readonly peers: Pick<Peers, 'asking'>
  readonly log: Pick<Logger, 'warn'>
  readonly now?: () => number
}

export const createDefinitions = ({ store, bus, peers, log, now = Date.now }: DefinitionsDeps): Definitions => {
  const replica = store.db.collection<DefinitionDocument>('definitions')

  const remembered = new Map<string, { readonly definition: Definition; readonly until: number }>()

  /** By tenant, what is being read: all who ask meanwhile get the same, for it may take the database 100 ms. */
  const asking = new Map<string, Promise<readonly Step[]>>()

  const remember = (id: string, definition: Definition | null): void => {
    if (definition === null) return
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    remembered.set(id, { definition, until: now() + REMEMBERED_MS })
  }

  const put = async (id: string, seq: number, definition: Definition | null): Promise<void> => {
    await replica.updateOne({ _id: id }, { $setOnInsert: { seq: 0, definition: null } }, { upsert: true })
    await replica.updateOne({ _id: id, seq: { $lt: seq } }, { $set: { seq, definition } })
    remembered.delete(id)
  }

  const askFor = async (processUuids: readonly string[]): Promise<ReadonlyMap<string, Definition>> => {
    const body = Buffer.from(JSON.stringify({ processUuids }))
    const message = { id: randomUUID(), type: 'process.plan', body }
    const reply = await ask(bus, peers, { queue: queues.processQueries, message, timeoutMs: ASK_TIMEOUT_MS })
    const { processes } = PlannedProcesses.parse(JSON.parse(reply.toString()))
    const known = new Map<string, Definition>()
    for (const { processUuid, seq, tenantUuid, name, steps, settings } of processes) {
      const definition = { processUuid, tenantUuid, name, version: seq, steps, settings }
      known.set(processUuid, definition)
      await put(processUuid, seq, definition)
    }
    return known
  }

  return {
    find: async (processUuids) => {
      const wanted = [...new Set(processUuids)]
      const found = new Map<string, Definition | null>()
      for (const id of wanted) {
        const known = remembered.get(id)
        if (known !== undefined && known.until > now()) found.set(id, known.definition)
      }
      const unknown = wanted.filter((id) => !found.has(id))
      if (unknown.length === 0) return found
      for (const { _id, definition } of await replica.find({ _id: { $in: unknown }, seq: { $gt: 0 } }).toArray()) {
        found.set(_id, definition)
        remember(_id, definition)
      }
      const missing = wanted.filter((processUuid) => !found.has(processUuid))
      if (missing.length === 0) return found
      try {
        const asked = await askFor(missing)
        for (const processUuid of missing) found.set(processUuid, asked.get(processUuid) ?? null)
      } catch (err) {
        log.warn({ err, missing }, 'definitions missing: no answer from the process service')
      }
      return found
    },
    rolesOf: (tenantUuid) => {
      const asked = asking.get(tenantUuid)
      if (asked !== undefined) return asked
      const roles = replica
        .aggregate<Step>(rolesIn(tenantUuid))
        .toArray()
        .finally(() => asking.delete(tenantUuid))
      asking.set(tenantUuid, roles)
      return roles
    },
    define: ({ processUuid, seq, tenantUuid, name, steps, settings }) =>
      put(processUuid, seq, { processUuid, tenantUuid, name, version: seq, steps, settings }),
    remove: ({ processUuid, seq }) => put(processUuid, seq, null),
  }
}
