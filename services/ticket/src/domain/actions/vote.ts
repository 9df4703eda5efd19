import { type Round, type Vote, verdictOf, voteAt, votesIn, withDone, withVote } from '@gongdan/flow'
import { actingPlace, onBehalfOf } from '../acting.ts'
import type { VoteData } from '../events.ts'
import { isPlainRound } from '../plan.ts'
import type { PendingTicket } from '../ticket.ts'
import type { Command } from './action.ts'

/** A vote as an event records it, what its step has come to, and the round with it. */
export interface Voted {
  readonly data: VoteData
  readonly verdict: 'open' | 'passed' | 'overruled'
  readonly after: Round
}

/** Casts the vote of a caller whose turn it is. Throws for another, whom `authorize` refuses before. */
export const vote = (
  ticket: PendingTicket,
  { body: { principal, stepId }, context }: Command<'ticket.pass' | 'ticket.overrule' | 'ticket.return'>,
  says: Vote['says'],
): Voted => {
  const { round, applicant } = ticket
  const place = actingPlace(ticket, principal, stepId, context.absentOf)
  if (typeof place === 'string') throw new Error('a vote of a caller whose turn it is not')
  const { step, fills } = place
  const after = withVote(round, voteAt(place, principal, { says, reason: '', at: context.at }))
  const verdict = verdictOf(step, votesIn(after, step.id), applicant.userUuid)
  return {
    data: { step: step.id, ...(!isPlainRound(ticket) && { fills }), ...onBehalfOf(place) },
    verdict,
    after: verdict === 'passed' ? withDone(after, step.id) : after,
  }
}
