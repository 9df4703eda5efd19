import {
  batchEnvelope,
  type CommandOutcome,
  type CommandType,
  commentCommands,
  delegationCommands,
  envelope,
  fulfilmentCommands,
  inEnglish,
  notificationCommands,
  parseExact,
  ticketCommands,
} from '@gongdan/contracts'
import { type Answer, type Batch, type BatchItem, isComplete, type Outcomes, toAnswer } from './batch.ts'
import type { OpenSecret } from './sealing.ts'

/** What a command is about: its uuid as the command has it, and how an answer names it (contract §1). */
interface CommandTarget {
  readonly uuid: (item: BatchItem, batch: Batch) => string | undefined
  /** The name that the command gives it; absent where commands of this kind give none. */
  readonly name?: (item: BatchItem) => unknown
  readonly data: (uuid: string, name: string) => Readonly<Record<string, unknown>>
}

const ticket: CommandTarget = {
  uuid: (item) => item.ticketUuid,
  name: (item) => Object(item.info).name,
  data: (uuid, name) => ({ ticket_uuid: uuid, ticket_name: name }),
}
const process: CommandTarget = {
  uuid: (item) => item.processUuid,
  name: (item) => item.name,
  data: (uuid, name) => ({ process_uuid: uuid, process_name: name }),
}
const webhook: CommandTarget = {
  uuid: (item) => item.webhookUuid,
  name: (item) => item.name,
  data: (uuid, name) => ({ webhook_uuid: uuid, webhook_name: name }),
}
const delivery: CommandTarget = { uuid: (item) => item.deliveryUuid, data: (uuid) => ({ delivery_uuid: uuid }) }
const claim: CommandTarget = { uuid: (item) => item.claimUuid, data: (uuid) => ({ claim_uuid: uuid, list: [] }) }
const delegation: CommandTarget = { uuid: (item) => item.delegationUuid, data: (uuid) => ({ delegation_uuid: uuid }) }
const comment: CommandTarget = { uuid: (item) => item.commentUuid, data: (uuid) => ({ comment_uuid: uuid }) }
const settings: CommandTarget = {
  uuid: (_item, { principal }) => principal.userUuid,
  data: (uuid) => ({ user_uuid: uuid }),
}

const notificationTargets: Readonly<Record<keyof typeof notificationCommands, CommandTarget>> = {
  'webhook.create': webhook,
  'webhook.update': webhook,
  'webhook.delete': webhook,
  'webhook.rotate': webhook,
  'webhook.replay': delivery,
  'webhook.test': delivery,
  'notification.set': settings,
  'notification.confirm-mail': settings,
}
const isNotificationCommand = (type: CommandType): type is keyof typeof notificationCommands =>
  Object.hasOwn(notificationCommands, type)

const commandTarget = (type: CommandType): CommandTarget => {
  if (isNotificationCommand(type)) return notificationTargets[type]
  if (Object.hasOwn(commentCommands, type)) return comment
  if (Object.hasOwn(delegationCommands, type)) return delegation
  if (type === 'fulfilment.claim') return claim
  const isOnTicket = Object.hasOwn(ticketCommands, type) || Object.hasOwn(fulfilmentCommands, type)
  return isOnTicket ? ticket : process
}

/** The secret that an item made, as its answer shows it this once; `""` where it made none, or is not (yet) done. */
const secretOf = (
  type: CommandType,
  item: BatchItem,
  outcome: CommandOutcome | undefined,
  openSecret: OpenSecret,
): string => {
  const makes = type === 'webhook.rotate' || item.kind === 'standard'
  return makes && outcome?.scode === 0 ? openSecret(String(item.webhookUuid), String(item.sealedSecret)) : ''
}

/** Whether the uuid of an item is one that the gateway gave to what was to be created. */
const creates = (type: CommandType, item: BatchItem): boolean =>
  item.isNew === true || type.endsWith('.create') || type === 'webhook.test' || type === 'fulfilment.claim'

