import { type Lane, type Logger, type SealKeys, startWorker, type Worker } from '@gongdan/service'
import { v5 as uuidv5 } from 'uuid'
import type { Network } from '../domain/address.ts'
import { disable } from '../domain/decide.ts'
import type { Next } from '../domain/schedule.ts'
import type { Delivering, RunLane } from '../handlers/delivering.ts'
import { deliverMails } from '../handlers/deliverMails.ts'
import { deliverRobots } from '../handlers/deliverRobots.ts'
import { deliverStandard } from '../handlers/deliverStandard.ts'
import { deliverWebhooks } from '../handlers/deliverWebhooks.ts'
import type { DeliveryStore } from './deliveryStore.ts'
import type { LaneClaim, LaneStore } from './laneStore.ts'
import type { FindSettings } from './mailChannel.ts'
import type { Mailer } from './mailer.ts'
import { createPost } from './post.ts'
import type { RobotTokens } from './robotTokens.ts'
import type { WebhookStore } from './webhookStore.ts'

export interface DeliveryWorkerNeeds {
  readonly webhooks: WebhookStore
  readonly deliveries: DeliveryStore
  readonly lanes: LaneStore
  readonly tokens: RobotTokens
  /** Null: nobody gets a mail. */
  readonly mail: { readonly mailer: Mailer; readonly findSettings: FindSettings } | null
  readonly keys: SealKeys
  readonly allowed: readonly Network[]
  readonly link: string
  readonly scale: number
  readonly leaseMs: number
  readonly told: (channel: string, outcome: Next['state']) => void
  readonly log: Logger
}

/** Receivers that are served at once: one that does not answer takes a place for as long as a claim begins something. */
const AT_ONCE = 256
const IDLE_MS = 250

/** Works off the lanes that are due, each for one receiver, until stopped. */
export const startDeliveryWorker = (needs: DeliveryWorkerNeeds): Worker => {
  const { webhooks, deliveries, lanes, tokens, mail, keys, allowed, link, scale, leaseMs, told, log } = needs
  const clock = Date.now
  let isStopping = () => false
  const mayBegin = ({ heldMs }: LaneClaim) => heldMs() < leaseMs / 3 && !isStopping()
  const delivering: Delivering = { deliveries, scale, mayBegin, clock, random: Math.random, told }
  const post = createPost({ allowed })

  const disableGone = async (webhookUuid: string, deliveryUuid: string) => {
    const commandId = uuidv5('gone', deliveryUuid)
    const decide = disable.bind(null, 'the receiver answered 410')
    const by = null
    await webhooks.execute([{ id: webhookUuid, commandId, correlationId: commandId, by, creates: false, decide }])
    log.warn({ webhookUuid }, 'a receiver is gone for good, its webhook is switched off')
  }

  const toWebhooks = deliverWebhooks({
    webhooks,
    deliveries,
    keys,
    standard: deliverStandard({ ...delivering, post, disable: disableGone }),
    robots: deliverRobots({ ...delivering, post, tokens, link }),
    clock,
  })
  const noMail: RunLane = async ({ lane }) => {
    await deliveries.giveUp(lane, 'there is no mail server')
    return 0
  }
  const toMail = mail === null ? noMail : deliverMails({ ...delivering, ...mail, link })

  const next: Lane['next'] = async (stopping) => {
    isStopping = () => stopping.aborted
    const claim = await lanes.claim()
    if (claim === null) return null
    return async () => {
      const pauseMs = await (claim.lane.startsWith('mail ') ? toMail : toWebhooks)(claim)
      await lanes.release(claim, await deliveries.nextDue(claim.lane), pauseMs)
    }
  }
  return startWorker({ lanes: [{ name: 'deliveries', atOnce: AT_ONCE, next }], log, idleMs: IDLE_MS })
}
