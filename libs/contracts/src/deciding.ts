import type { Scode } from './scodes.ts'

/** Why a command was refused: a normal result, not a fault (decision 7). `desc` says what exactly, in English. */
export interface Refusal {
  readonly scode: Scode
  readonly desc: string
  /**
   * The name that the answer carries, where it is not that of the thing as it stands: empty where the caller may not
   * see it.
   */
  readonly name?: string
  /** Set where the caller may see how the refused thing stands: the answer then says so. */
  readonly shows?: true
  /** After how many seconds trying again may do better, where that is known. */
  readonly retryAfterS?: number
}

export const refusal = (scode: Scode, desc: string): Refusal => ({ scode, desc })

export const isRefusal = <T extends object>(value: T | Refusal): value is Refusal => 'scode' in value

/** The result of deciding a command: its events, possibly none, or the refusal. */
export type Decision<E> = readonly E[] | Refusal
