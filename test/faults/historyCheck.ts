import { type AggregateDocument, brokenAt } from '@gongdan/store'
import type { Command } from './commandIds.ts'
import { walk } from './legalPath.ts'

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

/**
 * Checks every ticket by itself (legal path, whole chain, state as the history says, all sent) and against what clients
 * asked for and heard: each success has its one effect, each refusal none, and no entry is there that nobody asked for.
 */
export const checkHistories = async (
  tickets: AsyncIterable<TicketDocument>,
  commands: readonly Command[],
  found: Findings,
): Promise<number> => {
  const asked = new Map(commands.map((command) => [command.commandId, command]))
  const done = new Set<string>()
  let count = 0
  for await (const ticket of tickets) {
    count += 1
    checkAlone(ticket, found)
    for (const { type, commandId } of ticket.history) {
      if (systemsOwn(type)) continue
      const command = asked.get(commandId)
      const name = `${ticket._id} ${type}`
      if (command === undefined) {
        found.unexpected.push(`${name}: nobody asked for it`)
        continue
      }
      const { route, tickets: named } = command.asked
      if (!effects[route]?.includes(type)) found.unexpected.push(`${name}: ${route} was asked for`)
      const ofTicket = named[command.index]
      if (ofTicket !== undefined && ofTicket !== ticket._id) found.doubled.push(`${name}: asked for ${ofTicket}`)
      if (done.has(`${commandId} ${type}`)) found.doubled.push(name)
      done.add(`${commandId} ${type}`)
      done.add(commandId)
    }
  }
  for (const { commandId, asked: request, index } of commands) {
    const scode = request.outcomes[index] ?? null
    const name = `${request.route} of ${request.tickets[index] ?? 'a new ticket'}`
    if (scode === 0 && !done.has(commandId)) found.lost.push(name)
    if (scode === 12) found.unfinished.push(`${name}: accepted, and never decided`)
    if (scode !== null && scode !== 0 && scode !== 12 && done.has(commandId)) {
      found.unexpected.push(`${name}: it was refused with ${scode} and took effect`)
    }
  }
  return count
}
