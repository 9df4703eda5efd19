import { GongdanError } from '@gongdan/sdk'

/** After how long what could not be asked is asked again. */
const AGAIN_MS = 5_000

/** Whether another try may bring what this one did not: the service was away, or had too much to do. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof GongdanError) || error.scode === 1007 || error.scode >= 9000

/** Asks again by itself what failed for a reason that passes. */
export const untilAnswered = ({ state }: { readonly state: { readonly error: unknown } }): number | false =>
  state.error !== null && isPassing(state.error) ? AGAIN_MS : false
