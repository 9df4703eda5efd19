import type { Person } from '../support/people.ts'

/** A request as its client knows it, with the final scode of each ticket. */
export interface LoggedRequest {
  readonly route: string
  readonly person: Person
  readonly idempotencyKey: string
  /** In the order of the list; of a new ticket once an answer has named it. */
  readonly tickets: readonly string[]
  /** The final scode of each ticket; null where none was ever heard. */
  readonly outcomes: readonly (number | null)[]
  /** How long it was to be waited for, as HTTP has it (`wait=3`, in seconds). */
  readonly prefer: string
  readonly startedAt: number
  /** When it was answered, be it with 202. */
  readonly answeredAt: number
  /** When its final outcome was heard. */
  readonly endedAt: number
  /** It was answered with 202, and what became of it was asked for later. */
  readonly accepted: boolean
  readonly attempts: number
}

const decided = (scode: number | null) => scode !== null && scode !== 12

/** Whether the client knows the final scode of every ticket of the request. */
export const hasOutcome = ({ outcomes }: LoggedRequest): boolean => outcomes.length > 0 && outcomes.every(decided)

/** The given share of the numbers is not larger than the result; 0 when there are none. */
export const percentile = (numbers: readonly number[], share: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
