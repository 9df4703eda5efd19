import type { NotificationSettingsData, NotifiedEventType } from '@gongdan/contracts'

/** What a user changes in his settings; null stays as it is. */
export interface Change {
  readonly user: string
  readonly commandId: string
  readonly language: NotificationSettingsData['language'] | null
  readonly mailAddress: string | null
  readonly live: readonly NotifiedEventType[] | null
  readonly mail: readonly NotifiedEventType[] | null
}

/** Every user's own settings. */
export interface SettingsStore {
  /** Those of each of the users; the default ones of who never said anything. */
  find(users: readonly string[]): Promise<ReadonlyMap<string, NotificationSettingsData>>
  /** Changes one user's, once for each command: one that comes again after another changes nothing any more. */
  change(change: Change): Promise<void>
}
