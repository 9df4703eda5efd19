import { z } from 'zod'
import { exactInteger } from '../exactJson.ts'
import { line } from '../fields.ts'

/** Text that must not be empty, such as a name or an id. */
export const text = line(1, 1024)

/** Text that may be empty, but has to be there. */
export const anyText = line(0, 1024)

export const integer = (min: number, max: number = 2 ** 31 - 1) => z.int().min(min).max(max)

/** The number of a kind; the kinds are defined by the platform. */
export const kind = z.int32()

const MAX_UINT64 = 2n ** 64n - 1n

/**
 * An unsigned 64-bit integer, as a number or as a decimal string; its exact value and its spelling are kept (contract
 * §3).
 */
export const uint64 = z
  .custom<unknown>((value) => {
    const integer = exactInteger(value)
    return integer !== null && integer >= 0n && integer <= MAX_UINT64
  }, 'must be an unsigned 64-bit integer, as a number or a decimal string')
  .meta({
    description: 'An unsigned 64-bit integer, as a number or as a decimal string.',
    anyOf: [
      { type: 'integer', format: 'uint64', minimum: 0, maximum: Number(MAX_UINT64) },
      { type: 'string', pattern: '^\\d{1,20}$', maxLength: 20 },
    ],
  })

/** One section of a ticket's body: what a client may fill in, and what only the system fills in. */
export interface Section {
  readonly fields: z.ZodRawShape
  /** Rules between fields: gives what is wrong, or null. A draft may lack any of them. */
  readonly rule?: (value: Readonly<Record<string, unknown>>, as: 'draft' | 'complete') => string | null
  /** The empty section as inspect shows it, in the wire's field order (original API, ticket/inspect). */
  readonly empty: Readonly<Record<string, unknown>>
  /** Fields that the system owns: dropped from every request. */
  readonly out: readonly string[]
}
