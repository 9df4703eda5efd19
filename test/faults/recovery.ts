import { type LoggedRequest, percentile } from './requestLog.ts'

/** A fault that happened; times are unix milliseconds. */
export interface InjectedFault {
  readonly kind: string
  readonly from: number
  readonly until: number
}

export interface Recovery {
  readonly kind: string
  readonly count: number
  /** From the end of the cause to the first answer to a request begun after it. */
  readonly nextMs: { readonly p50: number; readonly p99: number }
  /** From the beginning to the last answer of those that were under way then. */
  readonly underWayMs: { readonly p50: number; readonly p99: number }
}

const longestMs = 200_000

/** How long clients felt each kind of fault. With many at a time, one bears the others' delays too. */
export const recoveries = (happened: readonly InjectedFault[], log: readonly LoggedRequest[]): readonly Recovery[] => {
  const byStart = log.toSorted((a, b) => a.startedAt - b.startedAt)
  const firstFrom = (at: number) => {
    let [low, high] = [0, byStart.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (byStart[middle]!.startedAt < at) low = middle + 1
      else high = middle
    }
    return low
  }
  const next = ({ until }: InjectedFault): readonly number[] => {
    const answers = byStart.slice(firstFrom(until), firstFrom(until) + 100).map(({ endedAt }) => endedAt - until)
    return answers.length === 0 ? [] : [Math.min(...answers)]
  }
  const underWay = ({ from }: InjectedFault): readonly number[] => {
    const then = byStart.slice(firstFrom(from - longestMs), firstFrom(from)).filter(({ endedAt }) => endedAt >= from)
    return then.length === 0 ? [] : [Math.max(...then.map(({ endedAt }) => endedAt - from))]
  }
  const spread = (numbers: readonly number[]) => ({ p50: percentile(numbers, 0.5), p99: percentile(numbers, 0.99) })
  return [...Map.groupBy(happened, ({ kind }) => kind)].map(([kind, all]) => ({
    kind,
    count: all.length,
    nextMs: spread(all.flatMap(next)),
    underWayMs: spread(all.flatMap(underWay)),
  }))
}
