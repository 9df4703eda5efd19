import { type AggregateDocument, brokenAt } from '@gongdan/store'

/** Who races: the applicant, and the owners of the first and of the second step, by their names in the caller's cast. */
interface Cast<P> {
  readonly applicant: P
  readonly first: P
  readonly second: P
}

type Role = keyof Cast<unknown>

/** A call on the ticket, and the event that it makes when it wins. */
interface Contender {
  readonly role: Role
  readonly action: 'pass' | 'overrule' | 'withdraw'
  readonly event: string
}

/** Calls at once on one ticket with these steps, and the histories that may come of it after its submit. */
export interface Race {
  /** The owner of each step. */
  readonly steps: readonly ('first' | 'second')[]
  /** They are owners of one step, and one of them is enough. */
  readonly isEither?: true
  readonly contenders: readonly Contender[]
  readonly legal: readonly string[]
  /** With what those are refused who did not win; by default that the ticket is decided, or the step no longer the caller's. */
  readonly refusals?: readonly number[]
}

const calls = (count: number, role: Role, action: Contender['action'], type: string): readonly Contender[] =>
  Array.from({ length: count }, () => ({ role, action, event: `${type} by ${role}` }))

/** Sixteen at once. With one step a single call can win; with two the pass of the first step opens the second. */
export const races: readonly Race[] = [
  {
    steps: ['first'],
    contenders: [
      ...calls(6, 'first', 'pass', 'ticket.passed'),
      ...calls(5, 'first', 'overrule', 'ticket.overruled'),
      ...calls(5, 'applicant', 'withdraw', 'ticket.withdrawn'),
    ],
    legal: ['ticket.passed by first', 'ticket.overruled by first', 'ticket.withdrawn by applicant'],
  },
  {
    steps: ['first', 'second'],
    contenders: [
      ...calls(4, 'first', 'pass', 'ticket.step-passed'),
      ...calls(4, 'second', 'pass', 'ticket.passed'),
      ...calls(4, 'second', 'overrule', 'ticket.overruled'),
      ...calls(4, 'applicant', 'withdraw', 'ticket.withdrawn'),
    ],
    legal: [
      'ticket.withdrawn by applicant',
      'ticket.step-passed by first',
      'ticket.step-passed by first, ticket.withdrawn by applicant',
      'ticket.step-passed by first, ticket.passed by second',
      'ticket.step-passed by first, ticket.overruled by second',
    ],
  },
]

/** Two approvers of whom one is enough, at once. */
export const eitherOf: Race = {
  steps: ['first', 'second'],
  isEither: true,
  contenders: [...calls(1, 'first', 'pass', 'ticket.passed'), ...calls(1, 'second', 'pass', 'ticket.passed')],
  legal: ['ticket.passed by first', 'ticket.passed by second'],
  refusals: [3002],
}

/** The same calls in another order for each ticket, so that each of them is the first somewhere. */
export const inOrder = ({ contenders }: Race, ticketNumber: number): readonly Contender[] => {
  const at = (ticketNumber * 5) % contenders.length
  return [...contenders.slice(at), ...contenders.slice(0, at)]
}

export interface RaceResult {
  readonly event: string
  readonly scode: number | null | undefined
}

type History = AggregateDocument['history']

/** The decisions of a ticket after its submit, in the words of `Race.legal`; `users` are the cast's user ids. */
export const decisionsOf = (history: History, users: Cast<string>): readonly string[] => {
  const roles = new Map(Object.entries(users).map(([role, user]) => [user, role]))
  return history.slice(1).map(({ type, by }) => `${type} by ${roles.get(by?.userUuid ?? '') ?? by?.userUuid}`)
}

/** What is wrong with a race that is over: nothing when the winners are the legal history and the others were refused. */
export const wrongWith = (
  { legal, refusals: allowed = [3002, 3003] }: Race,
  results: readonly RaceResult[],
  history: History,
  users: Cast<string>,
): readonly string[] => {
  const decisions = decisionsOf(history, users)
  const winners = results.filter(({ scode }) => scode === 0).map(({ event }) => event)
  const refusals = results.map(({ scode }) => scode).filter((scode) => scode !== 0)
  const isSame = winners.toSorted().join() === decisions.toSorted().join()
  return [
    ...(isSame ? [] : [`winners: ${winners.join(', ') || 'none'}; decided: ${decisions.join(', ') || 'nothing'}`]),
    ...(legal.includes(decisions.join(', ')) ? [] : [`not a legal history: ${decisions.join(', ')}`]),
    ...refusals.filter((scode) => !allowed.some((one) => one === scode)).map((scode) => `refused with ${scode}`),
    ...(brokenAt(history) === null ? [] : [`the chain of the history breaks at ${brokenAt(history)}`]),
  ]
}
