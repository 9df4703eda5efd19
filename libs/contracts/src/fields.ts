import { z } from 'zod'
import { isJsonObject } from './exactJson.ts'
import { inBoth, present } from './parseInput.ts'

/**
 * A field that takes further spellings of its values: `read` turns them into what the field checks. `alsoAccepts` has
 * them as JSON Schema, which documents list beside the field's own form.
 */
export const reading = <F extends z.ZodType>(
  read: (value: unknown) => unknown,
  field: F,
  alsoAccepts: readonly z.core.JSONSchema.BaseSchema[],
) => z.preprocess(read, field).meta({ alsoAccepts })

const nothing = { type: 'null' } as const

/** An optional text that may be empty, list, object or flag: null means absent (contract §1). `""` of a text means that it is empty. */
export const orNull = <F extends z.ZodType>(field: F) => reading((value) => value ?? undefined, field, [nothing])

/**
 * An optional id, enum, number, date, or name that may not be empty: null and `""` mean absent (contract §1), for typed clients
 * send the zero values of what they leave out, and forms that of an input which is not filled in.
 */
export const orBlank = <F extends z.ZodType>(field: F) =>
  reading((value) => (value === null || value === '' ? undefined : value), field, [nothing, { const: '' }])

/** How many characters, in both languages, and something more to say. */
const sized = (min: number, max: number, [en, cn]: readonly [string, string] = ['', '']): string =>
  inBoth(
    `must be ${min === 0 ? 'at most ' : `${min}-`}${max} characters${en}`,
    `必须是${min === 0 ? '不超过 ' : ` ${min}-`}${max} 个字符${cn}`,
  )

/**
 * Text that only programs read, of so many characters: code points, as JSON Schema counts them, where zod's own limits
 * count UTF-16 units. No halves of characters.
 */
export const characters = (min: number, max: number) =>
  z
    .string()
    // A lone surrogate would be stored as another character, and the hash of the history would no longer match.
    .refine((text) => text.isWellFormed(), {
      error: inBoth('must be well-formed text', '必须是完整的文本'),
      abort: true,
    })
    .refine(
      (text) => {
        const length = [...text].length
        return length >= min && length <= max
      },
      sized(min, max),
    )
    .meta({ minLength: min, maxLength: max })

/** Turns the direction of the text that follows: what is shown is then not what was written (CVE-2021-42574). */
const turns = String.raw`\u202a-\u202e\u2066-\u2069`
const controls = String.raw`\u0000-\u001f\u007f-\u009f\u2028\u2029`
const controlsButBreaks = String.raw`\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f`
/** Beside blanks, what takes no room or shows nothing: joiners, selectors, fillers, the blank of braille. */
const unseen = String.raw`\s\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8`
const hasVisible = new RegExp(String.raw`[^${unseen}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]`, 'u')

const isHidden = new RegExp(`[${controls}${turns}]`, 'g')

/**
 * The line of text that people may be shown of any text: without what `line` refuses, breaks and tabs being blanks. Halves of characters
 * cannot be stored: they are replaced.
 */
export const shownLine = (text: string): string => {
  const shown = text
    .toWellFormed()
    .replace(/[\t-\r\u0085\u2028\u2029]+/g, ' ')
    .replace(isHidden, '')
  return hasVisible.test(shown) ? shown.trim() : ''
}

/** Text that people read, without these characters: trimmed, and with something to be seen unless it may be empty. */
const readable = (min: number, max: number, forbidden: string, refused: string) => {
  const isClean = new RegExp(`^[^${forbidden}]*$`)
  const pattern = min === 0 ? isClean.source : `^[^${forbidden}]*[^${unseen}][^${forbidden}]*$`
  return characters(0, max)
    .refine((text) => isClean.test(text), { error: refused, abort: true })
    .overwrite((text) => (hasVisible.test(text) ? text.trim() : ''))
    .refine((text) => min === 0 || text !== '', sized(min, max, [', not only blanks', '，不能只有空白']))
    .meta({ minLength: min, maxLength: max, pattern })
}

/** A line of text that people read, such as a name: 0 or 1 up to `max` characters. */
export const line = (min: 0 | 1, max: number) =>
  readable(
    min,
    max,
    controls + turns,
    inBoth(
      'must be one line, without control characters or marks that turn its direction',
      '必须是一行文本，不能含控制字符或改变文字方向的标记',
    ),
  )

/** Text of several lines that people read, such as a reason: 0 or 1 up to `max` characters. */
export const lines = (min: 0 | 1, max: number) =>
  readable(
    min,
    max,
    controlsButBreaks + turns,
    inBoth(
      'must be without control characters and marks that turn the direction of text',
      '必须不含控制字符和改变文字方向的标记',
    ),
  )

/** A number of a query string, where it is its digits, or as it is in a JSON body. */
const digits = <F extends z.ZodType>(number: F) =>
  reading((value) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value), number, [
    { type: 'string', pattern: '^\\d{1,15}$', maxLength: 15 },
  ])

/** A whole number in a query string or in a JSON body. */
export const whole = (min: number, max: number) =>
  digits(
    z
      .int(present(`must be an integer from ${min} to ${max}`, `必须是 ${min} 到 ${max} 的整数`))
      .min(min)
      .max(max),
  )

/** A time. Milliseconds are taken for what they are, not for a time in 50,000 years. */
export const seconds = z
  .int(present('must be a time in unix seconds', '必须是 Unix 时间（秒）'))
  .min(0, inBoth('must be a time in unix seconds', '必须是 Unix 时间（秒）'))
  .max(2 ** 40, inBoth('must be a time in unix seconds, not in milliseconds', '必须是 Unix 时间（秒），不是毫秒'))

/** A time in a query string or in a JSON body. */
export const time = digits(seconds)

/** True or false in a query string or in a JSON body. */
export const flag = reading(
  (value) => (value === 'true' || value === 'false' ? value === 'true' : value),
  z.boolean(),
  [{ enum: ['true', 'false'] }],
)

/** Any object; what may be in it is checked later. */
export const object = z
  .custom<Readonly<Record<string, unknown>>>(isJsonObject, inBoth('must be an object', '必须是对象'))
  .meta({ type: 'object', additionalProperties: {} })
