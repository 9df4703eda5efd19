import type { CommandResults, Item } from '@gongdan/store'
import type { Names, SeenName } from './names.ts'
import type { DefinedProcess, Process, ProcessEvent } from './process.ts'

export interface KnownProcess {
  readonly uuid: string
  readonly process: DefinedProcess
}

export interface ProcessPage {
  /** All of them, not only those of the page. */
  readonly total: number
  readonly found: readonly KnownProcess[]
}

/** Null: of all tenants; of any name. */
export interface ProcessFilter {
  readonly tenantUuid: string | null
  /** A part of the name. */
  readonly name: string | null
}

export interface ProcessStore {
  /** Decides and saves; a command that was answered before gets the same result (decision 1). */
  execute(items: readonly Item<Process, ProcessEvent>[]): Promise<CommandResults>
  /** Takes one of the places that a tenant has, for a process that is to be created; true when it has one already. */
  takePlace(tenantUuid: string, uuid: string): Promise<boolean>
  /** Gives back the places of those of the uuids that are not defined. */
  freePlaces(uuids: readonly string[]): Promise<void>
  /** Those of the uuids that are defined and not removed, in no particular order. */
  find(uuids: readonly string[]): Promise<readonly KnownProcess[]>
  /** A stretch of the defined processes that pass the filter, newest first. */
  list(filter: ProcessFilter, skip: number, limit: number): Promise<ProcessPage>
}

export interface NameStore {
  /** Keeps what is newer than what is known of the key; older and repeated names change nothing. */
  record(names: readonly SeenName[]): Promise<void>
  find(keys: readonly string[]): Promise<Names>
}

/**
 * Asks the ticket service which of the processes a pending ticket follows at this moment (contract §4, is_in_using). Null
 * when it does not answer.
 */
export type FindInUse = (processUuids: readonly string[]) => Promise<ReadonlySet<string> | null>
