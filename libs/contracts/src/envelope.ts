import { z } from 'zod'
import { type Desc, inEnglish } from './deciding.ts'
import { isScode, type Scode, scodes } from './scodes.ts'

/** The one shape of every answer of every route, errors included (contract §1). */
export interface Envelope<D = unknown> {
  readonly scode: Scode
  readonly desc: string
  readonly message: string
  readonly message_cn: string
  readonly stack: null
  readonly data: D | null
  /** `desc` in Chinese, where it says something. */
  readonly desc_cn?: string | undefined
}

/** `data` of a batch answer: one envelope for each given item, in the order given (contract §1). */
export interface BatchData<D = unknown> {
  readonly success: number
  readonly fail: number
  readonly results: readonly Envelope<D>[]
  readonly batch_uuid?: string
}

/** Puts an scode, what exactly went wrong (`''` on success) and the data into the envelope. */
export const envelope = <D>(scode: Scode, desc: Desc, data: D | null): Envelope<D> => ({
  scode,
  desc: inEnglish(desc),
  message: scodes[scode].message,
  message_cn: scodes[scode].messageCn,
  stack: null,
  data,
  ...(desc === '' ? {} : { desc_cn: desc.cn }),
})

export const succeeded = <D>(data: D): Envelope<D> => envelope(0, '', data)

/**
 * Sums the results of a batch up into its own envelope: 0 when all succeeded, 11 when none did, else 10; 12 while one is
 * unanswered (contract §1). An unanswered item counts neither as a success nor as a failure.
 */
export const batchEnvelope = <D>(results: readonly Envelope<D>[], batchUuid?: string): Envelope<BatchData<D>> => {
  const success = results.filter((result) => result.scode === 0).length
  const waiting = results.filter((result) => result.scode === 12).length
  const fail = results.length - success - waiting
  const scode = waiting > 0 ? 12 : fail === 0 ? 0 : success === 0 ? 11 : 10
  return envelope(scode, '', { success, fail, results, ...(batchUuid === undefined ? {} : { batch_uuid: batchUuid }) })
}

/** An scode as it comes from outside the process. */
export const ScodeField = z.number().refine(isScode, 'not an scode of the contract')

/** The envelope around `data` as a schema, for answers in the OpenAPI document and for tests. */
export const envelopeOf = <S extends z.ZodType>(data: S) =>
  z.strictObject({
    scode: ScodeField,
    desc: z.string(),
    message: z.string(),
    message_cn: z.string(),
    stack: z.null(),
    data: z.nullable(data),
    desc_cn: z.string().optional(),
  })
