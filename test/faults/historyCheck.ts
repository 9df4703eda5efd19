import type { AggregateDocument, RecordedEvent } from '@gongdan/store'
import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { people } from '../support/people.ts'
import { checkTicket } from '../support/ticketCheck.ts'
import type { Command } from './commandIds.ts'
import type { LoggedRequest } from './requestLog.ts'

/** Where the answers that clients got and the data in the system disagree. */
export interface Findings {
  /** Answered with success, and not there. */
  readonly lost: string[]
  /** There more than once. */
  readonly doubled: string[]
  /** There without a request for it, or although the request was refused; or not possible at all. */
  readonly unexpected: string[]
  /** Begun, and not brought to an end. */
  readonly unfinished: string[]
  /** Given up, though nothing was wrong with it. */
  readonly parked: string[]
}

export const noFindings = (): Findings => ({ lost: [], doubled: [], unexpected: [], unfinished: [], parked: [] })

/** A submit passes its ticket only where a condition of the process says so. */
const submits = ['ticket.submitted', 'ticket.passed by condition', 'ticket.image-requested']
const effects: Readonly<Record<string, readonly string[]>> = {
  'ticket/submit': submits,
  'ticket/save': ['ticket.saved'],
  'ticket/pass': ['ticket.voted pass', 'ticket.step-passed', 'ticket.passed', 'ticket.image-requested'],
  'ticket/overrule': ['ticket.voted overrule', 'ticket.overruled'],
  'ticket/return': ['ticket.returned', 'ticket.overruled'],
  'ticket/approver/add': ['ticket.approvers-added'],
  'ticket/transfer': ['ticket.transferred'],
  'ticket/withdraw': ['ticket.withdrawn'],
  'ticket/terminate': ['ticket.terminated'],
  'ticket/overruled/submit': submits,
  'ticket/saved/submit': submits,
  'ticket/confirm': ['ticket.confirmed'],
  'ticket/archive': ['ticket.archived'],
  'ticket/urge': ['ticket.urged'],
  'ticket/cc': ['ticket.cc-added'],
  'ticket/delete': ['ticket.deleted'],
}

/** How many tickets were checked, and how many entries of each kind they have. */
export interface HistoryCount {
  readonly tickets: number
  readonly entries: Readonly<Record<string, number>>
}

type TicketDocument = AggregateDocument & { readonly state?: string }

const ofImage = (type: string) => /^ticket\.image-(creating|created|failed|needs-operator)$/.test(type)

const Said = z.object({ says: z.string().optional(), auto: z.string().optional() })
/** What an entry is, as `effects` has it: its type, with what a vote says, or what decided in the place of people. */
const kindOf = ({ type, data }: RecordedEvent): string => {
  const { says, auto } = Said.parse(data)
  const rule = auto === undefined ? [] : [auto === 'timeout' ? 'by time' : 'by condition']
  return [type, ...(says === undefined ? [] : [says]), ...rule].join(' ')
}

const Timed = z.object({ step: z.int(), remindAt: z.int().optional(), dueAt: z.int().optional() })
/** The entries that begin what a timer does, and what it may do besides. */
const ofTimer = new Set(['ticket.reminded', 'ticket.overdue'])
const byTimer = new Set([
  'ticket.escalated',
  'ticket.step-passed by time',
  'ticket.passed by time',
  'ticket.overruled by time',
  'ticket.image-requested',
])

/** An event without an actor is of a timer: under its one command id, not before its moment, and with what it leads to. */
const checkTimer = (id: string, entry: RecordedEvent, timers: Map<string, number>, found: Findings) => {
  const { type, at, by, commandId } = entry
  if (by !== null) found.unexpected.push(`${id} ${type}: by ${by.userUuid}, and there was no request for it`)
  if (ofTimer.has(type)) {
    const { step, remindAt, dueAt = remindAt ?? Number.NaN } = Timed.parse(entry.data)
    const kind = remindAt === undefined ? 'due' : 'remind'
    if (commandId !== uuidv5(`timer ${step} ${kind} ${dueAt}`, id)) found.unexpected.push(`${id} ${type}: of no timer`)
    // Written by the clock of a service, found due by that of the database, on one machine.
    if (at < dueAt - 100) found.unexpected.push(`${id} ${type}: ${dueAt - at} ms early`)
    timers.set(commandId, at)
  } else if (timers.get(commandId) !== at || !byTimer.has(kindOf(entry))) {
    found.unexpected.push(`${id} ${type}: there was no request for it`)
  }
}

/** Whether an entry can come of the request at all: who, when, of which ticket and what. */
const checkOrigin = (id: string, entry: RecordedEvent, { asked, index }: Command, found: Findings) => {
  const { type, at, by } = entry
  const { route, person, tickets, outcomes, startedAt, endedAt } = asked
  const name = `${id} ${type}`
  if (!effects[route]?.includes(kindOf(entry))) found.unexpected.push(`${name}: ${route} was asked for`)
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

/** Who is in copy already is not put there again, and that is a success. */
const isSoAlready = ({ asked, index }: Command, inCopy: ReadonlySet<string>): boolean =>
  asked.route === 'ticket/cc' && inCopy.has(asked.tickets[index] ?? '')

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
 * requested and were answered: each success has its one effect, each refusal none, and no entry is there without a
 * request, by another person than requested it, from before the request or from after its answer.
 */
export const checkHistories = async (
  tickets: AsyncIterable<TicketDocument>,
  commands: readonly Command[],
  found: Findings,
): Promise<HistoryCount> => {
  const byId = new Map(commands.map((command) => [command.commandId, command]))
  const done = new Set<string>()
  const inCopy = new Set<string>()
  let count = 0
  const entries: Record<string, number> = {}
  for await (const ticket of tickets) {
    count += 1
    checkTicket(
      ticket,
      (line) => found.unexpected.push(line),
      (line) => found.unfinished.push(line),
    )
    const timers = new Map<string, number>()
    for (const entry of ticket.history) {
      const { type, commandId } = entry
      entries[kindOf(entry)] = (entries[kindOf(entry)] ?? 0) + 1
      if (ofImage(type)) continue
      if (type === 'ticket.cc-added') inCopy.add(ticket._id)
      const command = byId.get(commandId)
      const name = `${ticket._id} ${type}`
      if (command === undefined) checkTimer(ticket._id, entry, timers, found)
      else checkOrigin(ticket._id, entry, command, found)
      if (done.has(`${commandId} ${type}`)) found.doubled.push(name)
      done.add(`${commandId} ${type}`)
      done.add(commandId)
    }
  }
  for (const command of commands) {
    if (!isSoAlready(command, inCopy)) checkOutcome(command, done.has(command.commandId), found)
  }
  for (const asked of new Set(commands.map((command) => command.asked))) checkPlaces(asked, found)
  return { tickets: count, entries }
}
