import {
  batchEnvelope,
  type CommandOutcome,
  type CommandType,
  commands,
  type Envelope,
  envelope,
  MAX_LIST,
  Principal,
  queues,
  ticketCommands,
} from '@gongdan/contracts'
import { z } from 'zod'
import { type Answer, answer } from '../http/answer.ts'

const WorkItem = z.looseObject({
  commandId: z.uuid(),
  ticketUuid: z.string().optional(),
  processUuid: z.string().optional(),
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

export const queueOf = (type: CommandType): string =>
  Object.hasOwn(ticketCommands, type) ? queues.ticketCommands : queues.processCommands

export const isComplete = (work: Work, outcomes: Outcomes): boolean =>
  work.items.every((item) => outcomes.has(item.commandId))

const refOf = (type: CommandType, uuid: string, name: string) =>
  Object.hasOwn(ticketCommands, type)
    ? { ticket_uuid: uuid, ticket_name: name }
    : { process_uuid: uuid, process_name: name }

const showItem = ({ type }: Work, item: WorkItem, outcome: CommandOutcome | undefined): Envelope<object> => {
  const uuid = outcome?.uuid || (Object.hasOwn(ticketCommands, type) ? item.ticketUuid : item.processUuid)
  const data = refOf(type, uuid ?? '', outcome?.name ?? '')
  return outcome === undefined ? envelope(12, '', data) : envelope(outcome.scode, outcome.desc, data)
}

/** The answer to a piece of work as it stands: one result for each given place, unanswered ones with 12 (contract §1). */
export const showWork = (work: Work, outcomes: Outcomes): Answer => {
  const complete = isComplete(work, outcomes)
  const headers: Record<string, string> = complete ? {} : { location: `/v1/batch/inspect?batch_uuid=${work.batchUuid}` }
  const shown = work.items.map((item) => showItem(work, item, outcomes.get(item.commandId)))
  if (!work.single) {
    const results = work.order.flatMap((index) => shown[index] ?? [])
    return answer(batchEnvelope(results, complete ? undefined : work.batchUuid), headers)
  }
  const [result] = shown
  if (result === undefined || complete) return answer(result ?? envelope(9001, '', null), headers)
  return answer({ ...result, data: { ...result.data, batch_uuid: work.batchUuid } }, headers)
}
