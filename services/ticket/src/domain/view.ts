import {
  type ContainerConfig,
  type Fulfilment,
  fillsIn,
  type HistoryDetail,
  isOver,
  type Principal,
  type Processer,
  parseExact,
  showGroup,
  summaryOf,
  type TicketCurrent,
  type TicketListItem,
  ticketStateTexts,
  ticketTypes,
} from '@gongdan/contracts'
import { addStep, type FlowStep, openSeats, type Round, votesIn } from '@gongdan/flow'
import { type AbsentOf, nobodyAbsent } from './acting.ts'
import { can } from './can.ts'
import type { HistoryEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { type FulfilmentClaim, fulfilmentStateOf, hasConfirmation, isAwaited } from './fulfilment.ts'
import { stepsOf } from './plan.ts'
import type { FoundTicket, HistoryEntry, ListedTicket } from './ports.ts'
import { ownerView, seating, stepsView } from './stepsView.ts'
import { ccOf, currentStep, ownerShown, type Ticket } from './ticket.ts'
import { dueAtOf } from './timers.ts'

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)

/** A ticket as a list shows it to a caller: the original API's fields in its order, ours after them (contract §3, List item). */
export const listItem = (
  { ticket, summary, summary_cn }: ListedTicket,
  principal: Principal,
  absentOf: AbsentOf = nobodyAbsent,
): TicketListItem => {
  const { applicant, info } = ticket
  const turn = currentStep(ticket)
  const dueAt = dueAtOf(ticket)
  const whose =
    turn === null
      ? { name: applicant.userName, uuid: applicant.userUuid, tenant: applicant.tenantUuid }
      : { ...ownerShown(turn.owner), tenant: turn.owner.tenantUuid }
  return {
    ticket_uuid: ticket.uuid,
    ticket_name: info.name,
    ticket_type: ticketTypes[info.type].text,
    ticket_state: ticketStateTexts[ticket.state],
    ticket_is_over: isOver(ticket.state),
    is_confirm: hasConfirmation(ticket) ? (ticket.confirmed ? '已确认' : '未确认') : '',
    ticket_create_time: seconds(ticket.createdAt),
    applyer_name: applicant.userName,
    applyer_uuid: applicant.userUuid,
    applyer_role: applicant.role,
    applyer_tenant_uuid: applicant.tenantUuid,
    applyer_tenant_name: applicant.tenantName,
    reason: info.reason,
    user_name: whose.name,
    user_uuid: whose.uuid,
    user_tenant_uuid: whose.tenant,
    detail_uuid: ticket.detailUuid,
    process_uuid: info.processUuid,
    process_name: ticket.processName,
    processers: processers(ticket),
    ticket_type_code: info.type,
    ticket_state_code: ticket.state,
    version: ticket.version,
    updated_time: seconds(ticket.last.at),
    step_since: turn === null ? null : seconds(turn.since),
    ...(dueAt !== null && { due_time: seconds(dueAt) }),
    image_state: ticket.image?.state ?? null,
    fulfilment_state: fulfilmentStateOf(ticket),
    summary,
    summary_cn,
    can: can(principal, ticket, absentOf),
    ...(ticket.returned && ticket.state === 'overruled' && { returned: true as const }),
  }
}

/** The name of the first whose turn it is; `""` while no decision is awaited. */
const turnName = (ticket: Ticket): string => {
  const turn = currentStep(ticket)
  return turn === null ? '' : ownerShown(turn.owner).name
}

/** How a ticket stands, for those whose command on it was refused (contract §1). */
export const currentOf = (ticket: Ticket): TicketCurrent => ({
  ticket_state_code: ticket.state,
  version: ticket.version,
  actor_name: ticket.last.userName,
  action: ticket.last.type,
  time: seconds(ticket.last.at),
  owner_name: turnName(ticket),
})

/**
 * One entry for each seat that counts in the current round, so one a step of a plain process: skipped steps are left out, and so
 * are the seats that stayed free in a step that is done (contract §3).
 */
