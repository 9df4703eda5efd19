import { z } from 'zod'
import type { Desc } from '../deciding.ts'
import { exactInteger, exactNumber } from '../exactJson.ts'
import { line, lines, reading } from '../fields.ts'
import { inBoth } from '../parseInput.ts'

/** Text that must not be empty, such as a name or an id. */
export const text = line(1, 1024)

/** Text that may be empty, but has to be there. */
export const anyText = line(0, 1024)

export const integer = (min: number, max: number = 2 ** 31 - 1) => z.int().min(min).max(max)

/** The number of a kind; the kinds are defined by the platform. */
export const kind = z.int32()

const MAX_UINT64 = 2n ** 64n - 1n
const isUint64 = (value: unknown): boolean => {
  const integer = exactInteger(value)
  return integer !== null && integer >= 0n && integer <= MAX_UINT64
}

/**
 * An unsigned 64-bit integer. It may be given as a decimal string, since many programs cannot write it as a number; it
 * is kept, and comes back, as the exact number (contract §3).
 */
export const uint64 = reading(
  (value) => {
    const integer = typeof value === 'string' ? exactInteger(value) : null
    return integer === null ? value : exactNumber(integer)
  },
  z
    .custom<unknown>(
      isUint64,
      inBoth(
        'must be an integer from 0 to 18446744073709551615, as a number or as its digits',
        '必须是 0 到 18446744073709551615 的整数，可写作数字或十进制文本',
      ),
    )
    // The maximum is rounded here, and exact in the OpenAPI document.
    .meta({ type: 'integer', format: 'uint64', minimum: 0, maximum: Number(MAX_UINT64) }),
  [{ type: 'string', pattern: '^\\d{1,20}$', maxLength: 20 }],
)

/** What a fulfiller fills in: how many of what was applied for it made and did not make, and why not. */
export const outcomeCounts = {
  success_count: integer(0),
  failed_count: integer(0),
  faild_info: z.array(lines(0, 500)).max(100),
}

/** An object of the platform's own; what may be in it is not known here. */
export const platformInfo = z.record(z.string(), z.unknown())

/** One section of a ticket's body: what a client may fill in, and what only the system fills in. */
export interface Section {
  readonly fields: z.ZodRawShape
  /** Rules between fields: gives what is wrong, or null. A draft may lack any of them. */
  readonly rule?: (value: Readonly<Record<string, unknown>>, as: 'draft' | 'complete') => Desc | null
  /** The empty section as inspect shows it, in the wire's field order (original API, ticket/inspect). */
  readonly empty: Readonly<Record<string, unknown>>
  /** Fields that the system owns: dropped from every request, filled in from what a fulfiller reports. */
  readonly out: z.ZodRawShape
}
