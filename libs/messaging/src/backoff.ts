import { fullJitterMs } from '@gongdan/scheduling'

/** How long to wait for a broker or a database before trying again, in milliseconds, after so many failures in a row from 0. */
export const backoffMs = (attempt: number): number => fullJitterMs(attempt, { firstMs: 100, longestMs: 1_500 })
