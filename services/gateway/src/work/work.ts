import {
  batchEnvelope,
  type CommandOutcome,
  type CommandType,
  commands,
  envelope,
  MAX_LIST,
  Principal,
} from '@gongdan/contracts'
import { z } from 'zod'
import { type Answer, answer } from '../http/answer.ts'
import { dataOf, type Unseal } from './refs.ts'

const WorkItem = z.looseObject({
  commandId: z.uuid(),
  ticketUuid: z.string().optional(),
  processUuid: z.string().optional(),
  webhookUuid: z.string().optional(),
  deliveryUuid: z.string().optional(),
})

/**
 * Everything a request asked for, in a form that any gateway can take up and finish (design decision 4): the commands
 * with their ids, whose they are, and how the answer is put together.
 */
export const Work = z.object({
  batchUuid: z.uuid(),
  correlationId: z.uuid(),
  /** Who may ask for it later: issuer, tenant and user. */
  caller: z.string(),
  type: z.custom<CommandType>((type) => typeof type === 'string' && Object.hasOwn(commands, type)),
  principal: Principal,
  shared: z.record(z.string(), z.unknown()),
  items: z.array(WorkItem).min(1).max(MAX_LIST),
  order: z.array(z.int().min(0)).min(1),
  single: z.boolean(),
})
export type Work = z.infer<typeof Work>
export type WorkItem = z.infer<typeof WorkItem>

/** What is known of each command so far, by command id. */
export type Outcomes = ReadonlyMap<string, CommandOutcome>

export const isComplete = (work: Work, outcomes: Outcomes): boolean =>
  work.items.every((item) => outcomes.has(item.commandId))

/** The answer to a piece of work as it stands. */
export type ShowWork = (work: Work, outcomes: Outcomes) => Answer

/** Shows work: one result for each given place, unanswered ones with 12 (contract §1). */
export const createShowWork =
  (unseal: Unseal): ShowWork =>
  (work, outcomes) => {
    const complete = isComplete(work, outcomes)
    const location = `/v1/batch/inspect?batch_uuid=${work.batchUuid}`
    const headers: Record<string, string> = complete ? {} : { location }
    const shown = work.items.map((item) => {
      const outcome = outcomes.get(item.commandId)
      return envelope(outcome?.scode ?? 12, outcome?.desc ?? '', dataOf(work, item, outcome, unseal))
    })
    if (!work.single) {
      const results = work.order.flatMap((index) => shown[index] ?? [])
      return answer(batchEnvelope(results, complete ? undefined : work.batchUuid), headers)
    }
    const [result] = shown
    if (result === undefined || complete) return answer(result ?? envelope(9001, '', null), headers)
    return answer({ ...result, data: { ...result.data, batch_uuid: work.batchUuid } }, headers)
  }
