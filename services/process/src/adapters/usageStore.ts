import type { Usage } from '../domain/usage.ts'

export interface UsageStore {
  /** Keeps what is newer than what is known of the ticket; older and repeated news change nothing. */
  record(usages: readonly Usage[]): Promise<void>
  /** Those of the processes that a pending ticket follows, as far as events have told. */
  inUse(processUuids: readonly string[]): Promise<ReadonlySet<string>>
}