const processers = ({ round }: Ticket): Processer[] =>
  (round?.steps ?? []).flatMap((step) => {
    if (round === null || step.skipped !== null) return []
    const votes = seating(step, votesIn(round, step.id))
    const isDone = round.done.includes(step.id)
    return step.seats.flatMap(({ owners: [owner] }, index) => {
      const vote = votes[index]
      if (owner === undefined || (isDone && vote === undefined)) return []
      const shown = ownerShown(owner)
      return [
        {
          processer_tenant_uuid: owner.tenantUuid,
          processer_tenant_name: owner.tenantName,
          owner_uuid: shown.uuid,
          owner_name: shown.name,
          processer_uuid: vote?.by.userUuid ?? '',
          processer_name: vote?.by.userName ?? '',
          processer_role: vote === undefined ? '' : shown.name,
          processer_action: vote === undefined ? '' : vote.says === 'pass' ? '通过' : '驳回',
          processer_approval_time: vote === undefined ? 0 : seconds(vote.at),
          reason: vote?.reason ?? '',
        } as const,
      ]
    })
  })

/** Drafts are their applicant's alone (contract §2), also those that a history keeps. */
export type Reader = 'applicant' | 'others'

/**
 * A ticket with all there is to know: its type's group, version, history and fulfilment (contract §3, inspect). `chain`: with what
 * the chain of the history is recomputed from.
 */
export const inspectData = (
  { ticket, history, brokenAt, claim }: FoundTicket,
  principal: Principal,
  { reader, chain }: { readonly reader: Reader; readonly chain: boolean },
  absentOf: AbsentOf = nobodyAbsent,
) => {
  const group = showGroup(ticket.info.type, ticket.info.details, filledIn(ticket, claim))
  return {
    ...listItem({ ticket, ...summaryOf(ticket.info.type, ticket.info.details) }, principal, absentOf),
    ...(group === null ? {} : { [group.name]: group.sections }),
    steps: stepsView(ticket),
    cc: ccOf(ticket).map(ownerView),
    history: inRounds(history, ticket.uuid).map(({ entry, ...place }) => ({
      ...historyEvent(entry, place, reader),
      ...(chain && chained(entry, reader)),
    })),
    whole: brokenAt === null,
    broken_at: brokenAt,
    fulfilment: fulfilmentOf(ticket, claim),
  }
}

const isHidden = ({ type }: HistoryEvent, reader: Reader): boolean => type === 'ticket.saved' && reader === 'others'

/** Others take the hash of a draft as given. */
const chained = (entry: HistoryEntry, reader: Reader) => ({
  canonical: isHidden(entry, reader) ? null : entry.canonical,
  signature: entry.signature ?? null,
})

/** What is to be said of the work: by the claim that goes on, where it said something, else by the last report. */
const workOf = ({ fulfilment }: Ticket, claim: FulfilmentClaim | undefined) => {
  if (fulfilment === null) return null
  const isOn = isAwaited({ fulfilment }) && claim?.request === fulfilment.request
  const said = isOn ? claim.progress : undefined
  const progress = fulfilment.state === 'done' ? 100 : (said?.progress ?? null)
  return { ...(said ?? fulfilment.report ?? nothingSaid), progress, until: isOn ? claim.until : null }
}
const nothingSaid = { successCount: null, failedCount: null, failures: [], out: null, message: '', messageCn: '' }

const fulfilmentOf = (ticket: Ticket, claim: FulfilmentClaim | undefined): Fulfilment | null => {
  const { image, fulfilment } = ticket
  const state = fulfilmentStateOf(ticket)
  const work = workOf(ticket, claim)
  if (state === null) return null
  if (image !== null) {
    const { request, state: image_state, imageId: image_id, failures, warning } = image
    return { state, request, image_state, image_id, faild_info: [...failures], warning }
  }
  if (fulfilment === null || work === null) return { state, request: 0, faild_info: [] }
  const { by } = fulfilment
  return {
    state,
    request: fulfilment.request,
    faild_info: [...work.failures],
    details_hash: fulfilment.detailsHash,
    fulfiller: by && { user_uuid: by.userUuid, user_name: by.userName },
    lease_until: work.until === null ? null : seconds(work.until.getTime()),
    progress: work.progress,
    success_count: work.successCount,
    failed_count: work.failedCount,
    message: work.message,
    message_cn: work.messageCn,
    requested_time: seconds(fulfilment.requestedAt),
    updated_time: seconds(fulfilment.since),
  }
}

