import { z } from 'zod'
import { ChangedTicket } from './http/events.ts'

/**
 * What a user was told. `seq` counts 1, 2, 3, … for each user without a gap, and is the id of a live event; `notice` is the
 * JSON text of a TicketNotice, which need not be read on its way to the client. `role` (see `ownerKey`) is the role by which
 * it concerns the user: only a token with that role may still read it. Null: it concerns them in person.
 */
export const FeedEntry = z.object({
  seq: z.int().min(1),
  notice: z.string(),
  role: z.string().nullable().default(null),
})
export type FeedEntry = z.infer<typeof FeedEntry>

/** Feeds that one question asks for at most, and entries of each that one answer carries at most. */
export const MAX_FEEDS = 100
export const MAX_ENTRIES = 100

/** The feed of a user (see `userKey`) behind an entry; null asks only where it ends. */
export const AskedFeed = z.object({ user: z.string(), after: z.int().min(0).nullable() })
export type AskedFeed = z.infer<typeof AskedFeed>

/** notification.feed: a gateway asks for what its listeners, whose tokens it has verified, have not got yet. */
export const ReadFeeds = z.object({ feeds: z.array(AskedFeed).min(1).max(MAX_FEEDS) })
export type ReadFeeds = z.infer<typeof ReadFeeds>

/** The next entries in order, those that have not expired, and the highest seq ever used (0: none). */
export const FeedPage = z.object({ last: z.int().min(0), entries: z.array(FeedEntry).max(MAX_ENTRIES) })
export type FeedPage = z.infer<typeof FeedPage>

/** `data` of the reply to notification.feed: a page for each feed that was asked for, in the order given. */
export const FeedPages = z.object({ pages: z.array(FeedPage) })
export type FeedPages = z.infer<typeof FeedPages>

/**
 * On the exchange `live`, to every gateway: entries that were just written, in order for each user. Losing one loses
 * nothing.
 */
export const LiveEntries = z.object({
  told: z.array(z.object({ user: z.string(), entries: z.array(FeedEntry).min(1) })).min(1),
})
export type LiveEntries = z.infer<typeof LiveEntries>
/** The type of that message. */
export const liveEntriesType = 'notification.told'

/**
 * On the exchange `live`, to every gateway: tickets that have just changed, each with the keys under which lists find it (see
 * `listKeysFor`), in the order in which they changed. Losing one loses nothing but time: clients read their lists anyway.
 */
export const LiveChanges = z.object({
  changes: z.array(z.object({ keys: z.array(z.string()).min(1), change: ChangedTicket })).min(1),
})
export type LiveChanges = z.infer<typeof LiveChanges>
/** The type of that message, and the name of the event on a stream. */
export const liveChangesType = 'ticket.changed'
