import { hash } from 'node:crypto'
import { type CommandBody, type SeatOwner, SYSTEM, type TicketInfo, type ticketCommands } from '@gongdan/contracts'
import { approversOf } from '@gongdan/flow'
import { type Handlers, later, type Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import type { CommandResults, Item } from '@gongdan/store'
import { v5 as uuidv5 } from 'uuid'
import { type Action, actions, type DecisionContext, type TicketCommandType } from '../domain/actions/index.ts'
import { infoAfter } from '../domain/content.ts'
import type { DomainEvent } from '../domain/events.ts'
import { type ImageChecks, type WantedImage, wantedImage } from '../domain/imageCheck.ts'
import type { ImageGuard } from '../domain/imageGuard.ts'
import type { Definitions, Delegations, People, Tickets } from '../domain/ports.ts'
import type { Ticket } from '../domain/ticket.ts'
import { evaluateCondition } from './conditions.ts'
import { lookUpDelegations } from './lookUpDelegations.ts'

/** Decides and saves; see createExecute of @gongdan/store. */
export type ExecuteTickets = (items: readonly Item<Ticket, DomainEvent>[]) => Promise<CommandResults>

export interface CommandDeps {
  readonly execute: ExecuteTickets
  readonly tickets: Pick<Tickets, 'processesOf' | 'infosOf'>
  readonly definitions: Pick<Definitions, 'find'>
  readonly people: Pick<People, 'roleNames' | 'namesOf'>
  readonly delegations: Pick<Delegations, 'absentOf'>
  readonly imageGuard: ImageGuard
  readonly imageChecks: ImageChecks
  readonly fulfilledTypes: DecisionContext['fulfilledTypes']
}

/** A handler for each command in the table of actions. */
export const commandHandlers = (deps: CommandDeps): Handlers<typeof ticketCommands> =>
  Object.fromEntries(
    Object.values(actions).map((action) => [action.type, handlerOf(action as Action, deps)]),
  ) as unknown as Handlers<typeof ticketCommands>

type Body = CommandBody<TicketCommandType>

/**
 * Decides and saves the commands of an action, for all waiting messages together; those with an image that is not checked yet
 * (tencent §4.7) wait for that, and the others not for them.
 */
const handlerOf = (action: Action, deps: CommandDeps) => async (batch: readonly Received<Body>[]) => {
  const unchecked = await findUnchecked(deps, action, batch)
  if (unchecked.size === 0) return decideAll(action, deps, batch)
  const checked = later(deps.imageChecks.ask([...unchecked.values()].flat()))
  const ready = batch.filter((message) => !unchecked.has(message))
  const outcomes = ready.length === 0 ? [] : await decideAll(action, deps, ready)
  const outcomeOf = new Map(ready.map((message, at) => [message, outcomes[at]]))
  return batch.map((message) => outcomeOf.get(message) ?? checked)
}

const IMAGE = 'TENCENT_IMAGE_CREATE'

/** Whether an image ticket may be submitted with the details that it has. */
const keepsDetails = (item: Body['items'][number]): boolean =>
  !('info' in item) || (!item.isNew && item.info.type === IMAGE && item.info.details === null)

/** The images that messages ask for and nothing is known of, by message. */
const findUnchecked = async (
  { tickets, imageGuard, imageChecks }: CommandDeps,
  { checksImage }: Action,
  batch: readonly Received<Body>[],
): Promise<ReadonlyMap<Received<Body>, readonly WantedImage[]>> => {
  if (!checksImage) return new Map()
  const staying = batch.flatMap(({ body }) => body.items.filter(keepsDetails).map(({ ticketUuid }) => ticketUuid))
  const stored = staying.length === 0 ? new Map<string, TicketInfo>() : await tickets.infosOf(staying, IMAGE)
  const imageOf = ({ body }: Received<Body>, item: Body['items'][number]) => {
    const before = stored.get(item.ticketUuid)
    const info = 'info' in item ? infoAfter(before === undefined ? null : { info: before }, item.info) : before
    return info === undefined ? null : wantedImage(info, body.principal.tenantUuid, imageGuard)
  }
  const unchecked = batch.map((message) => {
    const images = message.body.items.map((item) => imageOf(message, item)).filter((image) => image !== null)
    return [message, images.filter((image) => imageChecks.verdictOn(image) === undefined)] as const
  })
  return new Map(unchecked.filter(([, images]) => images.length > 0))
}

const decideAll = async (action: Action, deps: CommandDeps, batch: readonly Received<Body>[]) => {
  const { imageGuard, imageChecks, fulfilledTypes } = deps
  const items = batch.flatMap(({ body }): readonly Body['items'][number][] => body.items)
  const [processes, names] = await Promise.all([lookUpProcesses(deps, action, items), lookUpNames(deps, batch)])
  const { absentOf, executing } = lookUpDelegations(deps.delegations)
  return answerCommands<Body, Ticket, DomainEvent>(batch, executing(deps.execute), {
    idOf: (item) => item.ticketUuid,
    creates: (item) => 'isNew' in item && item.isNew,
    nameOf: (item) => ('info' in item ? (item.info.name ?? '') : ''),
    decide: (body, item, ticket, at) => {
      const detailUuid = () => uuidv5('details', item.commandId)
      return action.decide(ticket, {
        body,
        item,
        context: {
          ...processes,
          names,
          evaluate: evaluateCondition,
          sha256,
          detailUuid,
          imageGuard,
          fulfilledTypes,
          imageVerdict: imageChecks.verdictOn,
          absentOf: () => absentOf(body.principal),
          at,
        },
      })
    },
  })
}

/** The people and roles that a command names, where it gives their tenants. */
const ownersNamedIn = (body: Body): readonly SeatOwner[] => {
  if ('cc' in body) return body.cc
  if ('people' in body) return body.people
  return 'approvers' in body ? body.approvers.map(({ owner }) => owner) : []
}

/** What tokens have shown of the people and roles that commands name. */
const lookUpNames = async (
  { people }: CommandDeps,
  batch: readonly Received<Body>[],
): Promise<DecisionContext['names']> => {
  const owners = batch.flatMap(({ body }) => ownersNamedIn(body))
  const users = [
    ...owners.flatMap((owner) => (owner.kind === 'user' ? [owner.userUuid] : [])),
    ...batch.flatMap(({ body }) => ('to' in body ? [body.to.userUuid] : [])),
  ]
  const roles = owners.filter((owner) => owner.kind === 'role')
  const [ofRoles, ofUsers] = await Promise.all([people.roleNames(roles), people.namesOf([...new Set(users)])])
  return new Map([...ofRoles, ...ofUsers])
}

/** In hex. */
export const sha256 = (text: string): string => hash('sha256', text)

/** Whether the decision needs no process but the one that the command names, or the built-in one of a new ticket. */
const namesProcess = (item: Body['items'][number]): boolean =>
  'info' in item && (item.isNew || item.info.processUuid !== null)

/**
 * Fetches the definitions that a batch of commands is decided with, and the names of roles that they lack: a decision itself
 * cannot wait.
 */
const lookUpProcesses = async (
  { tickets, definitions, people }: CommandDeps,
  { usesTicketProcess }: Action,
  items: readonly Body['items'][number][],
): Promise<Pick<DecisionContext, 'definitionOf' | 'roleNames'>> => {
  const named = items.flatMap((item) => ('info' in item ? (item.info.processUuid ?? []) : []))
  const staying = usesTicketProcess ? items.filter((item) => !namesProcess(item)).map((item) => item.ticketUuid) : []
  const stored = staying.length === 0 ? [] : await tickets.processesOf(staying)
  const found = await definitions.find([...named, ...stored].filter((processUuid) => processUuid !== SYSTEM))
  const approvers = [...found.values()].flatMap((one) => [
    ...(one?.steps.flatMap(approversOf) ?? []),
    ...(one?.settings?.cc ?? []),
  ])
  const nameless = approvers.filter((owner) => owner.kind === 'role').filter(({ roleName }) => roleName === '')
  return {
    definitionOf: (processUuid) => {
      const definition = found.get(processUuid)
      if (definition === undefined) throw new Error(`process ${processUuid} is not known yet`)
      return definition
    },
    roleNames: nameless.length === 0 ? new Map() : await people.roleNames(nameless),
  }
}
