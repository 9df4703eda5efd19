import {
  actorOf,
  type ClaimedTicket,
  type CommandBody,
  type CommandOutcome,
  CommandReply,
  type FulfilmentReport,
  fulfillableTypes,
  fulfilledBy,
  isRefusal,
  ownSection,
  type Principal,
  type Refusal,
  refusal,
  userKey,
} from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import { v5 as uuidv5 } from 'uuid'
import { noSuchTicket } from '../domain/authorize.ts'
import type { DomainEvent } from '../domain/events.ts'
import { beginWork, checkReport, endWork, refuseUnlessFulfiller, refuseWork } from '../domain/fulfilment.ts'
import type { ClaimableDocument, Claims, RecordedClaim } from '../domain/ports.ts'
import type { Ticket } from '../domain/ticket.ts'
import { approvedConfigs, currentOf } from '../domain/view.ts'
import { type ExecuteTickets, sha256 } from './commands.ts'

export interface FulfilmentDeps {
  readonly claims: Claims
  readonly execute: ExecuteTickets
  /** Told of a ticket that is not handed out, because its details are no longer those that were approved. */
  readonly withheld: (ticketUuid: string) => void
}

/** So many bytes of tickets, as they are answered, one claim gives out, though at least one ticket; what is more is left to the next claim. */
const MOST_BYTES = 512 * 1024
/** A claim that changes so often between a look and a write is not worth another look. */
const LOOKS = 10

type Claim = CommandBody<'fulfilment.claim'>
type Extension = CommandBody<'fulfilment.extend'>
type Reports = CommandBody<'fulfilment.report'>

/**
 * fulfilment.claim: takes what there is to do. Three things happen one after the other, each of which may be repeated by another
 * copy of the command: leases are taken, the tickets are recorded under the command, and the first claim of a request enters the
 * history. Whatever copy comes first with the record, all of them answer with it.
 */
export const claimFulfilments =
  (deps: FulfilmentDeps) =>
  (batch: readonly Received<Claim>[]): Promise<readonly Outcome[]> =>
    Promise.all(
      batch.map(async ({ body: { principal, items }, correlationId }) => {
        const outcomes = []
        for (const item of items) outcomes.push(await claim(deps, principal, item, correlationId))
        return done({ outcomes })
      }),
    )

const claim = async (
  { claims, execute, withheld }: FulfilmentDeps,
  principal: Principal,
  { commandId, claimUuid, types, limit, leaseS }: Claim['items'][number],
  correlationId: string,
): Promise<CommandOutcome> => {
  const about = { commandId, uuid: claimUuid, name: '' }
  const refused = refuseUnlessFulfiller(principal) ?? refuseTypes(principal, types)
  if (refused !== null) return { ...about, scode: refused.scode, desc: refused.desc }
  const mine = fulfilledBy(principal)
  const wanted = types === null ? mine : mine.filter((type) => types.includes(type))
  const recorded =
    (await claims.recorded(commandId)) ??
    (await take({ claims, withheld }, principal, commandId, wanted, limit, leaseS))
  const found = await readAll(claims, recorded)
  const begun = recorded.tickets.filter(({ ticketUuid }) => found.get(ticketUuid)?.isWaiting)
  const { faults } = await execute(
    begun.map((one) => ({
      id: one.ticketUuid,
      commandId: uuidv5(`claimed by ${commandId}`, one.ticketUuid),
      correlationId,
      by: actorOf(principal),
      creates: false,
      decide: (ticket) => beginWork(ticket, one),
    })),
  )
  if (faults[0] !== undefined) throw faults[0].fault
  const list = recorded.tickets.flatMap(({ ticketUuid }) => {
    const seen = found.get(ticketUuid)
    if (seen?.handedOut === null) withheld(ticketUuid)
    return seen?.handedOut ?? []
  })
  return { ...about, scode: 0, desc: '', data: JSON.stringify({ list }) }
}

