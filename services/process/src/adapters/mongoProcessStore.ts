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
  const defined = { 'state.status': 'defined' }
  const read = async (filter: object, skip = 0, limit = 0) => {
    const newestFirst = { 'state.createdAt': -1, _id: -1 } as const
    const found = await states.find(filter, { projection: { state: 1 }, sort: newestFirst, skip, limit }).toArray()
    return found.map((document) => Known.parse(document))
  }
  return {
    execute: createExecute({ aggregate: processAggregate, documents, refusals, now, committed: send }),
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
