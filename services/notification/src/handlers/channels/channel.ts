import { withTimeout } from '@gongdan/scheduling'
import { recordSpan } from '@gongdan/tracing'
import { v5 as uuidv5 } from 'uuid'
import type { AttemptLog, Delivery, DeliveryChannel, NewDelivery } from '../../domain/delivery.ts'
import { noticeOf, type ToldEvent } from '../../domain/notice.ts'
import type { DeliveryStore, ReceiverClaim } from '../../domain/ports.ts'
import type { Recipient } from '../../domain/recipients.ts'
import { type AttemptResult, LONGEST_MS, type NextStep, nextAfter } from '../../domain/schedule.ts'

/** A way of notifying people or programs. main.ts lists the channels of the service. */
export interface Channel {
  /** The first word of its receivers (see `receiverOf`). */
  readonly name: string
  /**
   * Records what is to be sent of these events; `recipients` are the people concerned by them. Repeating it adds
   * nothing.
   */
  notify(events: readonly ToldEvent[], recipients: readonly Recipient[]): Promise<void>
  /**
   * Sends what is due to the receiver of a claim, beginning attempts while it may. Gives how long to leave the receiver
   * alone, in ms. Left out by a channel that queues nothing.
   */
  deliver?(claim: ReceiverClaim, mayBegin: MayBegin): Promise<number>
}

/** Whether another attempt may begin: early enough in the claim's lease, and not while the service stops. */
export type MayBegin = () => boolean

/** A receiver as the receiver queue names it: a blank separates the channel's name from the target. */
export const receiverOf = (channelName: string, target: string): string => `${channelName} ${target}`
export const channelNameOf = ({ receiver }: ReceiverClaim): string => receiver.slice(0, receiver.indexOf(' '))
export const targetOf = ({ receiver }: ReceiverClaim): string => receiver.slice(receiver.indexOf(' ') + 1)

const NAMESPACE = '5f2a6c1e-3c57-5d0e-9a43-6a6f2f0b8f52'

/** The uuid of a delivery, which a receiver gets as `webhook-id`. */
export const deliveryId = (eventId: string, channel: DeliveryChannel, target: string): string =>
  uuidv5(`${eventId} ${channel} ${target}`, NAMESPACE)

/** The delivery of an event by a channel to a target. */
export const newDelivery = (
  event: ToldEvent,
  channel: DeliveryChannel,
  target: string,
  receiver: string,
  role: string | null,
): NewDelivery => ({
  uuid: deliveryId(event.id, channel, target),
  receiver,
  channel,
  target,
  role,
  notice: noticeOf(event),
  correlationId: event.correlationId,
})

/** What channels that attempt deliveries have in common. */
export interface AttemptDeps {
  readonly deliveries: DeliveryStore
  /** Of the schedule's waits (see NOTIFY_RETRY_SCALE). */
  readonly scale: number
  readonly clock: () => number
  readonly random: () => number
  readonly countAttempt: (channel: string, outcome: NextStep['state']) => void
}

/**
 * How long deliveries to a receiver pause after a failed attempt, so that its next deliveries do not fail at once as
 * well.
 */
const PAUSE_MS = 1_000
export const pauseAfter = (
  { error, retryAfterMs = 0 }: AttemptResult,
  { scale }: Pick<AttemptDeps, 'scale'>,
): number => {
  if (error === '') return 0
  return Math.max(Math.ceil(PAUSE_MS * Math.min(1, scale)), Math.min(retryAfterMs, LONGEST_MS))
}

/** Longer than any channel's own limit (a mail's 20 s), and with the first third of a lease shorter than the lease. */
const ATTEMPT_MS = 25_000
/** What is sent, or a failure when its channel's own limit did not end it: no attempt holds a place for ever. */
export const inTime = (sent: Promise<AttemptResult>): Promise<AttemptResult> =>
  withTimeout(ATTEMPT_MS, sent, { status: 0, error: 'no answer in time' })

/** Makes one attempt, which may carry several deliveries; record it for each of them. */
export const attempt = async (
  { clock }: Pick<AttemptDeps, 'clock'>,
  send: () => Promise<AttemptResult>,
): Promise<{ readonly result: AttemptResult; readonly log: AttemptLog }> => {
  const at = clock()
  const result = await inTime(send())
  const { status, error } = result
  return { result, log: { at, status, ms: Math.max(0, Math.round(clock() - at)), error } }
}

/** Records what an attempt of a delivery came to, and what follows. */
export const recordAttempt = async (
  { deliveries, scale, random, countAttempt }: AttemptDeps,
  delivery: Delivery,
  result: AttemptResult,
  log: AttemptLog,
): Promise<void> => {
  trace(delivery, log)
  const next = nextAfter(result, delivery.attempts - delivery.attemptsBefore + 1, random(), scale)
  await deliveries.recordAttempt(delivery, log, next, result.answer ?? '')
  countAttempt(delivery.channel, next.state)
}

const trace = ({ uuid, channel, correlationId, notice }: Delivery, { at, status, error }: AttemptLog) =>
  recordSpan({
    name: `notify by ${channel}`,
    kind: 'client',
    correlationId,
    startedAt: at,
    attributes: {
      'http.response.status_code': status,
      'messaging.message.id': uuid,
      event: notice.type,
      tickets: notice.ticket_uuid,
    },
    failure: error === '' ? undefined : error,
  })