/** What of these tickets is needed, without their histories: whether the request still waits, and what is handed out; null: withheld. */
const readAll = async (claims: Claims, { tickets }: RecordedClaim) => {
  const claimOf = new Map(tickets.map((one) => [one.ticketUuid, one]))
  const all = new Map<string, { readonly isWaiting: boolean; readonly handedOut: ClaimedTicket | null }>()
  for await (const seen of claims.read([...claimOf.keys()])) {
    const { uuid, fulfilment } = seen.ticket
    const one = claimOf.get(uuid)
    if (one === undefined) continue
    const isWaiting = fulfilment?.state === 'waiting' && fulfilment.request === one.request
    all.set(uuid, { isWaiting, handedOut: isAsApproved(seen.ticket) ? claimedTicket(seen, one) : null })
  }
  return all
}

const refuseTypes = (principal: Principal, types: readonly string[] | null): Refusal | null => {
  const mine: readonly string[] = fulfilledBy(principal)
  const other = types?.find((type) => !mine.includes(type))
  if (other === undefined) return null
  const of = fulfillableTypes.some((type) => type === other) ? '' : ', nor any fulfiller'
  return refusal(2003, `types: you do not fulfil ${other}${of}`, `types：您不执行 ${other} 类工单`)
}

const detailsHashOf = ({ info }: Ticket): string => sha256(info.details ?? '')

/** Whether what a fulfiller would do is what was approved: what is in the database may have been changed since. */
const isAsApproved = (ticket: Ticket): boolean => detailsHashOf(ticket) === ticket.fulfilment?.detailsHash

/** Leases and records; what a slower copy, or too large a claim, took too much of is given back. */
const take = async (
  { claims, withheld }: Pick<FulfilmentDeps, 'claims' | 'withheld'>,
  principal: Principal,
  commandId: string,
  types: readonly (typeof fulfillableTypes)[number][],
  limit: number,
  leaseS: number,
): Promise<RecordedClaim> => {
  await claims.take({ commandId, by: userKey(principal), types, limit, leaseMs: leaseS * 1_000 })
  const tickets: RecordedClaim['tickets'][number][] = []
  const tampered: string[] = []
  let bytes = 0
  for await (const held of claims.held(commandId)) {
    if (tickets.length + tampered.length === limit) break
    const { ticket, claim } = held
    // What was approved is what is handed out; another text than that stays with its lease.
    if (!isAsApproved(ticket)) {
      tampered.push(ticket.uuid)
      continue
    }
    const one = {
      ticketUuid: ticket.uuid,
      request: ticket.fulfilment?.request ?? 0,
      fence: claim.fence,
      until: claim.until.getTime(),
      detailsHash: detailsHashOf(ticket),
    }
    bytes += Buffer.byteLength(JSON.stringify(claimedTicket(held, one)))
    if (tickets.length > 0 && bytes > MOST_BYTES) break
    tickets.push(one)
  }
  const recorded = await claims.record({ commandId, tickets })
  for (const uuid of tampered) withheld(uuid)
  await claims.releaseOthers(commandId, [...recorded.tickets.map(({ ticketUuid }) => ticketUuid), ...tampered])
  return recorded
}

/** The approved content of a ticket with what names the claim. */
const claimedTicket = (
  { ticket, history }: Pick<ClaimableDocument, 'ticket' | 'history'>,
  { request, fence, until }: RecordedClaim['tickets'][number],
): ClaimedTicket => ({
  ticket_uuid: ticket.uuid,
  ticket_name: ticket.info.name,
  ticket_type_code: ticket.info.type,
  applyer_uuid: ticket.applicant.userUuid,
  applyer_name: ticket.applicant.userName,
  applyer_tenant_uuid: ticket.applicant.tenantUuid,
  applyer_tenant_name: ticket.applicant.tenantName,
  reason: ticket.info.reason,
  cluster_uuid: ticket.info.clusterUuid,
  ...ownSection(ticket.info.type, ticket.info.details),
  configs: [...approvedConfigs(history)],
  details_hash: ticket.fulfilment?.detailsHash ?? '',
  request,
  fence,
  lease_until: Math.floor(until / 1_000),
})

type Seen = Pick<ClaimableDocument, 'ticket' | 'claim'> | undefined

/** What an item on a claimed ticket comes to that leaves the history alone: done, with further data, or refused; null: look again. */
type Attempt = (seen: Seen) => Promise<{ readonly data?: string } | Refusal | null>

