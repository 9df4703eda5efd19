import type { Aggregate, CommandResults, Item } from '@gongdan/store'
import { type DefinedProcess, evolve, type Process, type ProcessFact } from '../domain/process.ts'

/** One command on one process, as the store executes it. */
export type ProcessItem = Item<Process, ProcessFact>

export interface KnownProcess {
  readonly uuid: string
  readonly process: DefinedProcess
}

export interface ProcessStore {
  /** Decides and keeps; a command that was answered before gets the same answer (design decision 1). */
  execute(items: readonly ProcessItem[]): Promise<CommandResults>
  /** Those of the uuids that are defined and not removed, in no particular order. */
  find(uuids: readonly string[]): Promise<readonly KnownProcess[]>
  /** A stretch of the defined processes of a tenant, or of all tenants for null, newest first; `total` counts them all. */
  list(
    tenantUuid: string | null,
    skip: number,
    limit: number,
  ): Promise<{ total: number; found: readonly KnownProcess[] }>
}

export const processAggregate: Aggregate<Process, ProcessFact> = {
  evolve,
  fields: (state) => ({ state }),
  nameOf: (process) => process.name,
}
