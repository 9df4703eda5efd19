import { createHash } from 'node:crypto'
import { parseCondition } from '@gongdan/conditions'
import { type CommandBody, SYSTEM, type ticketCommands } from '@gongdan/contracts'
import type { Handlers, Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import type { CommandResults, Item } from '@gongdan/store'
import { v5 as uuidv5 } from 'uuid'
import { type Action, actions, type DecisionContext, type TicketCommandType } from '../domain/actions/index.ts'
import type { DomainEvent } from '../domain/events.ts'
import type { ImageGuard } from '../domain/imageGuard.ts'
import type { Definitions, Tickets } from '../domain/ports.ts'
import type { Ticket } from '../domain/ticket.ts'

/** Decides and saves; see createExecute of @gongdan/store. */
export type ExecuteTickets = (items: readonly Item<Ticket, DomainEvent>[]) => Promise<CommandResults>

export interface CommandDeps {
  readonly execute: ExecuteTickets
  readonly tickets: Pick<Tickets, 'processesOf'>
  readonly definitions: Pick<Definitions, 'find'>
  readonly imageGuard: ImageGuard
}

/** A handler for each command in the table of actions. */
export const commandHandlers = (deps: CommandDeps): Handlers<typeof ticketCommands> =>
  Object.fromEntries(
    Object.values(actions).map((action) => [action.type, handlerOf(action as Action, deps)]),
  ) as unknown as Handlers<typeof ticketCommands>

type Body = CommandBody<TicketCommandType>

/** Decides and saves the commands of an action, for all waiting messages together. */
const handlerOf = (action: Action, deps: CommandDeps) => async (batch: readonly Received<Body>[]) => {
  const items = batch.flatMap(({ body }): readonly Body['items'][number][] => body.items)
  const definitionOf = await lookUpDefinitions(deps, action, items)
  return answerCommands<Body, Ticket, DomainEvent>(batch, deps.execute, {
    idOf: (item) => item.ticketUuid,
    creates: (item) => 'isNew' in item && item.isNew,
    nameOf: (item) => ('info' in item ? (item.info.name ?? '') : ''),
    decide: (body, item, ticket, at) => {
      const detailUuid = () => uuidv5('details', item.commandId)
      return action.decide(ticket, {
        body,
        item,
        context: { definitionOf, evaluate, sha256, detailUuid, imageGuard: deps.imageGuard, at },
      })
    },
  })
}

/** Conditions were checked when their process was written; one that cannot be read any more fails. */
const evaluate: DecisionContext['evaluate'] = (text, input) => {
  const condition = parseCondition(text)
  return 'problem' in condition ? { failure: condition.problem } : condition.evaluate(input)
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Whether the decision needs no process but the one that the command names, or the built-in one of a new ticket. */
const namesProcess = (item: Body['items'][number]): boolean =>
  'info' in item && (item.isNew || item.info.processUuid !== null)

/** Fetches the definitions that a batch of commands is decided with: a decision itself cannot wait. */
const lookUpDefinitions = async (
  { tickets, definitions }: CommandDeps,
  { usesTicketProcess }: Action,
  items: readonly Body['items'][number][],
): Promise<DecisionContext['definitionOf']> => {
  const named = items.flatMap((item) => ('info' in item ? (item.info.processUuid ?? []) : []))
  const staying = usesTicketProcess ? items.filter((item) => !namesProcess(item)).map((item) => item.ticketUuid) : []
  const stored = staying.length === 0 ? [] : await tickets.processesOf(staying)
  const found = await definitions.find([...named, ...stored].filter((processUuid) => processUuid !== SYSTEM))
  return (processUuid) => {
    const definition = found.get(processUuid)
    if (definition === undefined) throw new Error(`process ${processUuid} is not known yet`)
    return definition
  }
}