const settle = async (
  claims: Claims,
  { commandId, ticketUuid }: { readonly commandId: string; readonly ticketUuid: string },
  attempt: Attempt,
): Promise<CommandOutcome> => {
  for (let look = 0; look < LOOKS; look += 1) {
    const seen = await claims.find(ticketUuid)
    const result = await attempt(seen)
    if (result === null) continue
    const about = { commandId, uuid: ticketUuid }
    if (!isRefusal(result)) return { ...about, name: seen?.ticket.info.name ?? '', scode: 0, desc: '', ...result }
    const isShown = seen !== undefined && result.scode !== 2003 && result.scode !== noSuchTicket.scode
    const { scode, desc } = result
    return isShown
      ? { ...about, name: seen.ticket.info.name, scode, desc, current: currentOf(seen.ticket) }
      : { ...about, name: '', scode, desc }
  }
  throw new Error(`the claim of ticket ${ticketUuid} changes all the time`)
}

/** fulfilment.extend: a claim is kept for so long from now. */
export const extendFulfilments =
  ({ claims }: Pick<FulfilmentDeps, 'claims'>) =>
  (batch: readonly Received<Extension>[]): Promise<readonly Outcome[]> =>
    Promise.all(
      batch.map(async ({ body: { principal, items, leaseS } }) => {
        const outcomes = await Promise.all(
          items.map((item) =>
            settle(claims, item, async (seen) => {
              const refused = refuseWork(principal, seen?.ticket, seen?.claim, item)
              if (refused !== null) return refused
              const until = await claims.extend(item.ticketUuid, item.fence, leaseS * 1_000)
              return until === null ? null : { data: JSON.stringify({ lease_until: Math.floor(until / 1_000) }) }
            }),
          ),
        )
        return done({ outcomes })
      }),
    )

const isEnd = ({ report }: Reports['items'][number]): boolean => report.state !== 'working'

/** fulfilment.report: how far the work is, which no history keeps, or what it came to. */
export const reportFulfilments =
  ({ claims, execute }: FulfilmentDeps) =>
  async (batch: readonly Received<Reports>[]): Promise<readonly Outcome[]> => {
    const notes = await Promise.all(
      batch.map(({ body: { principal, items } }) =>
        Promise.all(items.filter((item) => !isEnd(item)).map((item) => note(claims, principal, item))),
      ),
    )
    // A message may say nothing but how far the work is: then there is nothing to decide.
    const ending = batch.filter(({ body }) => body.items.some(isEnd))
    const ends = ending.map((message) => ({
      ...message,
      body: { ...message.body, items: message.body.items.filter(isEnd) },
    }))
    const ended = await answerCommands<Reports, Ticket, DomainEvent>(ends, execute, {
      idOf: (item) => item.ticketUuid,
      decide: ({ principal }, item, ticket, _at, held) => endWork(principal, ticket, held, item),
    })
    const outcomeOf = new Map(ending.map((message, at) => [message, ended[at]]))
    return batch.map((message, index) => withOutcomes(outcomeOf.get(message) ?? done(), notes[index] ?? []))
  }

/** The reply to a message with further outcomes of its items. */
const withOutcomes = (outcome: Outcome, further: readonly CommandOutcome[]): Outcome => {
  if (outcome.kind === 'reject') return outcome
  const { outcomes } = CommandReply.parse(outcome.reply ?? {})
  return { ...outcome, reply: { outcomes: [...further, ...outcomes] } }
}

const note = (claims: Claims, principal: Principal, item: Reports['items'][number]): Promise<CommandOutcome> =>
  settle(claims, item, async (seen) => {
    const refused = refuseWork(principal, seen?.ticket, seen?.claim, item)
    if (refused !== null || seen === undefined) return refused ?? noSuchTicket
    const progress = progressOf(seen.ticket, item.report)
    if (isRefusal(progress)) return progress
    return (await claims.note(item.ticketUuid, item.fence, progress)) ? {} : null
  })

const progressOf = (ticket: Ticket, report: FulfilmentReport) => {
  const said = checkReport(ticket, report)
  return isRefusal(said) ? said : { ...said, progress: report.progress }
}
