import { type AggregateDocument, brokenAt, type Entry } from '@gongdan/store'
import { walk } from '../../deploy/operate/verify/legalPath.ts'
import { people } from '../support/people.ts'
import type { Command } from './commandIds.ts'
import type { LoggedRequest } from './requestLog.ts'

/** What does not agree between what clients were told and what stands. */
export interface Findings {
  /** Answered with success, and not there. */
  readonly lost: string[]
  /** There more than once. */
  readonly doubled: string[]
  /** There, and nobody asked for it or it was refused; or nothing that could be. */
  readonly unexpected: string[]
  /** Begun, and not brought to an end. */
  readonly unfinished: string[]
  /** Given up, though nothing was wrong with it. */
  readonly parked: string[]
}

export const noFindings = (): Findings => ({ lost: [], doubled: [], unexpected: [], unfinished: [], parked: [] })

const effects: Readonly<Record<string, readonly string[]>> = {
  'ticket/submit': ['ticket.submitted'],
  'ticket/save': ['ticket.saved'],
  'ticket/pass': ['ticket.step-passed', 'ticket.passed', 'ticket.image-requested'],
  'ticket/overrule': ['ticket.overruled'],
  'ticket/withdraw': ['ticket.withdrawn'],
  'ticket/overruled/submit': ['ticket.submitted'],
  'ticket/saved/submit': ['ticket.submitted'],
  'ticket/confirm': ['ticket.confirmed'],
  'ticket/archive': ['ticket.archived'],
  'ticket/delete': ['ticket.deleted'],
}

type TicketDocument = AggregateDocument & { readonly state?: string }

const checkAlone = ({ _id, version, relayed, unrelayedSince, history, state }: TicketDocument, found: Findings) => {
  const broken = brokenAt(history)
  if (broken !== null) found.unexpected.push(`${_id}: the chain of its history breaks at ${broken}`)
  const end = walk(history)
  if ('illegal' in end) found.unexpected.push(`${_id}: ${end.illegal}`)
  else if (history.length > 0 && end.state !== 'gone' && end.state !== state) {
    found.unexpected.push(`${_id}: its history leads to ${end.state}, it stands as ${state}`)
  }
  if (version !== history.length) found.unexpected.push(`${_id}: version ${version} of ${history.length} entries`)
  if (relayed !== version || unrelayedSince !== undefined)
    found.unfinished.push(`${_id}: ${relayed} of ${version} sent`)
}

const systemsOwn = (type: string) => /^ticket\.image-(creating|created|failed|needs-operator)$/.test(type)

/** Whether an entry can come of the request at all: who, when, of which ticket and what. */
const checkOrigin = (id: string, { type, at, by }: Entry, { asked, index }: Command, found: Findings) => {
  const { route, person, tickets, outcomes, startedAt, endedAt } = asked
  const name = `${id} ${type}`
  if (!effects[route]?.includes(type)) found.unexpected.push(`${name}: ${route} was asked for`)
  if (by?.userUuid !== people[person].user) found.unexpected.push(`${name}: by ${by?.userUuid}, asked for by ${person}`)
  const ofTicket = tickets[index]
  if (ofTicket !== undefined && ofTicket !== id) found.doubled.push(`${name}: asked for ${ofTicket}`)
  if (at < startedAt) found.unexpected.push(`${name}: decided ${startedAt - at} ms before it was asked for`)
  if (outcomes[index] === 0 && at > endedAt) {
    found.unexpected.push(`${name}: decided ${at - endedAt} ms after it was answered with success`)
  }
}

/** A ticket that a list names twice has one answer. */
const checkPlaces = ({ route, tickets, outcomes }: LoggedRequest, found: Findings) => {
  const first = new Map<string, number | null>()
  for (const [place, ticket] of tickets.entries()) {
    const outcome = outcomes[place] ?? null
    if (!first.has(ticket)) first.set(ticket, outcome)
    else if (first.get(ticket) !== outcome) {
      found.unexpected.push(`${route} of ${ticket}: answered ${first.get(ticket)} and ${outcome} in one list`)
    }
  }
}

const checkOutcome = ({ asked, index }: Command, isDone: boolean, found: Findings) => {
  const scode = asked.outcomes[index] ?? null
  const name = `${asked.route} of ${asked.tickets[index] ?? 'a new ticket'}`
  if (scode === 0 && !isDone) found.lost.push(name)
  if (scode === 12) found.unfinished.push(`${name}: accepted, and never decided`)
  if (scode !== null && scode !== 0 && scode !== 12 && isDone) {
    found.unexpected.push(`${name}: it was refused with ${scode} and took effect`)
  }
}

/**
 * Checks every ticket by itself (legal path, whole chain, state as the history says, all sent) and against what clients
 * asked for and heard: each success has its one effect, each refusal none, and no entry is there that nobody asked for, or
 * that somebody else did, or before it was asked for, or after it was answered.
 */
export const checkHistories = async (
  tickets: AsyncIterable<TicketDocument>,
  commands: readonly Command[],
  found: Findings,
): Promise<number> => {
  const byId = new Map(commands.map((command) => [command.commandId, command]))
  const done = new Set<string>()
  let count = 0
  for await (const ticket of tickets) {
    count += 1
    checkAlone(ticket, found)
    for (const entry of ticket.history) {
      const { type, commandId } = entry
      if (systemsOwn(type)) continue
      const command = byId.get(commandId)
      const name = `${ticket._id} ${type}`
      if (command === undefined) found.unexpected.push(`${name}: nobody asked for it`)
      else checkOrigin(ticket._id, entry, command, found)
      if (done.has(`${commandId} ${type}`)) found.doubled.push(name)
      done.add(`${commandId} ${type}`)
      done.add(commandId)
    }
  }
  for (const command of commands) checkOutcome(command, done.has(command.commandId), found)
  for (const asked of new Set(commands.map((command) => command.asked))) checkPlaces(asked, found)
  return count
}
