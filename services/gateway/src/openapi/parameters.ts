import type { Route } from '../routes/route.ts'
import { type JsonSchema, partWords, type Reading } from './schemas.ts'

export const text = (maxLength: number): JsonSchema => ({ type: 'string', maxLength })
export const whole = (maximum: number): JsonSchema => ({ type: 'integer', format: 'int32', minimum: 0, maximum })

const headers = {
  'X-RateLimit-Limit': {
    description:
      'Requests that one caller may make in a second. `X-RateLimit-Remaining` and `X-RateLimit-Reset` come with it.',
    schema: whole(1_000_000),
  },
  'X-RateLimit-Remaining': { description: 'How many of them are left.', schema: whole(1_000_000) },
  'X-RateLimit-Reset': { description: 'Seconds until they are all there again.', schema: whole(60) },
  'Access-Control-Allow-Origin': {
    description: 'Only behind a proxy that lets pages of another origin in; the gateway itself lets none in.',
    schema: text(256),
  },
  'Retry-After': { description: 'Seconds after which to try again, or to look at the outcome.', schema: whole(86_400) },
  Location: { description: 'Where the outcome will be.', schema: text(256) },
  'Idempotency-Replayed': {
    description: '`true` where this is the answer that the same key was given before.',
    schema: text(4),
  },
}
type HeaderName = keyof typeof headers

/** What a header is called among the components: its last word, for it stands in every operation; but one that rules look for by its name. */
const shortName = (name: string): string => (name.startsWith('Access-Control') ? name : name.replace(/.*-/, ''))

/** Headers of answers as components. */
export const answerHeaders = Object.fromEntries(Object.entries(headers).map(([name, of]) => [shortName(name), of]))

/** References to the headers that an answer of this status has. */
export const headersOf = (status: number, isCommand = false) => {
  const names: readonly HeaderName[] = [
    'X-RateLimit-Limit',
    'Access-Control-Allow-Origin',
    ...(status === 429 ? (['X-RateLimit-Remaining', 'X-RateLimit-Reset'] as const) : []),
    ...(status === 202 ? ['Location' as const] : []),
    ...([202, 400, 409, 429, 503].includes(status) ? ['Retry-After' as const] : []),
    ...(isCommand ? ['Idempotency-Replayed' as const] : []),
  ]
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${shortName(name)}` }]))
}

const requestHeaders = {
  Prefer: {
    description:
      '`wait=N`: seconds to wait for the outcome, 0-30 (default 5); `respond-async`: an answer at once, with 202. Other wishes are passed over (RFC 7240 §2).',
    schema: text(256),
  },
  'Idempotency-Key': {
    description: 'The same key with the same request gives the first answer again, within 7 days.',
    // Space around a header's value is no part of it (RFC 9110 §5.5).
    schema: { ...text(128), minLength: 1, pattern: '^[!-~]([ -~]*[!-~])?$' },
  },
  'Last-Event-ID': {
    description:
      'The id of the last event that the caller has; the stream goes on behind it. It counts before the query.',
    schema: { ...text(15), pattern: '^\\d{0,15}$' },
  },
}

/** The headers of requests as components. As taken, any wish is passed over that is none of ours. */
export const headerComponents = (as: Reading) => {
  const { Prefer, ...others } = requestHeaders
  const wish = as === 'published' ? Prefer : { ...Prefer, schema: {} }
  const all = Object.entries({ Prefer: wish, ...others })
  return Object.fromEntries(all.map(([name, of]) => [shortName(name), { name, in: 'header', ...of }]))
}

/** References to the headers that requests of this route may have. */
export const headerParameters = (route: Route, prefer?: string) => {
  const kinds = {
    'Last-Event-ID': 'events',
    Prefer: 'command',
    'Idempotency-Key': 'command',
  }
  const names = Object.entries(kinds).flatMap(([name, kind]) => (kind === route.kind ? [name] : []))
  const mine = names.filter((name) => name !== 'Idempotency-Key' || route.method === 'POST')
  return mine.map((name) =>
    name === 'Prefer' && prefer !== undefined
      ? { ...headerComponents('published').Prefer, example: prefer }
      : { $ref: `#/components/parameters/${shortName(name)}` },
  )
}

/** How long a text of this form may be. */
const longest = ({ maxLength, enum: values, const: value }: JsonSchema): number =>
  maxLength ?? Math.max(...(values ?? [value]).map((one) => String(one).length))

/** The forms of a field that a query string takes: no null, and a number or a flag is its text anyway. */
const takenInQuery = (field: JsonSchema): JsonSchema => {
  const { anyOf, ...said } = field
  if (anyOf === undefined) return field
  const own = anyOf.find(({ type }) => type === 'integer' || type === 'boolean')
  const forms = own === undefined ? anyOf.filter(({ type }) => type !== 'null') : [own, { const: '' }]
  const [only, ...others] = forms
  if (others.length === 0 && only !== undefined) return { ...said, ...only }
  if (own !== undefined) return { ...said, anyOf: forms }
  return { ...said, type: 'string', maxLength: Math.max(...forms.map(longest)), anyOf: forms }
}

/** A field in the query string as it is taken: it may come in the body just as well, so none is required. */
export const takenParameters = (input: JsonSchema) =>
  Object.entries(input.properties ?? {}).map(([name, field]) => {
    const { description, ...schema } = takenInQuery(field as JsonSchema)
    return { name, in: 'query', required: false, description, schema }
  })

/** A field in the query string as it is published. Several values stand in one parameter, with commas. */
export const queryParameter = (name: string, field: JsonSchema, required: boolean, example: unknown) => {
  const { said, form } = partWords(field)
  const { description, default: otherwise } = said
  const fallback = otherwise === undefined ? {} : { default: otherwise }
  return {
    name,
    in: 'query',
    ...(required ? { required } : {}),
    description,
    ...(form.type === 'array' ? { style: 'form', explode: false } : {}),
    ...(example === undefined ? {} : { example }),
    schema: { ...form, ...fallback },
  }
}