/** What is filled into the ticket's own section: by the image service, or by a fulfiller. */
const filledIn = (ticket: Ticket, claim: FulfilmentClaim | undefined): Readonly<Record<string, unknown>> => {
  const { image, info } = ticket
  if (image !== null) {
    return {
      image_id: image.imageId,
      image_state: image.state,
      apply_count: 1,
      success_count: image.state === 'created' ? 1 : 0,
      failed_count: image.state === 'failed' ? 1 : 0,
      faild_info: image.failures,
      warning: image.warning,
    }
  }
  const work = workOf(ticket, claim)
  if (work === null) return {}
  const counted = { success_count: work.successCount, failed_count: work.failedCount, faild_info: work.failures }
  const counts = Object.entries(counted).filter(([field, value]) => value !== null && fillsIn(info.type, field))
  const out = work.out === null ? {} : Object(parseExact(work.out))
  return { ...Object.fromEntries(counts), ...out }
}

/** The round that an entry belongs to, from 1, and its steps as they became; 0 and none before the first submission. */
interface InRound {
  readonly round: number
  readonly steps: readonly FlowStep[]
  /** The round as the entry found it. */
  readonly before: Round | null
}

const inRounds = (
  history: readonly HistoryEntry[],
  uuid: string,
): readonly (InRound & { readonly entry: HistoryEntry })[] => {
  const rounds: (readonly FlowStep[])[] = [[]]
  let ticket: Ticket | undefined
  const places = history.map((entry) => {
    if (entry.type === 'ticket.submitted') rounds.push(stepsOf(entry.data.plan))
    if (entry.type === 'ticket.approvers-added') {
      const { where, step, added } = entry.data
      rounds.push(addStep(rounds.pop() ?? [], where, step, added))
    }
    const before = ticket?.round ?? null
    ticket = evolve(ticket, entry, uuid)
    return { entry, round: rounds.length - 1, before }
  })
  return places.map((place) => ({ ...place, steps: rounds[place.round] ?? [] }))
}

/** Which seat of its step an entry is about, by index: the first open one, of a vote the first that its owner could take. */
const seatOf = ({ data }: HistoryEvent, { steps, before }: InRound, stepId: number): number => {
  if ('seat' in data) return data.seat
  const fills = 'fills' in data ? data.fills : undefined
  const step = (before?.steps ?? steps).find(({ id }) => id === stepId)
  const open = step === undefined || before === null ? [] : openSeats(step, votesIn(before, stepId))
  return open.find((seat) => fills === undefined || fills.includes(seat)) ?? fills?.[0] ?? 0
}

/**
 * The step that was decided, or waited for at its termination: its place among those that are shown, and its owner; of what was
 * waited for who it was by then.
 */
const stepOf = (event: HistoryEvent, place: InRound) => {
  const { data } = event
  const shown = place.steps.filter(({ skipped }) => skipped === null)
  const step = 'step' in data ? shown.find(({ id }) => id === data.step) : undefined
  const standing = event.type === 'ticket.terminated' ? place.before?.steps.find(({ id }) => id === step?.id) : step
  const owner = step && standing?.seats[seatOf(event, place, step.id)]?.owners[0]
  if (step === undefined || owner === undefined) return { step: null, step_id: null, owner_name: '' }
  return { step: shown.indexOf(step) + 1, step_id: step.id, owner_name: ownerShown(owner).name }
}

/** What an approver decided along, from its JSON. It was checked when it was decided. */
const configOf = (json: string): ContainerConfig => parseExact(json) as ContainerConfig

