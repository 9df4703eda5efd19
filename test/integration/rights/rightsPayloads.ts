/** The operand of every operator below: no query of ours ever has it directly under a `$` key. */
export const operand = 'INJECTED'

/** JSON texts of what is no text, though a careless program might take it for one, or for part of a query. */
const values = [
  `{"$gt":"${operand}"}`,
  `{"$ne":"${operand}"}`,
  `{"$in":["${operand}"]}`,
  `{"$regex":"${operand}"}`,
  `{"$where":"${operand}"}`,
  `{"$set":"${operand}"}`,
  `[{"$expr":"${operand}"}]`,
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"toString":1,"valueOf":1}',
  '{"toJSON":"x"}',
  '{"rawJSON":"1"}',
  '{"length":1}',
  '[]',
  '[[["a"]]]',
  '{}',
  'null',
  'true',
  '-1',
  '1.5',
  '1e400',
  '9007199254740993',
] as const

/** Texts that mean something elsewhere: in a query, in a path, in a pattern, in a shell, to a prototype. Here they are texts. */
export const texts = [
  '$name',
  '$where',
  '$$NOW',
  'a.b',
  '.',
  '__proto__',
  'constructor',
  'toString',
  'prototype.admin',
  '{"$gt":""}',
  "'; return true; //",
  '(a+)+$',
  '[',
  '\\',
  '.*',
  '^$|?*+(){}',
  '$\u007b1+1}',
  '%00%24ne',
  '\u{1f469}\u200d\u{1f469}',
] as const

/** No texts that people can read: halves of characters, control characters, marks that turn the direction (contract §1). */
export const unreadable = ['\ud800', 'a\udc00b', 'a\u0000b', '\u0000', '\u2028\u202e'] as const
/** A text of two lines: a reason, and no name. */
export const twoLines = 'a\r\nX-Injected: 1'

const long = 'x'.repeat(70_000)

/** Every payload as JSON text. */
export const payloads: readonly string[] = [
  ...values,
  ...[...texts, ...unreadable, twoLines, '', ' ', long].map((text) => JSON.stringify(text)),
]

/** Names that a form may have for its fields, though every object has them already, or a database takes them for operators. */
export const names = ['constructor', 'toString', 'hasOwnProperty', '$where', '$gt', 'a.b', '', ' ', 'a\u0000b'] as const
