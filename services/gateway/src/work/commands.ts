import type { Principal } from '@gongdan/contracts'
import type { Logger } from 'pino'
import type { BatchStore } from '../adapters/batchStore.ts'
import { type Answer, refuse } from '../http/answer.ts'
import { isRefusal } from '../http/refusal.ts'
import type { CommandRoute, Sealer } from '../route.ts'
import { firstRoundMs, type HandOver } from './handOver.ts'
import type { Attempt, Once } from './idempotency.ts'
import { type RequestIds, randomIds, repeatableIds } from './ids.ts'
import type { Stitcher, Stitching } from './stitcher.ts'
import { isComplete, type ShowWork, type Work } from './work.ts'

/** A verified request to a command route. */
export interface CommandCall {
  readonly correlationId: string
  readonly principal: Principal
  /** Issuer, tenant and user in one text. */
  readonly caller: string
  readonly waitMs: number
  readonly respondAsync: boolean
  readonly idempotencyKey: string | null
  /** The parsed body, before any schema. */
  readonly rawBody: unknown
}

export interface CommandsNeeds {
  readonly stitcher: Stitcher
  readonly handOver: HandOver
  readonly batches: BatchStore
  readonly once: (once: Once) => Promise<Answer>
  readonly sealer: Sealer
  readonly showWork: ShowWork
  readonly log: Logger
}

/** Items in hand beyond which more would only wait, and fill the memory. */
const mostInHand = 10_000
/** Somewhat shorter than until somebody asks again, for that may be this gateway too. */
const ownRoundMs = firstRoundMs - 1_000
const unknownOutcome = 'the outcome is not known: repeat with the same Idempotency-Key'

type RunCommand = <B>(route: CommandRoute<B>, body: B, call: CommandCall) => Promise<Answer>

/**
 * Carries out a command route: plan, send, wait, answer. Work that is not done when the wait ends is handed over and
 * answered with 202 (design decision 4); 9002 only if it was surely not accepted, or nobody could make it durable.
 */
export const createCommands = ({
  stitcher,
  handOver,
  batches,
  once,
  sealer,
  showWork,
  log,
}: CommandsNeeds): RunCommand => {
  /** Late replies are worth recording too, beyond the `recorded` ones: what is known nobody has to ask for again. */
  const finish = async (work: Work, stitching: Stitching, recorded: number): Promise<void> => {
    await stitching.settled(ownRoundMs)
    stitching.close()
    const outcomes = stitching.outcomes()
    if (outcomes.size > recorded) await batches.keep(work, outcomes, new Date(Date.now() + firstRoundMs))
  }
  const finishLater = (work: Work, stitching: Stitching, recorded: number) => {
    finish(work, stitching, recorded).catch((err) =>
      log.warn({ err, batchUuid: work.batchUuid }, 'a batch has to wait'),
    )
  }

  const inBackground = async (work: Work): Promise<Attempt> => {
    if (!(await handOver(work, new Map()))) return { answer: refuse(9002, unknownOutcome), sent: true }
    finishLater(work, stitcher.start(work), 0)
    return { answer: showWork(work, new Map()), sent: true }
  }

  const inTime = async (work: Work, waitMs: number): Promise<Attempt> => {
    const stitching = stitcher.start(work)
    if (await stitching.settled(waitMs)) {
      stitching.close()
      return { answer: showWork(work, stitching.outcomes()), sent: true }
    }
    if (stitching.isUntouched()) {
      stitching.close()
      return { answer: refuse(9002, 'nothing was accepted'), sent: false }
    }
    const recorded = stitching.outcomes().size
    const isDurable = await handOver(work, stitching.outcomes())
    // A 202 names a batch that can be asked for: what only this memory knows of is none, however sure its commands are.
    if (!isDurable && !isComplete(work, stitching.outcomes())) {
      stitching.close()
      return { answer: refuse(9002, unknownOutcome), sent: true }
    }
    const answered = showWork(work, stitching.outcomes())
    finishLater(work, stitching, recorded)
    return { answer: answered, sent: true }
  }

  const attempt = async <B>(route: CommandRoute<B>, body: B, call: CommandCall, ids: RequestIds): Promise<Attempt> => {
    const plan = route.plan(body, ids, sealer)
    if (isRefusal(plan)) return { answer: refuse(plan.refused, plan.desc), sent: false }
    if (stitcher.size() >= mostInHand) return { answer: refuse(9003, ''), sent: false }
    const { principal, caller } = call
    const work: Work = {
      batchUuid: ids.batchUuid,
      correlationId: call.correlationId,
      caller,
      principal,
      type: plan.type,
      shared: plan.shared,
      items: [...plan.items],
      order: [...plan.order],
      single: plan.single,
    }
    return call.respondAsync ? inBackground(work) : inTime(work, call.waitMs)
  }

  return async (route, body, call) => {
    if (call.idempotencyKey === null) return (await attempt(route, body, call, randomIds())).answer
    return once({
      scope: [call.caller, route.url, call.idempotencyKey],
      body: call.rawBody,
      waitMs: call.waitMs,
      run: (recordId) => attempt(route, body, call, repeatableIds(recordId)),
    })
  }
}