/** What approvers decided along with the approvals that count: those of the last round that no return annulled, in their order. */
export const approvedConfigs = (history: readonly HistoryEvent[]): readonly ContainerConfig[] => {
  const counting = new Map<number, { readonly step: number; readonly config: string }>()
  for (const { type, seq, data } of history) {
    if (type === 'ticket.submitted') counting.clear()
    if (type === 'ticket.returned') {
      for (const [at, { step }] of counting) if (data.anew.includes(step)) counting.delete(at)
    }
    if ('config' in data && typeof data.config === 'string') counting.set(seq, { step: data.step, config: data.config })
  }
  return [...counting.values()].map(({ config }) => configOf(config))
}

const historyEvent = (event: HistoryEntry, place: InRound, reader: Reader) => ({
  seq: event.seq,
  type: event.type,
  time: seconds(event.at),
  time_ms: event.at,
  round: place.round,
  ...stepOf(event, place),
  actor:
    event.by === null
      ? null
      : { user_uuid: event.by.userUuid, user_name: event.by.userName, tenant_uuid: event.by.tenantUuid },
  on_behalf_of:
    'onBehalfOf' in event.data && event.data.onBehalfOf !== undefined
      ? { user_uuid: event.data.onBehalfOf.userUuid, user_name: event.data.onBehalfOf.userName }
      : null,
  reason: isHidden(event, reader) ? '' : reasonOf(event),
  config: 'config' in event.data && typeof event.data.config === 'string' ? configOf(event.data.config) : null,
  detail: withDelegation(event, detailOf(event)),
  hash: event.hash,
})

/** Beside what else the event says, by which delegation it came about. */
const withDelegation = ({ data }: HistoryEvent, detail: HistoryDetail | null): HistoryDetail | null =>
  'delegation' in data && data.delegation !== undefined ? { ...detail, delegation_uuid: data.delegation } : detail

/** What an event says beyond its step and its reason; null where that is nothing. */
const detailOf = (event: HistoryEvent): HistoryDetail | null => {
  switch (event.type) {
    case 'ticket.voted':
      return { says: event.data.says }
    case 'ticket.returned':
      return { to_step_id: event.data.to }
    case 'ticket.transferred': {
      const { seat, from, to } = event.data
      return { seat_ids: [seat], from: from.map(ownerView), owners: [ownerView(to)] }
    }
    case 'ticket.approvers-added': {
      const { where, added } = event.data
      return { where, owners: added.seats.flatMap(({ owners }) => owners.map(ownerView)) }
    }
    case 'ticket.escalated':
      return { seat_ids: [...event.data.seats], owners: [ownerView(event.data.to)] }
    case 'ticket.cc-added':
      return { owners: event.data.people.map(ownerView) }
    case 'ticket.reminded':
      return { set_time: seconds(event.data.remindAt) }
    case 'ticket.overdue':
      return { set_time: seconds(event.data.dueAt) }
    case 'ticket.step-passed':
    case 'ticket.passed':
      return event.data.auto === undefined ? null : { auto: event.data.auto }
    case 'ticket.overruled':
      if (event.data.auto !== undefined) return { auto: event.data.auto }
      return event.data.returned === true ? { returned: true } : null
    default:
      return null
  }
}

const reasonOf = (event: HistoryEvent): string => {
  switch (event.type) {
    case 'ticket.voted':
    case 'ticket.step-passed':
    case 'ticket.passed':
    case 'ticket.overruled':
    case 'ticket.approvers-added':
    case 'ticket.returned':
    case 'ticket.transferred':
    case 'ticket.terminated':
    case 'ticket.urged':
      return event.data.reason ?? ''
    case 'ticket.saved':
      return event.data.info.reason
    case 'ticket.submitted':
      return event.data.info?.reason ?? ''
    case 'ticket.fulfilment-done':
    case 'ticket.fulfilment-failed': {
      const { message, failures } = event.data.report
      return message || failures.join('; ')
    }
    case 'ticket.image-failed':
    case 'ticket.image-needs-operator':
      return `${event.data.failure.code}: ${event.data.failure.message}`
    default:
      return ''
  }
}
