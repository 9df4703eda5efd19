import type { CommandOutcome, Scode } from '@gongdan/contracts'
import { brokenAt, type RefusalDocument, stateAt } from '@gongdan/store'
import { walk } from '../../deploy/operate/verify/legalPath.ts'
import { type TicketDocument, ticketAggregate } from '../../services/ticket/src/public.ts'
import type { Wish } from './clients.ts'
import type { Ledger } from './ledger.ts'
import type { Database } from './models/database.ts'

interface BatchDocument {
  readonly _id: string
  readonly outcomes?: Readonly<Record<string, CommandOutcome>>
}

const docs = <T>(database: Database, name: string) => [...database.majority(name).values()] as unknown as readonly T[]

/** What stands of each command: 0 with an effect or without, or why not. */
const verdicts = (
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

const checkTicket = (ticket: TicketDocument, ledger: Ledger, say: (line: string) => void) => {
  const { _id, version, relayed, unrelayedSince, history } = ticket
  const broken = brokenAt(history)
  if (broken !== null) say(`${_id}: the chain breaks at ${broken}`)
  if (version !== history.length) say(`${_id}: version ${version} of ${history.length} entries`)
  if (relayed !== version || unrelayedSince !== undefined) say(`${_id}: marked up to ${relayed} of ${version}`)
  if (ledger.sentUpTo(_id) !== version) say(`${_id}: events sent up to ${ledger.sentUpTo(_id)} of ${version}`)
  const path = walk(history)
  if ('illegal' in path) say(`${_id}: ${path.illegal}`)
  const state = stateAt(ticketAggregate, _id, history)
  const fields = state === undefined ? {} : ticketAggregate.fields(state)
  const stored: object = ticket
  for (const [name, value] of Object.entries(fields)) {
    if (JSON.stringify(Reflect.get(stored, name)) !== JSON.stringify(value))
      say(`${_id}: ${name} is not as its history says`)
  }
}

/** Everything has come to rest: what does not agree between what was told, what was sent and what stands? */
export const judge = (database: Database, ledger: Ledger, wishes: readonly Wish[]): readonly string[] => {
  const found: string[] = []
  const say = (line: string) => void found.push(line)
  const tickets = docs<TicketDocument>(database, 'tickets')
  const verdict = verdicts(tickets, docs<RefusalDocument>(database, 'refusals'), say)
  const agrees = (commandId: string, scode: Scode, who: string) => {
    const stands = verdict.get(commandId)
    if (stands !== scode) say(`${who} was told ${scode} of ${commandId}, and ${stands ?? 'nothing'} stands`)
  }

  for (const ticket of tickets) checkTicket(ticket, ledger, say)
  for (const commandId of ledger.accepted)
    if (!verdict.has(commandId)) say(`${commandId} was accepted and never decided`)
  for (const [commandId, outcomes] of ledger.told) {
    for (const { scode } of outcomes) agrees(commandId, scode, 'a gateway')
  }
  for (const { _id, outcomes = {} } of docs<BatchDocument>(database, 'batches')) {
    for (const [commandId, { scode }] of Object.entries(outcomes)) agrees(commandId, scode, `batch ${_id}`)
  }
  const asked = new Set<string>()
  for (const { commandIds, told } of wishes) {
    const stands = [...commandIds].flatMap((id) => verdict.get(id) ?? [])
    for (const id of commandIds) asked.add(id)
    if (stands.filter((scode) => scode === 0).length > 1) say(`${[...commandIds]} took effect more than once`)
    if (told === null) continue
    if (told === 12 ? stands.length === 0 : !stands.includes(told)) {
      say(`a client was told ${told} of ${[...commandIds]}, and ${stands.join() || 'nothing'} stands`)
    }
  }
  for (const commandId of verdict.keys()) if (!asked.has(commandId)) say(`nobody asked for ${commandId}`)
  return found
}
