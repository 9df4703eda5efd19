import type { TicketNotice, WebhookKind } from '@gongdan/contracts'
import type { Store } from '@gongdan/store'
import { v5 as uuidv5 } from 'uuid'

/** The ways out that are worked off by the deliveries; who is told live finds it in his feed. */
export type DeliveryChannel = 'webhook' | Exclude<WebhookKind, 'standard'> | 'mail'

/** One try. `at` is unix milliseconds, `ms` how long it took. */
export interface Attempt {
  readonly at: number
  readonly status: number
  readonly ms: number
  readonly error: string
}

/** `deliveries`: one thing to be told by one channel to one receiver. Times are the database's. */
export interface DeliveryDocument {
  /** Derived from event, channel and receiver: whoever makes it again makes the same. */
  readonly _id: string
  readonly lane: string
  readonly channel: DeliveryChannel
  /** The webhook's uuid, or the user as `userKey` has it. */
  readonly target: string
  readonly notice: TicketNotice
  readonly correlationId: string
  readonly state: 'pending' | 'delivered' | 'failed'
  readonly createdAt: Date
  /** When it is tried next, while pending. */
  readonly dueAt?: Date
  /** Since when it is over; it stays in the log for 7 days. */
  readonly endedAt?: Date
  /** Tries ever made; each write of a try is guarded by it. */
  readonly tries: number
  /** Tries that were made before it was last asked for anew: the schedule counts from there. */
  readonly triesBefore: number
  readonly log: readonly Attempt[]
  /** Commands that asked for it anew. */
  readonly replayedBy: readonly string[]
}

/** What is known of a delivery when it comes about. */
export type NewDelivery = Pick<DeliveryDocument, '_id' | 'lane' | 'channel' | 'target' | 'notice' | 'correlationId'>

/** What is left to its lane: everything that goes to one receiver. */
export const webhookLane = (webhookUuid: string): string => `webhook ${webhookUuid}`
export const mailLane = (user: string): string => `mail ${user}`

const NAMESPACE = '5f2a6c1e-3c57-5d0e-9a43-6a6f2f0b8f52'

/** The id of a delivery, which a receiver sees as `webhook-id`. */
export const deliveryId = (eventId: string, channel: DeliveryChannel, target: string): string =>
  uuidv5(`${eventId} ${channel} ${target}`, NAMESPACE)

export const deliveriesOf = ({ db }: Pick<Store, 'db'>) => db.collection<DeliveryDocument>('deliveries')

/** How many tries the log keeps. */
export const MAX_LOG = 12
