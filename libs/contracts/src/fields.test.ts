import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { characters, flag, line, lines, orBlank, orNull, time, whole } from './fields.ts'
import { Uuid } from './ids.ts'
import { parseInput } from './parseInput.ts'

const text = characters(1, 3)
const inWords = (en: string) => ({ en: en, cn: expect.stringMatching(/\p{Script=Han}/u) })

test.each(['a', 'abc', '工单系', '👩👩👩', '\u0000', '$gt'])('%j is a text of 1-3 characters', (given) => {
  expect(text.safeParse(given)).toMatchObject({ success: true, data: given })
})

test.each(['', 'abcd', '👩👩👩👩', '\ud83d', 'a\udc69', '\udc69\ud83d'])('%j is none', (given) => {
  expect(text.safeParse(given).success).toBe(false)
})

const documented = (field: z.ZodType, text: string): boolean =>
  new RegExp(Object(z.toJSONSchema(field, { io: 'input' })).pattern).test(text)

describe('text that people read', () => {
  test.each([
    ['  a name  ', 'a name'],
    ['\u3000工单\u00a0', '工单'],
    ['👩\u200d👩\u200d👧', '👩\u200d👩\u200d👧'],
    ['שלום\u200f', 'שלום\u200f'],
    ['𠮷'.repeat(20), '𠮷'.repeat(20)],
  ])('%j is kept as %j', (given, kept) => {
    expect(line(1, 20).parse(given)).toBe(kept)
    expect(lines(1, 20).parse(given)).toBe(kept)
    expect(documented(line(1, 20), given)).toBe(true)
  })

  test.each(['', '   ', '\u200b', '\u200b\ufeff\u2060', '\u3164', '\u2800', '\u00ad', '\ufe0f'])(
    '%j shows nothing: it is empty where it may be, and refused where it may not',
    (given) => {
      expect([line(0, 20).parse(given), lines(0, 20).parse(given)]).toEqual(['', ''])
      expect(parseInput(line(1, 20), given)).toEqual({
        problem: inWords('the request: must be 1-20 characters, not only blanks'),
      })
      expect([documented(line(0, 20), given), documented(line(1, 20), given)]).toEqual([true, false])
    },
  )

  test.each(['a\u0000', 'a\u001bb', '\u007fa', 'a\u0085b', 'a\u202eb', '\u2066a\u2069', '\ud83d', 'x'.repeat(21)])(
    '%j is refused',
    (given) => {
      for (const field of [line(0, 20), line(1, 20), lines(0, 20), lines(1, 20)]) {
        expect(field.safeParse(given).success).toBe(false)
        if (given.isWellFormed() && given.length < 21) expect(documented(field, given)).toBe(false)
      }
    },
  )

  test('has line breaks and tabs where it is long, and only there', () => {
    expect(lines(1, 20).parse('a\r\n\tb\n')).toBe('a\r\n\tb')
    for (const given of ['a\nb', 'a\tb', 'a\u2028b', 'a\n']) expect(line(1, 20).safeParse(given).success).toBe(false)
  })
})

describe('an optional field', () => {
  test('that is null is absent, and blank too where it is an id, an enum, a number or a date', () => {
    for (const absent of [undefined, null]) {
      expect(orNull(line(0, 9).optional()).parse(absent)).toBeUndefined()
      expect(orNull(line(0, 9).default('x')).parse(absent)).toBe('x')
    }
    expect(orNull(line(0, 9).optional()).parse('')).toBe('')
    for (const absent of [undefined, null, '']) {
      for (const field of [Uuid, z.enum(['a']), whole(1, 9), time, flag]) {
        expect(orBlank(field.optional()).parse(absent)).toBeUndefined()
      }
      expect(orBlank(whole(1, 9).default(3)).parse(absent)).toBe(3)
    }
  })

  test('says what it takes when it is given', () => {
    expect(parseInput(orBlank(Uuid.optional()), 'x')).toEqual({ problem: inWords('the request: must be a UUID') })
    expect(parseInput(orBlank(whole(1, 9).optional()), 0)).toEqual({
      problem: inWords('the request: must be an integer from 1 to 9'),
    })
    expect(parseInput(time, 1_700_000_000_000)).toEqual({
      problem: inWords('the request: must be a time in unix seconds, not in milliseconds'),
    })
  })
})
