import { ProcessSettings, Step } from '@gongdan/contracts'
import {
  type Aggregate,
  type AggregateDocument,
  createExecute,
  type RefusalDocument,
  type Relay,
  type Store,
} from '@gongdan/store'
import { z } from 'zod'
import { MAX_PROCESSES } from '../domain/decide.ts'
import type { ProcessStore } from '../domain/ports.ts'
import { type DefinedProcess, evolve, type Process, type ProcessEvent } from '../domain/process.ts'

const text = z.string()
const Defined = z.object({
  status: z.literal('defined'),
  version: z.int(),
  tenantUuid: text,
  tenantName: text,
  name: text,
  description: text,
  steps: z.array(Step),
  settings: ProcessSettings.exactOptional(),
  creator: z.object({ userUuid: text, userName: text, role: text, tenantUuid: text, tenantName: text }),
  createdAt: z.number(),
  updatedAt: z.number(),
}) satisfies z.ZodType<DefinedProcess>

const Known = z.object({ _id: text, state: Defined }).transform(({ _id, state }) => ({ uuid: _id, process: state }))

export const processAggregate: Aggregate<Process, ProcessEvent> = {
  evolve,
  fields: (state) => ({ state }),
  nameOf: (process) => process.name,
}

type ProcessDocument = AggregateDocument<ProcessEvent>

/** `process_places`: the processes of a tenant that are defined, or are being created. */
interface PlacesDocument {
  /** The tenant. */
  readonly _id: string
  readonly uuids: readonly string[]
}

/** The collection of the processes, which the relay reads too. */
export const processesOf = ({ db }: Store) => db.collection<ProcessDocument>('processes')

/** Processes in MongoDB, one document each (decision 1). `send` is the relay's. */
export const createMongoProcessStore = (
  store: Store,
  send: Relay<Process, ProcessEvent>['send'],
  now: () => number = Date.now,
): ProcessStore => {
  const documents = processesOf(store)
  const refusals = store.db.collection<RefusalDocument>('refusals')
  const states = store.db.collection<{ readonly _id: string }>('processes')
  const places = store.db.collection<PlacesDocument>('process_places')
  const defined = { 'state.status': 'defined' }
  const idsOf = async (filter: object) =>
    (await states.find({ ...filter, ...defined }, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id)
  const read = async (filter: object, skip = 0, limit = 0) => {
    const newestFirst = { 'state.createdAt': -1, _id: -1 } as const
    const found = await states.find(filter, { projection: { state: 1 }, sort: newestFirst, skip, limit }).toArray()
    return found.map((document) => Known.parse(document))
  }
  return {
    execute: createExecute({ aggregate: processAggregate, documents, refusals, now, committed: send }),
    takePlace: async (tenantUuid, uuid) => {
      const take = () =>
        // One statement looks and takes, so that no two processes take the last place.
        places.updateOne(
          { _id: tenantUuid, $or: [{ uuids: uuid }, { [`uuids.${MAX_PROCESSES - 1}`]: { $exists: false } }] },
          { $addToSet: { uuids: uuid } },
        )
      if ((await take()).matchedCount > 0) return true
      if ((await places.countDocuments({ _id: tenantUuid })) > 0) return false
      // Those that there were before anything was counted.
      const uuids = await idsOf({ 'state.tenantUuid': tenantUuid })
      await places.updateOne({ _id: tenantUuid }, { $setOnInsert: { uuids } }, { upsert: true })
      return (await take()).matchedCount > 0
    },
    freePlaces: async (uuids) => {
      const alive = new Set(await idsOf({ _id: { $in: [...uuids] } }))
      const free = uuids.filter((uuid) => !alive.has(uuid))
      if (free.length > 0) await places.updateMany({ uuids: { $in: free } }, { $pull: { uuids: { $in: free } } })
    },
    find: (uuids) => read({ _id: { $in: uuids }, ...defined }),
    list: async ({ tenantUuid, name }, skip, limit) => {
      const filter = {
        ...defined,
        ...(tenantUuid === null ? {} : { 'state.tenantUuid': tenantUuid }),
        ...(name === null ? {} : { $expr: { $gte: [{ $indexOfCP: ['$state.name', { $literal: name }] }, 0] } }),
      }
      const [total, found] = await Promise.all([
        states.countDocuments(filter),
        // MongoDB takes a limit of 0 for none at all.
        limit === 0 ? [] : read(filter, skip, limit),
      ])
      return { total, found }
    },
  }
}
