import type { AskedFeed, FeedEntry, FeedPage } from '@gongdan/contracts'

/** Something that a user is to be told, under the id of the event that it is about. */
export interface Told {
  readonly user: string
  readonly eventId: string
  readonly notice: string
}

/** Entries of a user's feed, in order. */
export interface Appended {
  readonly user: string
  readonly entries: readonly FeedEntry[]
}

/** What every user was told, in an order of his own. */
export interface FeedStore {
  /**
   * Puts each at the end of its user's feed, unless that event is there already. Whoever else appends, and whatever crashes,
   * no place is left out and none is taken twice. Gives the entries of these events, old ones included: an append that was
   * cut short told nobody of what it had written.
   */
  append(told: readonly Told[]): Promise<readonly Appended[]>
  /** A page of each feed, in the order asked. */
  read(asked: readonly AskedFeed[]): Promise<readonly FeedPage[]>
}