/** The uuid of the outcome counts before the item's own; what was not created has none. */
const uuidOf = (batch: Batch, item: BatchItem, outcome: CommandOutcome | undefined): string => {
  if (outcome !== undefined && outcome.scode !== 0 && creates(batch.type, item)) return ''
  return outcome?.uuid || (commandTarget(batch.type).uuid(item, batch) ?? '')
}

/** As long as there is no outcome, the name is the one that was sent. */
const nameOf = (type: CommandType, item: BatchItem, outcome: CommandOutcome | undefined): string =>
  outcome?.name ?? String(commandTarget(type).name?.(item) ?? '')

/** `data` of one item's result. */
const resultData = (
  batch: Batch,
  item: BatchItem,
  outcome: CommandOutcome | undefined,
  openSecret: OpenSecret,
): object => {
  const { type } = batch
  const named = commandTarget(type).data(uuidOf(batch, item, outcome), nameOf(type, item, outcome))
  const data = {
    ...named,
    ...(outcome?.data !== undefined && Object(parseExact(outcome.data))),
    ...(outcome?.current !== undefined && { current: outcome.current }),
  }
  const makesSecrets = type === 'webhook.create' || type === 'webhook.rotate'
  return makesSecrets ? { ...data, secret: secretOf(type, item, outcome, openSecret) } : data
}

/** How a batch is shown to a caller who asks for it. */
export interface Inspection {
  /** Nothing is asked for it any more. */
  readonly ended: boolean
  /** Leaves out so many of the outcomes that were recorded first, which the caller has seen; null shows all. */
  readonly since: number | null
}

/** The answer to a batch as it stands; when it is inspected, with how far it is. */
export type RenderBatch = (batch: Batch, outcomes: Outcomes, inspection?: Inspection) => Answer

/** Refusals that end in the seconds after which it is worth trying again. */
const tooEarly: ReadonlySet<number> = new Set([3013, 5004])

/** The latest time, in seconds, that such a refusal names; the header `Retry-After` says it to programs (contract §3). */
const retryAfterOf = (outcomes: Outcomes): number | undefined => {
  const seconds = [...outcomes.values()].flatMap(({ scode, desc }) =>
    tooEarly.has(scode) ? Number(/(\d+) s$/.exec(inEnglish(desc))?.[1] ?? 0) : [],
  )
  return seconds.length === 0 ? undefined : Math.max(...seconds)
}

/** Renders batches: one result for each given place, unanswered ones with 12, or 6002 when the batch has ended (contract §1). */
export const createRenderBatch =
  (openSecret: OpenSecret): RenderBatch =>
  (batch, outcomes, inspection) => {
    const { ended = false, since = null } = inspection ?? {}
    const fresh = new Set(since === null ? [] : [...outcomes.keys()].slice(since))
    /** The caller has not seen it: it came since, or comes no more. */
    const isNews = ({ commandId }: BatchItem) => fresh.has(commandId) || (ended && !outcomes.has(commandId))
    const progress = inspection && { settled: outcomes.size, total: batch.items.length }
    const pending = ended || isComplete(batch, outcomes) ? undefined : batch.batchUuid
    const retryAfterS = retryAfterOf(outcomes)
    const headers = retryAfterS === undefined ? {} : { retryAfterS }
    const results = batch.items.map((item) => {
      const outcome = outcomes.get(item.commandId)
      return envelope(
        outcome?.scode ?? (ended ? 6002 : 12),
        outcome?.desc ?? '',
        resultData(batch, item, outcome, openSecret),
      )
    })
    if (!batch.single) {
      const whole = batchEnvelope(
        batch.order.flatMap((index) => results[index] ?? []),
        pending,
      )
      const { data } = whole
      if (data === null || progress === undefined) return { ...toAnswer(whole, pending), ...headers }
      const shown =
        since === null
          ? data.results
          : batch.items.flatMap((item, index) => (isNews(item) ? (results[index] ?? []) : []))
      return { ...toAnswer({ ...whole, data: { ...data, results: shown, ...progress } }, pending), ...headers }
    }
    const [result] = results
    if (result === undefined) return toAnswer(envelope(9001, '', null), pending)
    const data = { ...result.data, ...(pending !== undefined && { batch_uuid: pending }), ...progress }
    return toAnswer({ ...result, data }, pending)
  }
