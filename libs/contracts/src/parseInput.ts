import type { z } from 'zod'

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'an integer',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}
const formats: Readonly<Record<string, string>> = {
  guid: 'must be a UUID',
  uuid: 'must be a UUID',
  url: 'must be an http or https URL',
  email: 'must be an e-mail address',
}
const missing = 'is missing'
const notValid = 'is not valid'
const notEmpty = 'must not be empty'

const limit = (issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>): string => {
  const [word, bound] = issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum]
  switch (issue.origin) {
    case 'string':
      return word === 'at least' && bound === 1 ? notEmpty : `must have ${word} ${bound} characters`
    case 'array':
    case 'set':
    case 'map':
      return word === 'at least' && bound === 1 ? notEmpty : `must have ${word} ${bound} entries`
    default:
      return `must be ${word} ${bound}`
  }
}

/** The message for a value that is not valid. A message that the schema itself carries takes precedence. */
const inWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return missing
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}`
    case 'invalid_value': {
      const values = issue.values.map((value) => (value === '' ? '""' : String(value)))
      return values.length === 1 ? `must be ${values[0]}` : `must be one of ${values.join(', ')}`
    }
    case 'invalid_format':
      return formats[issue.format] ?? notValid
    case 'too_small':
    case 'too_big':
      return limit(issue)
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    default:
      return notValid
  }
}

/** The schema's own message for a value that is not valid; a value that is absent is `missing` in any case. */
export const present = (message: string) => ({
  error: (issue: { readonly input?: unknown }): string | undefined => (issue.input === undefined ? undefined : message),
})

interface Found {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** One message for a union: that of the alternatives whose check got furthest, which are the likeliest to be meant. */
const ofForms = ({ path, errors }: z.core.$ZodIssueInvalidUnion): Found => {
  const found = errors.flatMap((form) => form.slice(0, 1).map(deepest))
  const depth = Math.max(0, ...found.map((form) => form.path.length))
  const meant = found.filter((form) => form.path.length === depth)
  const said = meant.filter(({ message }) => message !== notValid && message !== 'must be ""')
  const messages = [...new Set((said.length > 0 ? said : meant).map(({ message }) => message))]
  const choices = messages.every((message) => message.startsWith('must be '))
  const message = choices ? `must be ${messages.map((one) => one.slice('must be '.length)).join(' or ')}` : messages[0]
  return { path: [...path, ...(meant[0]?.path ?? [])], message: message ?? notValid }
}

const deepest = (issue: z.core.$ZodIssue): Found =>
  issue.code === 'invalid_union' && issue.message === notValid && issue.errors.length > 0 ? ofForms(issue) : issue

/**
 * Checks input from outside against a schema. Gives what the schema made of it, or the first problem as one line for
 * `desc` (contract §1): the field, by its path below `at`, and what is wrong with it; never a validator's own text.
 */
export const parseInput = <T>(
  schema: z.ZodType<T>,
  input: unknown,
  at: readonly string[] = [],
): { readonly input: T } | { readonly problem: string } => {
  const parsed = schema.safeParse(input, { error: inWords })
  if (parsed.success) return { input: parsed.data }
  const [issue] = parsed.error.issues
  const { path, message } = issue === undefined ? { path: [], message: notValid } : deepest(issue)
  const field = [...at, ...path].map(String).join('.') || 'the request'
  return { problem: message === missing ? `${field} ${message}` : `${field}: ${message}` }
}
