import type { Credential } from './credentials.ts'
import type { Fault } from './faults.ts'
import type { LogEntry, LogFilter } from './journal.ts'
import type { WorldReport } from './report.ts'
import type { Seed } from './seed.ts'
import type { Settings, SettingsChange } from './settings.ts'

/** The strings of the world: everything a test may pull. All of it is also to be had over HTTP under `/_emulator/`. */
export interface Control {
  /** Arms a fault; throws a ZodError when it is none. */
  readonly addFault: (fault: Fault) => void
  readonly clearFaults: () => void
  readonly settings: () => Settings
  readonly changeSettings: (change: SettingsChange) => void
  /** Moves business time on. Signatures and the rate limit keep to real time. */
  readonly advance: (ms: number) => void
  readonly plant: (seed: Seed) => void
  /** Gives a secret id another key, or makes a new one known. */
  readonly setCredential: (credential: Credential) => void
  readonly state: () => WorldReport & { readonly realTime: string; readonly businessTime: string }
  readonly log: (filter?: LogFilter) => readonly LogEntry[]
  /** Back to how everything was at the very first start: world, clock, settings, keys, faults, log. */
  readonly reset: () => void
}
