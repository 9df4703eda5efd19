import { plainSettings } from '@gongdan/contracts'
import { type AggregateDocument, type Store, stateAt } from '@gongdan/store'
import { type ProcessEvent, processAggregate, processesOf } from '../../../services/process/src/public.ts'
import { byId, type Check, compare, filterByIds, inBatches } from './difference.ts'
import { checkDocument } from './document.ts'

interface Definition {
  readonly _id: string
  readonly seq: number
  readonly definition: object | null
}

const replicaOf = ({ db }: Store) => db.collection<Definition>('definitions')

/** The entry of a process in the ticket service's replica (decision 6). */
const replicated = ({ _id, history }: AggregateDocument<ProcessEvent>) => {
  const state = stateAt(processAggregate, _id, history)
  if (state === undefined) return undefined
  if (state.status === 'removed') return { seq: state.version, definition: null }
  const { version, tenantUuid, name, steps, settings = plainSettings } = state
  return { seq: version, definition: { processUuid: _id, tenantUuid, name, version, steps, settings } }
}

type Stores = Readonly<Record<'ticket' | 'process', Store>>

/** Checks processes, and the ticket service's replica of them. */
export const checkProcesses = ({ ticket, process }: Stores): Check =>
  async function* (ids, quietSince) {
    for await (const batch of inBatches<AggregateDocument<ProcessEvent>>(processesOf(process).find(filterByIds(ids)))) {
      yield* batch.flatMap((document) => checkDocument('process', processAggregate, document))
      const known = await replicaOf(ticket)
        .find({ _id: { $in: batch.map(({ _id }) => _id) } })
        .toArray()
        .then(byId)
      for (const document of batch) {
        const expected = replicated(document)
        if (expected === undefined || (document.history.at(-1)?.at ?? 0) >= quietSince) continue
        const { seq, definition } = known.get(document._id) ?? {}
        yield* compare('replica: definition of the process', document._id, expected, { seq, definition })
      }
    }
  }

/** Checks that every definition of the replica belongs to a process. */
export const checkReplica = ({ ticket, process }: Stores): Check =>
  async function* (ids) {
    // An unknown process that was asked for is stored without a seq.
    const definitions = replicaOf(ticket).find({ ...filterByIds(ids), seq: { $gt: 0 } })
    for await (const batch of inBatches<Definition>(definitions)) {
      const found = await processesOf(process)
        .find({ _id: { $in: batch.map(({ _id }) => _id) } })
        .project<{ readonly _id: string }>({ _id: 1 })
        .toArray()
      const there = new Set(found.map(({ _id }) => _id))
      for (const { _id } of batch) yield* compare('replica: there is such a process', _id, true, there.has(_id))
    }
  }
