import type {
  AskedFeed,
  CommandItem,
  DelegationEvent,
  FeedEntry,
  FeedPage,
  Language,
  LiveChanges,
  NotificationSettingsData,
  Principal,
} from '@gongdan/contracts'
import type { CommandResults, Item } from '@gongdan/store'
import type { AttemptLog, Delivery, DeliveryLane, NewDelivery } from './delivery.ts'
import type { PersonalMessage } from './personalMessage.ts'
import type { Delegate } from './recipients.ts'
import type { AttemptResult, NextStep } from './schedule.ts'
import type { LiveWebhook, Webhook, WebhookEvent } from './webhook.ts'

export interface Page<T> {
  /** All of them, not only those of the page. */
  readonly total: number
  readonly found: readonly T[]
}

export interface KnownWebhook {
  readonly uuid: string
  readonly webhook: LiveWebhook
}

export interface WebhookStore {
  /** Decides and saves; a command that was answered before gets the same result (decision 1). */
  execute(items: readonly Item<Webhook, WebhookEvent>[]): Promise<CommandResults>
  /** Those of the uuids that exist and are not removed, in no particular order. */
  find(uuids: readonly string[]): Promise<readonly KnownWebhook[]>
  /** All enabled webhooks of the tenants. */
  enabledOf(tenantUuids: readonly string[]): Promise<readonly KnownWebhook[]>
  /** Takes one of the places that a tenant has, for a webhook that is to be created; true when it has one already. */
  takePlace(tenantUuid: string, uuid: string): Promise<boolean>
  /** Gives back the places of those of the uuids that are not live. */
  freePlaces(uuids: readonly string[]): Promise<void>
  /** A stretch of the webhooks of a tenant, or of all tenants for null, newest first. */
  list(tenantUuid: string | null, skip: number, limit: number): Promise<Page<KnownWebhook>>
}

export interface DeliveryFilter {
  readonly webhookUuid: string
  readonly state: Delivery['state'] | null
  readonly ticketUuid: string | null
}

/** The deliveries and what became of them. Due times are by the database's clock. */
export interface DeliveryStore {
  /** Stores deliveries, due at once; those that are there already stay as they are. */
  add(deliveries: readonly NewDelivery[]): Promise<void>
  /** The deliveries to a receiver that are due at a time, longest due first; of large ones fewer, but at least one. */
  due(receiver: string, at: Date, limit: number): Promise<readonly Delivery[]>
  /** When the next delivery to a receiver is due; null: nothing is pending. */
  nextDue(receiver: string): Promise<Date | null>
  /**
   * Records an attempt, what the receiver answered and what follows, unless another process has recorded this attempt
   * meanwhile. What was replayed meanwhile and not delivered is due at once.
   */
  recordAttempt(delivery: Delivery, attempt: AttemptLog, next: NextStep, answer: string): Promise<void>
  /** Fails all pending deliveries to a receiver without an attempt. */
  giveUp(receiver: string, reason: string): Promise<void>
  /** Makes a delivery of a webhook pending, and due at once, once a command. Null: there is none. */
  replay(webhookUuid: string, deliveryUuid: string, commandId: string): Promise<{ readonly receiver: string } | null>
  list(filter: DeliveryFilter, skip: number, limit: number): Promise<readonly Delivery[]>
  /** How many there are in each state, each counted up to 10,000; the filter's own state does not count. */
  count(filter: DeliveryFilter): Promise<Readonly<Record<Delivery['state'], number>>>
  /** A delivery to a webhook; null: there is none. */
  find(webhookUuid: string, deliveryUuid: string): Promise<Delivery | null>
}

/** The right to serve one receiver, held until the lease ends. */
export interface ReceiverClaim {
  readonly receiver: string
  /** Where the receiver waited: its own lane, unless an older release scheduled it. */
  readonly lane: DeliveryLane
  readonly owner: string
  /** How often something was scheduled for the receiver before the claim. */
  readonly scheduled: number
  /** The database's time of the claim. */
  readonly at: Date
  /** How long it has been held, in ms. */
  heldMs(): number
}

/** Receivers with something due. One claim a receiver, so that one that does not answer delays no other. */
export interface ReceiverQueue {
  /** Something was added for these receivers, due at once. */
  schedule(receivers: readonly string[]): Promise<void>
  /** The same, and a pause of theirs is over: a person asks for it. */
  wake(receivers: readonly string[]): Promise<void>
  /** Claims the receiver of a lane that has been due for longest and that no other process serves; null: there is none. */
  claim(lane: DeliveryLane): Promise<ReceiverClaim | null>
  /** Ends the claim: the next delivery is due at `next` (null: nothing is), but not before `pauseMs` from now. */
  release(claim: ReceiverClaim, next: Date | null, pauseMs?: number): Promise<void>
}

/** A verified token, issued at `iat` (unix seconds), that was seen at a time in unix ms. */
export interface SeenToken {
  readonly principal: Principal
  readonly iat: number
  readonly at: number
}

