import {
  type CommandOutcome,
  type CommandType,
  notificationCommands,
  processCommands,
  queues,
  ticketCommands,
} from '@gongdan/contracts'
import type { Work, WorkItem } from './work.ts'

/** The queue of the service that carries a command out. */
export const queueOf = (type: CommandType): string => {
  if (Object.hasOwn(ticketCommands, type)) return queues.ticketCommands
  return Object.hasOwn(processCommands, type) ? queues.processCommands : queues.notificationCommands
}

/** What a command is about: its uuid as the command has it, and how an answer names it (contract §1). */
interface Named {
  readonly uuid: (item: WorkItem, work: Work) => string | undefined
  readonly ref: (uuid: string, name: string) => Readonly<Record<string, string>>
}

const ticket: Named = {
  uuid: (item) => item.ticketUuid,
  ref: (uuid, name) => ({ ticket_uuid: uuid, ticket_name: name }),
}
const process: Named = {
  uuid: (item) => item.processUuid,
  ref: (uuid, name) => ({ process_uuid: uuid, process_name: name }),
}
const webhook: Named = {
  uuid: (item) => item.webhookUuid,
  ref: (uuid, name) => ({ webhook_uuid: uuid, webhook_name: name }),
}
const delivery: Named = { uuid: (item) => item.deliveryUuid, ref: (uuid) => ({ delivery_uuid: uuid }) }
const settings: Named = { uuid: (_item, { principal }) => principal.userUuid, ref: (uuid) => ({ user_uuid: uuid }) }

const ofNotifications: Readonly<Record<keyof typeof notificationCommands, Named>> = {
  'webhook.create': webhook,
  'webhook.update': webhook,
  'webhook.delete': webhook,
  'webhook.rotate': webhook,
  'webhook.replay': delivery,
  'notification.set': settings,
}
const isOfNotifications = (type: CommandType): type is keyof typeof notificationCommands =>
  Object.hasOwn(notificationCommands, type)

const namedBy = (type: CommandType): Named => {
  if (isOfNotifications(type)) return ofNotifications[type]
  return Object.hasOwn(ticketCommands, type) ? ticket : process
}

/** Reads what was sealed. */
export type Unseal = (sealed: string) => string

/** The secret that an item made, as its answer shows it this once; `""` where it made none, or is not (yet) done. */
const secretOf = (type: CommandType, item: WorkItem, outcome: CommandOutcome | undefined, unseal: Unseal): string => {
  const makes = type === 'webhook.rotate' || item.kind === 'standard'
  return makes && outcome?.scode === 0 ? unseal(String(item.sealedSecret)) : ''
}

/** `data` for one item: how the answer names what it is about. The uuid of the outcome counts before the item's own. */
export const dataOf = (work: Work, item: WorkItem, outcome: CommandOutcome | undefined, unseal: Unseal): object => {
  const { type } = work
  const named = namedBy(type)
  const ref = named.ref(outcome?.uuid || (named.uuid(item, work) ?? ''), outcome?.name ?? '')
  const makesSecrets = type === 'webhook.create' || type === 'webhook.rotate'
  return makesSecrets ? { ...ref, secret: secretOf(type, item, outcome, unseal) } : ref
}
