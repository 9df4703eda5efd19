import type { Scode } from '@gongdan/contracts'

/** A request that cannot be carried out as it is; `desc` says what exactly (contract §1). */
export interface Refusal {
  readonly scode: Scode
  readonly desc: string
}

export const refusal = (scode: Scode, desc: string): Refusal => ({ scode, desc })

export const isRefusal = (value: object): value is Refusal => 'scode' in value && 'desc' in value
