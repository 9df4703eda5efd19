import type { Names, SeenName } from '../domain/names.ts'

export interface NameStore {
  /** Keeps what is newer than what is known of the key; older and repeated news change nothing. */
  record(names: readonly SeenName[]): Promise<void>
  find(keys: readonly string[]): Promise<Names>
}
