/** The durations and bounds of the recipe (tencent §4), in milliseconds unless said otherwise. */
export interface Limits {
  /** How long a send may still take effect: the signature's 300 s, a clock 30 s fast, a margin. */
  readonly settleMs: number
  /** A call not made within this time after its SENDING was written is not made at all. */
  readonly sendWithinMs: number
  /** First and longest wait between two polls of an image in the making. */
  readonly pollMs: number
  readonly pollMaxMs: number
  /** An image that takes longer raises an alarm, and then needs an operator. */
  readonly slowImageMs: number
  readonly deadlineMs: number
  /** Refused in a row for this long, for reasons that pass soon: then the job needs an operator. */
  readonly retryForMs: number
  /** The same for reasons that pass slowly (quota, balance), and how often to try meanwhile. */
  readonly slowForMs: number
  readonly slowEveryMs: number
  /** How long to look for an image after `InvalidImageName.Duplicate`. */
  readonly duplicateForMs: number
  /** How long an image may be missing from listings after it was accepted. */
  readonly missingForMs: number
  /** How long to try to give an image its wanted name. */
  readonly nameForMs: number
  /** Number of images that may fail in the making for one request. */
  readonly attempts: number
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

export const defaultLimits: Limits = {
  settleMs: 360 * SECOND,
  sendWithinMs: 10 * SECOND,
  pollMs: 5 * SECOND,
  pollMaxMs: 30 * SECOND,
  slowImageMs: 30 * MINUTE,
  deadlineMs: 2 * HOUR,
  retryForMs: 2 * HOUR,
  slowForMs: 24 * HOUR,
  slowEveryMs: 10 * MINUTE,
  duplicateForMs: 30 * MINUTE,
  missingForMs: 6 * MINUTE,
  nameForMs: 30 * MINUTE,
  attempts: 3,
}
