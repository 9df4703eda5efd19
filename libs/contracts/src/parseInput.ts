import type { z } from 'zod'
import { type Desc, said } from './deciding.ts'
import { nearest } from './nearest.ts'

/** What a schema says of a value that is not valid, in both languages: a schema has room for one text. */
export const inBoth = (en: string, cn: string): string => `${en}\n${cn}`

const kinds: Readonly<Record<string, readonly [en: string, cn: string]>> = {
  string: ['text', '文本'],
  number: ['a number', '数字'],
  int: ['an integer', '整数'],
  boolean: ['true or false', ' true 或 false'],
  array: ['a list', '列表'],
  object: ['an object', '对象'],
  record: ['an object', '对象'],
}
const formats: Readonly<Record<string, string>> = {
  guid: inBoth('must be a UUID', '必须是 UUID'),
  uuid: inBoth('must be a UUID', '必须是 UUID'),
  url: inBoth('must be an http or https URL', '必须是 http 或 https 网址'),
  email: inBoth('must be an e-mail address', '必须是邮箱地址'),
}
/** Said of a field that is absent, or null where it may not be absent. */
export const missing = inBoth('is missing', '不能缺少')
const notValid = inBoth('is not valid', '不正确')
const notEmpty = inBoth('must not be empty', '不能为空')

const limit = (issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>): string => {
  const isLeast = issue.code === 'too_small'
  const bound = isLeast ? issue.minimum : issue.maximum
  const [en, cn] = isLeast ? [`at least ${bound}`, `至少`] : [`at most ${bound}`, `最多`]
  switch (issue.origin) {
    case 'string':
      return isLeast && bound === 1 ? notEmpty : inBoth(`must have ${en} characters`, `${cn} ${bound} 个字符`)
    case 'array':
    case 'set':
    case 'map':
      return isLeast && bound === 1 ? notEmpty : inBoth(`must have ${en} entries`, `${cn} ${bound} 项`)
    default:
      return inBoth(`must be ${en}`, `必须${isLeast ? '不小于' : '不大于'} ${bound}`)
  }
}

/** What is said of a name that is not known, where each name counts: a misspelt one would be passed over as if it worked. */
const unknownName = (name: string, known: readonly string[]): string => {
  const meant = nearest(name, known)
  return meant === undefined
    ? inBoth(`is not known, known are ${known.join(', ')}`, `未知，可用的有 ${known.join('、')}`)
    : inBoth(`is not known, the nearest known one is ${meant}`, `未知，最接近的是 ${meant}`)
}

/** What is wrong with the parameters of a query string: one that the schema does not know (contract §3); null: nothing. */
export const unknownParameter = (schema: z.ZodType, names: readonly string[]): Desc | null => {
  const known = Object.keys(Object(schema).shape ?? {})
  const strange = names.find((name) => !known.includes(name))
  return strange === undefined ? null : describe([strange], unknownName(strange, known))
}

/** The message for a value that is not valid. A message that the schema itself carries takes precedence. */
const inWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined || issue.input === null) return missing
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownName(issue.keys[0] ?? '', Object.keys(Object(issue.inst).shape ?? {}))
    case 'invalid_type': {
      const [en, cn] = kinds[issue.expected] ?? [issue.expected, issue.expected]
      return inBoth(`must be ${en}`, `必须是${cn}`)
    }
    case 'invalid_value': {
      const values = issue.values.map((value) => (value === '' ? '""' : String(value)))
      const [first] = values
      return values.length === 1
        ? inBoth(`must be ${first}`, `必须是 ${first}`)
        : inBoth(`must be one of ${values.join(', ')}`, `必须是 ${values.join('、')} 之一`)
    }
    case 'invalid_format':
      return formats[issue.format] ?? notValid
    case 'too_small':
    case 'too_big':
      return limit(issue)
    case 'not_multiple_of':
      return inBoth(`must be a multiple of ${issue.divisor}`, `必须是 ${issue.divisor} 的倍数`)
    default:
      return notValid
  }
}

/** The schema's own message for a value that is not valid; a value that is absent is `missing` in any case. */
export const present = (en: string, cn: string) => ({
  error: ({ input }: { readonly input?: unknown }): string | undefined =>
    input === undefined || input === null ? undefined : inBoth(en, cn),
})

interface Found {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

const choice = (messages: readonly string[], language: 0 | 1, must: string, or: string): string | undefined => {
  const texts = messages.map((message) => message.split('\n')[language] ?? '')
  return texts.every((text) => text.startsWith(must))
    ? `${must}${texts.map((text) => text.slice(must.length)).join(or)}`
    : undefined
}

/**
 * One message for a union: that of the alternatives whose check got furthest and found the least, which are the likeliest to
 * be meant.
 */
const ofForms = ({ path, errors }: z.core.$ZodIssueInvalidUnion): Found => {
  const found = errors.flatMap((form) => form.slice(0, 1).map((issue) => ({ ...deepest(issue), count: form.length })))
  const depth = Math.max(0, ...found.map((form) => form.path.length))
  const furthest = found.filter((form) => form.path.length === depth)
  const fewest = Math.min(...furthest.map(({ count }) => count))
  const meant = furthest.filter(({ count }) => count === fewest)
  const telling = meant.filter(({ message }) => message !== notValid && !message.startsWith('must be ""'))
  const messages = [...new Set((telling.length > 0 ? telling : meant).map(({ message }) => message))]
  const [en, cn] = [choice(messages, 0, 'must be ', ' or '), choice(messages, 1, '必须是', '或')]
  const message = en !== undefined && cn !== undefined ? inBoth(en, cn) : messages[0]
  return { path: [...path, ...(meant[0]?.path ?? [])], message: message ?? notValid }
}

const deepest = (issue: z.core.$ZodIssue): Found => {
  if (issue.code === 'unrecognized_keys')
    return { path: [...issue.path, ...issue.keys.slice(0, 1)], message: issue.message }
  return issue.code === 'invalid_union' && issue.message === notValid && issue.errors.length > 0
    ? ofForms(issue)
    : issue
}

/** A problem as one line in both languages. */
const describe = (path: readonly PropertyKey[], message: string): Desc => {
  const field = path.map(String).join('.')
  const [en = '', cn = ''] = message.split('\n')
  const separator = message === missing ? ' ' : ': '
  return said(`${field || 'the request'}${separator}${en}`, `${field || '请求'}：${cn}`)
}

/**
 * Checks input from outside against a schema. Gives what the schema made of it, or the first problem as one line for
 * `desc` and `desc_cn` (contract §1): the field, by its path below `at`, and what is wrong with it; never a validator's
 * own text.
 */
export const parseInput = <T>(
  schema: z.ZodType<T>,
  input: unknown,
  at: readonly string[] = [],
): { readonly input: T } | { readonly problem: Desc } => {
  const parsed = schema.safeParse(input, { error: inWords })
  if (parsed.success) return { input: parsed.data }
  const [issue] = parsed.error.issues
  const { path, message } = issue === undefined ? { path: [], message: notValid } : deepest(issue)
  return { problem: describe([...at, ...path], message) }
}
