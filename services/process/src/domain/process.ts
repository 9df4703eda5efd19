import { type ProcessSettings, type ProcessSettingsChange, plainSettings, type Step } from '@gongdan/contracts'

/** What an administrator writes: whose process it is, and who approves in which order. */
export interface Definition {
  readonly tenantUuid: string
  readonly tenantName: string
  readonly name: string
  readonly description: string
  readonly steps: readonly Step[]
  /** Left out by releases that knew plain processes only. */
  readonly settings?: ProcessSettings
}

/** What a process says beyond its steps. */
export const settingsOf = ({ settings = plainSettings }: Pick<Definition, 'settings'>): ProcessSettings => settings

/** What an update changes; null stays as it is. Its tenant only says which process is meant. */
export type DefinitionChange = {
  readonly [F in 'tenantUuid' | 'name' | 'description' | 'steps']: Definition[F] | null
} & { readonly settings: ProcessSettingsChange }

/** What a change names itself, without what stays of the definition. */
export const givenBy = ({ steps, settings }: Pick<DefinitionChange, 'steps' | 'settings'>) => ({
  steps: steps ?? [],
  settings: { ...plainSettings, cc: settings.cc ?? [] },
})

/** Who made a process, as the caller's token showed them then. */
export interface Creator {
  readonly userUuid: string
  readonly userName: string
  readonly role: string
  readonly tenantUuid: string
  readonly tenantName: string
}

/** What can happen to a process. A definition is whole: an update says everything again, the creator included. */
export type ProcessEvent =
  | { readonly type: 'process.defined'; readonly data: Definition & { readonly creator: Creator } }
  | { readonly type: 'process.removed'; readonly data: Readonly<Record<string, never>> }

export interface DefinedProcess extends Definition {
  readonly status: 'defined'
  readonly version: number
  readonly creator: Creator
  readonly createdAt: number
  readonly updatedAt: number
}

/** It keeps tenant and name for the answers to repeated commands; its uuid is never used again. */
export interface RemovedProcess {
  readonly status: 'removed'
  readonly version: number
  readonly tenantUuid: string
  readonly name: string
}

export type Process = DefinedProcess | RemovedProcess

/** An event in its place in the history: `seq` from 1, `at` in unix milliseconds. */
type PlacedEvent = ProcessEvent & { readonly seq: number; readonly at: number }

/** A process after an event; undefined is one that nothing happened to yet. A removal is final. */
export const evolve = (process: Process | undefined, event: PlacedEvent): Process => {
  if (process?.status === 'removed') return process
  switch (event.type) {
    case 'process.defined':
      return {
        status: 'defined',
        version: event.seq,
        ...event.data,
        createdAt: process?.createdAt ?? event.at,
        updatedAt: event.at,
      }
    case 'process.removed':
      return {
        status: 'removed',
        version: event.seq,
        tenantUuid: process?.tenantUuid ?? '',
        name: process?.name ?? '',
      }
  }
}
