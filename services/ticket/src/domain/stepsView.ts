import type { SeatOwner, StepView } from '@gongdan/contracts'
import {
  activeSteps,
  assignSeats,
  type FlowStep,
  type Round,
  returnTargets,
  type Vote,
  verdictOf,
  votesIn,
} from '@gongdan/flow'
import { ownerShown, type Ticket } from './ticket.ts'

/** Who sits where in a step: for each seat, by index, the vote that takes it. */
export const seating = ({ seats }: FlowStep, votes: readonly Vote[]): readonly (Vote | undefined)[] =>
  assignSeats(
    votes.map(({ fills }) => fills),
    seats.length,
  ).map((taker) => (taker === undefined ? undefined : votes[taker]))

/** An owner of a seat, or whom a ticket has in copy. */
export const ownerView = (owner: SeatOwner) => ({
  kind: owner.kind,
  tenant_uuid: owner.tenantUuid,
  tenant_name: owner.tenantName,
  ...ownerShown(owner),
})

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)

const voteView = ({ by, onBehalfOf, says, at, reason }: Vote): StepView['votes'][number] => ({
  user_uuid: by.userUuid,
  user_name: by.userName,
  tenant_uuid: by.tenantUuid,
  on_behalf_of: onBehalfOf && { user_uuid: onBehalfOf.userUuid, user_name: onBehalfOf.userName },
  action: says,
  time: seconds(at),
  reason,
})

const isOverruledByTime = ({ id, due }: FlowStep, { begun }: Round): boolean =>
  due?.action === 'overrule' && begun.some(({ step, isOverdue }) => step === id && isOverdue)

/** What of a ticket its steps are shown from. */
type InRound = Pick<Ticket, 'state' | 'round' | 'applicant'>

const stateOf = (step: FlowStep, ticket: InRound, round: Round): StepView['state'] => {
  if (step.skipped !== null) return 'skipped'
  if (round.done.includes(step.id)) return 'passed'
  if (ticket.state !== 'pending' && isOverruledByTime(step, round)) return 'overruled'
  const verdict = verdictOf(step, votesIn(round, step.id), ticket.applicant.userUuid)
  if (ticket.state !== 'pending' && verdict === 'overruled') return 'overruled'
  return ticket.state === 'pending' && activeSteps(round).includes(step) ? 'open' : 'waiting'
}

/** The steps of the current round as inspect shows them, in the order of the plan (contract §3, inspect). */
export const stepsView = (ticket: InRound): StepView[] => {
  const { round } = ticket
  if (round === null) return []
  const active = ticket.state === 'pending' ? activeSteps(round) : []
  const targets = new Set(active.flatMap(({ id }) => returnTargets(round, id)))
  return round.steps.map((step) => {
    const votes = votesIn(round, step.id)
    const seated = seating(step, votes)
    const dueAt = round.begun.find((one) => one.step === step.id)?.dueAt ?? null
    return {
      step_id: step.id,
      step_key: step.key,
      step_name: step.name,
      after: [...step.after],
      need: step.need,
      veto: step.veto,
      state: stateOf(step, ticket, round),
      skipped_by: step.skipped ?? '',
      due_time: dueAt === null ? null : seconds(dueAt),
      return_to: targets.has(step.id),
      seats: step.seats.map(({ owners }, index) => {
        const by = seated[index]?.by
        return {
          seat_id: index,
          owners: owners.map(ownerView),
          filled_by: by === undefined ? null : { user_uuid: by.userUuid, user_name: by.userName },
        }
      }),
      votes: votes.map(voteView),
    }
  })
}
