import type { CommandOutcome, Scode } from '@gongdan/contracts'
import { type RefusalDocument, stateAt } from '@gongdan/store'
import { type TicketDocument, ticketAggregate } from '../../services/ticket/src/public.ts'
import { checkTicket } from '../support/ticketCheck.ts'
import type { RequestedItem } from './clients.ts'
import type { Database } from './models/database.ts'
import type { Observer } from './observer.ts'

interface BatchDocument {
  readonly _id: string
  readonly outcomes: readonly CommandOutcome[]
}

const docs = <T>(database: Database, name: string) => [...database.majority(name).values()] as unknown as readonly T[]

/** What stands of each command: 0 with an effect or without, or why not. */
const decisionsOf = (
  tickets: readonly TicketDocument[],
  refusals: readonly RefusalDocument[],
  say: (line: string) => void,
) => {
  const verdict = new Map<string, Scode>()
  const effects = new Map<string, string>()
  const stands = (commandId: string, scode: Scode) => {
    if (verdict.has(commandId) && verdict.get(commandId) !== scode) say(`${commandId} was decided in two ways`)
    verdict.set(commandId, scode)
  }
  for (const { _id, history, answered } of tickets) {
    for (const { commandId, type } of history) {
      const effect = `${commandId} ${type}`
      if (effects.has(effect)) say(`${commandId} took effect twice`)
      effects.set(effect, _id)
      stands(commandId, 0)
    }
    const inHistory = new Set(history.map(({ commandId }) => commandId))
    for (const { commandId, scode } of answered) {
      if (inHistory.has(commandId)) say(`${commandId} took effect and was answered without`)
      stands(commandId, scode)
    }
  }
  // A refusal is only noted before the look that decides: if there is a ticket by then, the ticket has the last word.
  for (const { commandId, scode } of refusals) if (!verdict.has(commandId)) verdict.set(commandId, scode)
  return verdict
}

const checkStored = (ticket: TicketDocument, observer: Observer, say: (line: string) => void) => {
  const { _id, version, history } = ticket
  checkTicket(ticket, say, say)
  if (observer.publishedUpTo(_id) !== version)
    say(`${_id}: events sent up to ${observer.publishedUpTo(_id)} of ${version}`)
  const state = stateAt(ticketAggregate, _id, history)
  const fields = state === undefined ? {} : ticketAggregate.fields(state)
  const stored: object = ticket
  for (const [name, value] of Object.entries(fields)) {
    if (JSON.stringify(Reflect.get(stored, name)) !== JSON.stringify(value))
      say(`${_id}: ${name} is not as its history says`)
  }
}

/** Everything has come to rest: what does not agree between what was told, what was sent and what stands? */
export const checkConsistency = (
  database: Database,
  observer: Observer,
  wishes: readonly RequestedItem[],
): readonly string[] => {
  const found: string[] = []
  const say = (line: string) => void found.push(line)
  const tickets = docs<TicketDocument>(database, 'tickets')
  const verdict = decisionsOf(tickets, docs<RefusalDocument>(database, 'refusals'), say)
  const agrees = (commandId: string, scode: Scode, who: string) => {
    const stands = verdict.get(commandId)
    if (stands !== scode) say(`${who} was told ${scode} of ${commandId}, and ${stands ?? 'nothing'} stands`)
  }

  for (const ticket of tickets) checkStored(ticket, observer, say)
  for (const commandId of observer.accepted)
    if (!verdict.has(commandId)) say(`${commandId} was accepted and never decided`)
  for (const [commandId, outcomes] of observer.replies) {
    for (const { scode } of outcomes) agrees(commandId, scode, 'a gateway')
  }
  for (const { _id, outcomes } of docs<BatchDocument>(database, 'batches')) {
    for (const { commandId, scode } of outcomes) agrees(commandId, scode, `batch ${_id}`)
  }
  const asked = new Set<string>()
  for (const { commandIds, answer } of wishes) {
    const stands = [...commandIds].flatMap((id) => verdict.get(id) ?? [])
    for (const id of commandIds) asked.add(id)
    if (stands.filter((scode) => scode === 0).length > 1) say(`${[...commandIds]} took effect more than once`)
    if (answer === null) continue
    if (answer === 12 ? stands.length === 0 : !stands.includes(answer)) {
      say(`a client was told ${answer} of ${[...commandIds]}, and ${stands.join() || 'nothing'} stands`)
    }
  }
  for (const commandId of verdict.keys()) if (!asked.has(commandId)) say(`nobody asked for ${commandId}`)
  return found
}
