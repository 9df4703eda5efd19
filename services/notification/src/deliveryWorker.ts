import { type Lane, startWorker, type Worker, withTimeout } from '@gongdan/scheduling'
import type { Logger } from '@gongdan/service'
import { type DeliveryLane, laneOf } from './domain/delivery.ts'
import type { DeliveryStore, ReceiverClaim, ReceiverQueue } from './domain/ports.ts'
import { type Channel, channelNameOf } from './handlers/channels/channel.ts'

export interface DeliveryWorkerDeps {
  readonly channels: readonly Channel[]
  readonly deliveries: Pick<DeliveryStore, 'nextDue' | 'giveUp'>
  readonly receivers: Pick<ReceiverQueue, 'claim' | 'schedule' | 'release'>
  /** Of a claim: in its first third attempts may begin, for one takes 20 s at most. */
  readonly leaseMs: number
  readonly log: Pick<Logger, 'warn' | 'error'>
}

/**
 * Receivers served at once: one that does not answer occupies a place until its claim may begin nothing more, and nothing
 * occupies one for longer than its lease.
 */
const PLACES: Readonly<Record<DeliveryLane, number>> = {
  webhooks: 256,
  // One for each of a mailer's 4 connections, and as many that are ready when one of them is free.
  people: 8,
}
/** With nothing due the database is asked ever more seldom; what is scheduled here, or due soon, nudges. */
const [IDLE_MS, LONGEST_IDLE_MS] = [1_000, 5_000]
/** Later due times are left to the poll, so that a timer is not held for days. */
const MAX_NUDGE_MS = 60_000
/** The due time may be a little after the database's time as it is reckoned here. */
const NUDGE_MARGIN_MS = 5

/** Serves the receivers that have something due, each by its channel, until stopped. */
export const startDeliveryWorker = ({ channels, deliveries, receivers, leaseMs, log }: DeliveryWorkerDeps): Worker => {
  const channelOf = new Map(channels.map((channel) => [channel.name, channel]))

  const deliver = async (claim: ReceiverClaim, stopping: AbortSignal): Promise<number> => {
    const mayBegin = () => claim.heldMs() < leaseMs / 3 && !stopping.aborted
    const channel = channelOf.get(channelNameOf(claim))
    if (channel?.deliver !== undefined) return channel.deliver(claim, mayBegin)
    await deliveries.giveUp(claim.receiver, 'the channel is not configured')
    return 0
  }

  /** Gives in how many ms something is due again. */
  const serve = async (claim: ReceiverClaim, stopping: AbortSignal): Promise<number> => {
    if (laneOf(claim.receiver) !== claim.lane) {
      // Served here, it could be served from its own lane at the same time, and get its messages twice.
      await receivers.schedule([claim.receiver])
      await receivers.release(claim, null)
      return 0
    }
    const pauseMs = await deliver(claim, stopping)
    const next = await deliveries.nextDue(claim.receiver)
    await receivers.release(claim, next, pauseMs)
    const dueInMs = next === null ? 0 : next.getTime() - claim.at.getTime() - claim.heldMs()
    return Math.max(dueInMs, pauseMs)
  }

  const work = async (claim: ReceiverClaim, stopping: AbortSignal): Promise<void> => {
    // After the lease the receiver is anybody's, so nothing is released: what goes on after all records and releases by itself.
    const inMs = await withTimeout(leaseMs - claim.heldMs(), serve(claim, stopping), null)
    if (inMs === null) {
      log.warn({ receiver: claim.receiver }, 'a delivery outlived its lease, its place is given back')
    } else if (inMs > 0 && inMs <= MAX_NUDGE_MS) {
      // What is due now is looked for anyway once this work is done.
      worker.nudge(inMs + NUDGE_MARGIN_MS)
    }
  }

  const laneNamed = (name: DeliveryLane): Lane => ({
    name,
    concurrency: PLACES[name],
    next: async (stopping) => {
      const claim = await receivers.claim(name)
      return claim && (() => work(claim, stopping))
    },
  })
  const worker = startWorker({
    lanes: [laneNamed('webhooks'), laneNamed('people')],
    log,
    idleMs: IDLE_MS,
    longestIdleMs: LONGEST_IDLE_MS,
  })
  return worker
}
