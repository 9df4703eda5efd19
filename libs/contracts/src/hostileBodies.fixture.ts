import { MAX_BODY_BYTES } from './exactJson.ts'

/** An integer that a double cannot hold: one of them makes parsing exact, for the whole body. */
const long = '90071992547409931'

const filled = (unit: string, before = '[', after = '1]'): string =>
  before + unit.repeat(Math.floor((MAX_BODY_BYTES - before.length - after.length) / unit.length)) + after

const listed = (count: number, entry: (index: number) => string, before = '[', after = ']'): string =>
  `${before}${Array.from({ length: count }, (_, index) => entry(index)).join(',')}${after}`.slice(0, MAX_BODY_BYTES)

const spelled = (index: number) => index.toString(36)

/** What is slow to read for one reason or another, at most a mebibyte of it each: made when asked for. */
export const hostileBodies: Readonly<Record<string, () => string>> = {
  'a million numbers, one of them long': () => filled('1,', `[${long},`),
  'as many numbers as may be, one of them long': () => listed(99_998, () => '1', `[${long},`),
  'empty lists': () => filled('[],', `[${long},`),
  'as many empty lists as may be': () => listed(99_998, () => '[]', `[${long},`),
  'empty objects': () => filled('{},', `[${long},`),
  'as many empty objects as may be': () => listed(99_998, () => '{}', `[${long},`),
  'empty texts': () => filled('"",', `[${long},`),
  'as many texts as may be': () => listed(99_998, () => '"a"', `[${long},`),
  'texts that begin with U+0000': () => listed(99_998, () => '"\\u0000"', `[${long},`),
  'different names': () => listed(90_000, (index) => `"${spelled(index)}":1`, '{', '}'),
  'as many different names as may be': () => listed(24_990, (index) => `{"${index % 999}":1}`),
  'names that look like places in a list': () => listed(70_000, (index) => `"${index * 39_000}":1`, '{', '}'),
  'a new kind of object each': () => listed(50_000, (index) => `{"${spelled(index)}":1}`),
  'many kinds of objects of few names': () =>
    listed(12_490, (index) => `{"a${index % 490}":1,"b${(index * 7_919) % 499}":1}`),
  'objects of a thousand names': () =>
    listed(25, (index) => listed(997, (name) => `"${(index * 7_919 + name * (index + 1)) % 997}":1`, '{', '}')),
  'one name doubled': () => filled('"a":1,', '{', '"a":1}'),
  'one name doubled as often as may be': () => listed(24_999, () => '"a":1', '{', '}'),
  'two long names in turns': () => listed(19_000, (index) => `"${(index % 2 ? 'a' : 'b').repeat(45)}":1`, '{', '}'),
  'many long names in turns': () =>
    listed(18_500, (index) => `"${'x'.repeat(47)}${(index % 999).toString().padStart(3, '0')}":1`, '{', '}'),
  'a name of a mebibyte': () => filled('x', '{"', '":1}'),
  prototypes: () => filled('{"__proto__":1},'),
  'as many prototypes as may be': () => listed(24_999, () => '{"__proto__":[]}'),
  'prototypes in disguise': () => listed(24_999, () => '{"\\u005f_proto__":1}'),
  'prototypes of constructors': () => listed(12_490, () => '{"constructor":{"prototype":1}}'),
  backslashes: () => filled('\\\\', '["', '"]'),
  'escaped quotes': () => filled('\\"', '["', '"]'),
  'escaped letters': () => filled('\\u0041', '["', '"]'),
  'long integers': () => filled(`${long},`),
  'as many long integers as may be, among values': () => listed(99_000, (index) => (index < 4_999 ? long : '1')),
  'an integer of a million digits': () => filled('9', '[', ']'),
  'a fraction of a million digits': () => filled('9', '[0.', ']'),
  'numbers that are hard to round': () => filled('1.2345678901234567e-300,'),
  'the smallest numbers': () => filled('8.5e-322,'),
  'lists as deep as may be': () => filled(`${'['.repeat(63)}${']'.repeat(63)},`, `[${long},`),
  'objects as deep as may be': () => listed(390, () => `${'{"a":'.repeat(63)}1${'}'.repeat(63)}`),
  'opened and never closed': () => filled('[', '[', ''),
  'a text without an end': () => filled('a', '["', ''),
  'names without values': () => filled('"a":', '{', ''),
  'a long name and then colons': () => `{"${'x'.repeat(500_000)}"${':'.repeat(500_000)}`,
  'long numbers and colons': () => filled(`${long}:`, '{', ''),
  colons: () => filled(':', '', ''),
  'minus signs': () => filled('-', '', ''),
  blanks: () => filled(' ', `[${long}`, ']'),
  'blanks between blanks': () => filled(' \n\t', '', ''),
  'texts of three bytes a character': () => `["${'字'.repeat(349_000)}",${long}]`,
}

/** As much as an honest client ever sends at a time: a batch of 10,000, filled up to a mebibyte. */
export const honestBody = (): string => {
  const uuid = (index: number) => `00000000-0000-4000-8000-${index.toString().padStart(12, '0')}`
  const items = listed(10_000, (index) => `{"ticket_uuid":"${uuid(index)}","version":${index + 1}}`)
  const start = `{"list":${items},"reason":"`
  return `${start}${'x'.repeat(MAX_BODY_BYTES - start.length - 2)}"}`
}
