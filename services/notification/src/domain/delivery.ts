import type { PersonChannel, TicketNotice } from '@gongdan/contracts'
import type { RobotKind } from './robots.ts'

/** The channels that queue deliveries; a live notice is in the user's feed instead. */
export type DeliveryChannel = 'webhook' | RobotKind | Exclude<PersonChannel, 'live'>
const isChannel: Readonly<Record<DeliveryChannel, true>> = {
  webhook: true,
  wecom: true,
  dingtalk: true,
  feishu: true,
  mail: true,
}
export const deliveryChannels: readonly string[] = Object.keys(isChannel)

/**
 * Receivers wait in two lanes: messages to people share a few connections, and while they wait for one no webhook is to wait
 * with them.
 */
export type DeliveryLane = 'webhooks' | 'people'
/** The lane of a receiver, whose first word is its channel. */
export const laneOf = (receiver: string): DeliveryLane => (receiver.startsWith('webhook ') ? 'webhooks' : 'people')

/** One attempt in a delivery's log. `at` is unix milliseconds, `ms` how long it took. */
export interface AttemptLog {
  readonly at: number
  readonly status: number
  readonly ms: number
  readonly error: string
}

/** One notice for one receiver by one channel, as it is added. */
export interface NewDelivery {
  /** Derived from event, channel and target, so that adding it again adds nothing. */
  readonly uuid: string
  /** The receiver that it is queued for: deliveries to one receiver are sent by one process at a time. */
  readonly receiver: string
  readonly channel: DeliveryChannel
  /** The webhook's uuid, or the user as `userKey` has it. */
  readonly target: string
  /** The role by which it concerns the user (see `ownerKey`), null if in person or a webhook's. */
  readonly role: string | null
  readonly notice: TicketNotice
  readonly correlationId: string
}

export interface Delivery extends NewDelivery {
  readonly state: 'pending' | 'delivered' | 'failed'
  readonly createdAt: Date
  /** When the next attempt is due, while pending. */
  readonly dueAt: Date | undefined
  /** Attempts ever made. */
  readonly attempts: number
  /** Attempts made before the last replay: the schedule counts from there. */
  readonly attemptsBefore: number
  /** The last commands that replayed it. */
  readonly replayedBy: readonly string[]
  readonly log: readonly AttemptLog[]
  /** What the receiver answered last, as `shownAnswer` leaves it. */
  readonly answer: string
}
