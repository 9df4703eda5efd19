import { recordSpan } from '@gongdan/tracing'
import type { Attempt, DeliveryDocument } from '../adapters/deliveryDocument.ts'
import type { DeliveryStore } from '../adapters/deliveryStore.ts'
import type { LaneClaim } from '../adapters/laneStore.ts'
import { type Next, nextAfter, type Tried } from '../domain/schedule.ts'

/** What working off a lane needs, whatever its channel. */
export interface Delivering {
  readonly deliveries: DeliveryStore
  /** Of the schedule's waits (see NOTIFY_RETRY_SCALE). */
  readonly scale: number
  /** Whether something new may still be begun under a claim: well within its lease, and not while stopping. */
  readonly mayBegin: (claim: LaneClaim) => boolean
  readonly clock: () => number
  readonly random: () => number
  readonly told: (channel: string, outcome: Next['state']) => void
}

/** Works off what is due in a lane and gives how long to leave it alone, in ms: 0 for no reason to. */
export type RunLane = (claim: LaneClaim) => Promise<number>

/** A lane whose receiver does not answer is left alone a moment between tries. */
const PAUSE_MS = 1_000
export const pauseAfterFailure = ({ scale }: Pick<Delivering, 'scale'>): number =>
  Math.ceil(PAUSE_MS * Math.min(1, scale))

/** Runs a try and gives what it came to and how long it took. */
export const timed = async (
  clock: () => number,
  run: () => Promise<Tried>,
): Promise<{ readonly tried: Tried; readonly attempt: Attempt }> => {
  const at = clock()
  const tried = await run()
  const { status, error } = tried
  return { tried, attempt: { at, status, ms: Math.max(0, Math.round(clock() - at)), error } }
}

const trace = ({ _id, channel, correlationId, notice }: DeliveryDocument, { at, status, error }: Attempt) =>
  recordSpan({
    name: `notify by ${channel}`,
    kind: 'client',
    correlationId,
    startedAt: at,
    attributes: {
      'http.response.status_code': status,
      'messaging.message.id': _id,
      event: notice.type,
      tickets: notice.ticket_uuid,
    },
    failure: error === '' ? undefined : error,
  })

/** Writes down what a try of a delivery came to, and what follows. */
export const settle = async (
  { deliveries, scale, random, told }: Delivering,
  delivery: DeliveryDocument,
  tried: Tried,
  attempt: Attempt,
): Promise<Next> => {
  trace(delivery, attempt)
  const next = nextAfter(tried, delivery.tries - delivery.triesBefore + 1, random(), scale)
  await deliveries.record(delivery, attempt, next)
  told(delivery.channel, next.state)
  return next
}