/** Which users hold a role. There is no directory of users: their verified tokens showed it within 90 days. */
export interface RoleMembers {
  /**
   * Records users and their roles: those of the token that was issued last replace the ones before; of two issued in the same
   * second the one seen last counts. Older and repeated news change nothing.
   */
  record(seen: readonly SeenToken[]): Promise<void>
  /** The users (see `userKey`) who hold each of the roles (see `ownerKey`). */
  find(roles: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
  /** The roles (see `ownerKey`) that a user holds. */
  rolesOf(user: string): Promise<ReadonlySet<string>>
}

/** Who acts for whom, as the ticket service tells of it. */
export interface Delegates {
  /** Repeated news change nothing. */
  record(events: readonly DelegationEvent[]): Promise<void>
  /** Who acts for each of these people (see `userKey`) at this moment, by the clock of the database. */
  find(absent: readonly string[]): Promise<ReadonlyMap<string, readonly Delegate[]>>
}

/** An entry of a ticket's history, as it was told. */
export interface Head {
  readonly ticketUuid: string
  readonly seq: number
  readonly hash: string
}

/**
 * Every entry of a history that was told of, without end: a change of the tickets' own database does not change these too, so
 * `npm run verify` compares the two.
 */
export interface Heads {
  /** Events of a release that did not tell the hash (`""`) are left out; what is told again is kept twice. */
  record(seen: readonly Head[]): Promise<void>
}

/** A notice for a user's feed, under the id of the event that it is about. */
export interface FeedNotice {
  readonly user: string
  readonly eventId: string
  readonly notice: string
  /** The role by which it concerns the user (see `ownerKey`), null if in person. */
  readonly role: string | null
}

/** Entries of a user's feed, in order. */
export interface AppendedEntries {
  readonly user: string
  readonly entries: readonly FeedEntry[]
}

/** How long after a stream was last open its user's feed is kept up: as long as entries are kept, and the hour that a look may be old. */
export const listenedForMs = (7 * 24 + 1) * 3_600_000

/**
 * What is written and announced at once: 100 events at a time may each concern all holders of a role, with notices of 17 kB, and
 * RabbitMQ closes the channel of a message of more than 16 MiB (from 4.0; 128 MiB before).
 */
export const AT_ONCE = { most: 1_000, mostBytes: 1024 * 1024 } as const

/**
 * Bytes of notices that one answer carries at most, shared evenly by its feeds, beside the first of each: escaped as text in JSON
 * they are twice as many at worst.
 */
export const MAX_READ_BYTES = 4 * 1024 * 1024

/** What every user was notified of live, numbered for each user. */
export interface FeedStore {
  /**
   * Appends each notice to its user's feed, unless its event is there already. Under concurrent appends and crashes no
   * number is left out and none is used twice. Gives the entries of these events, old ones included: an append that was
   * cut short announced nothing of what it had written.
   */
  append(notices: readonly FeedNotice[]): Promise<readonly AppendedEntries[]>
  /** Those of the users who have read their feed within `listenedForMs`: only for them is anything kept. */
  listening(users: readonly string[]): Promise<ReadonlySet<string>>
  /**
   * A page of each feed, in the order asked: `MAX_ENTRIES`, or fewer where they are large (see `MAX_READ_BYTES`), but one at
   * least if there is one, for a page without any means that they have expired. The users count as listening from now on. Where a user had stopped, one
   * number is left out: a client that comes back with an older id is told that it has missed something.
   */
  read(asked: readonly AskedFeed[]): Promise<readonly FeedPage[]>
}

/** What is announced to the connected gateways, on behalf of a request. Never rejects. */
export interface LiveAnnouncer {
  /** New feed entries, in one message. Gives whether a gateway got them: else gateways read the feeds themselves. */
  entries(appended: readonly AppendedEntries[], correlationId: string): Promise<boolean>
  /** Tickets that have changed. Lost when it fails: clients read their lists from time to time (contract §5). */
  changes(changes: LiveChanges['changes'], correlationId: string): Promise<void>
}

/** What a user changes in their settings; null stays as it is. */
export type SettingsChange = CommandItem<'notification.set'> & { readonly user: string }

/** Every user's own settings. */
export interface SettingsStore {
  /** The settings of each of the users; the default ones of a user who has set nothing. */
  find(users: readonly string[]): Promise<ReadonlyMap<string, NotificationSettingsData>>
  /** Changes one user's settings, once a command: a copy that comes after another command changes nothing. */
  change(change: SettingsChange): Promise<void>
  /** The address that a user has set and not confirmed yet, and since when in unix ms; null: there is none. */
  unconfirmed(
    user: string,
  ): Promise<{ readonly address: string; readonly language: Language; readonly since: number } | null>
  /** Confirms an address. False: it is not the one that the user has set. */
  confirm(user: string, address: string): Promise<boolean>
}

export interface RobotRateLimiter {
  /** Takes a token of a robot. Gives 0, or for how many ms there is none. */
  take(robot: string): Promise<number>
}

export type HttpResult =
  | {
      readonly status: number
      readonly retryAfter: string | undefined
      /** The first 64 KiB. */
      readonly body: string
    }
  /** No answer came: the reason in a word, without address or key. */
  | { readonly error: string }

/** Posts to addresses that users name, and to none that is not allowed. */
export interface SafeHttpClient {
  /** Never rejects. */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<HttpResult>
}

/** Sends messages to addresses of people, a mail server for one. */
export interface MessageSender {
  /** Does a piece of work in one of the places that there are; an attempt is made there, and waits nowhere else. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Never rejects, and takes 20 s at most. The id is the same on every attempt. */
  send(address: string, id: string, message: PersonalMessage): Promise<AttemptResult>
}
