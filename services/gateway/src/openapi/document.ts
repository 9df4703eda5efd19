import { MAX_DETAILS_BYTES, type Scode } from '@gongdan/contracts'
import type { EventsRoute, Route } from '../routes/route.ts'
import { answerSchema, answersOf, describeAnswer, refusalSchema } from './answers.ts'
import { componentsOf } from './components.ts'
import { type JsonSchema, jsonSchema, ticketForms, withExactBounds } from './schemas.ts'
import { withWords } from './words.ts'

const json = 'application/json'
const text = (maxLength: number): JsonSchema => ({ type: 'string', maxLength })
const whole = (maximum: number): JsonSchema => ({ type: 'integer', format: 'int32', minimum: 0, maximum })

const headers = {
  'X-Request-Id': { description: "The caller's own, or a new one.", schema: text(128) },
  'X-RateLimit-Limit': { description: 'Requests that one caller may make in a second.', schema: whole(1_000_000) },
  'X-RateLimit-Remaining': { description: 'How many of them are left.', schema: whole(1_000_000) },
  'X-RateLimit-Reset': { description: 'Seconds until they are all there again.', schema: whole(60) },
  'Access-Control-Allow-Origin': {
    description: 'Only behind a proxy that lets pages of another origin in; the gateway itself lets none in.',
    schema: text(256),
  },
  'Retry-After': { description: 'Seconds after which to try again.', schema: whole(60) },
  Location: { description: 'Where the outcome will be.', schema: text(256) },
}
type HeaderName = keyof typeof headers

const always: readonly HeaderName[] = [
  'X-Request-Id',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'Access-Control-Allow-Origin',
]

const headersOf = (status: number) => {
  const names: readonly HeaderName[] =
    status === 202 ? [...always, 'Location'] : status === 429 || status === 503 ? [...always, 'Retry-After'] : always
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}

const parameters = {
  'X-Request-Id': {
    description: 'Comes back with the answer and stands in the logs. One that does not fit is replaced by a new one.',
    schema: { ...text(128), pattern: '^[A-Za-z0-9._-]{1,128}$' },
  },
  Prefer: {
    description: 'wait=N: seconds to wait for the outcome, 0-30; respond-async: an answer at once, with 202.',
    schema: {
      anyOf: [
        { ...text(16), pattern: '^(wait=\\d{1,2}|respond-async)$' },
        { description: 'Other wishes are passed over (RFC 7240 §2).' },
      ],
    },
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
const headerParameters = (route: Route) => {
  const kinds = {
    'X-Request-Id': route.kind,
    'Last-Event-ID': 'events',
    Prefer: 'command',
    'Idempotency-Key': 'command',
  }
  const names = Object.entries(kinds).flatMap(([name, kind]) => (kind === route.kind ? [name] : []))
  const mine = names.filter((name) => name !== 'Idempotency-Key' || route.method === 'POST')
  return mine.map((name) => ({ $ref: `#/components/parameters/${name}` }))
}

/** How long a text of this form may be. */
const longest = ({ maxLength, enum: values, const: value }: JsonSchema): number =>
  maxLength ?? Math.max(...(values ?? [value]).map((one) => String(one).length))

/** The forms of a field that a query string has: no null, and a number or a flag is its text anyway. */
const inQueryString = (field: JsonSchema): JsonSchema => {
  const { anyOf, ...said } = field
  if (anyOf === undefined) return field
  const own = anyOf.find(({ type }) => type === 'integer' || type === 'boolean')
  const forms = own === undefined ? anyOf.filter(({ type }) => type !== 'null') : [own, { const: '' }]
  const [only, ...others] = forms
  if (others.length === 0 && only !== undefined) return { ...said, ...only }
  if (own !== undefined) return { ...said, anyOf: forms }
  return { ...said, type: 'string', maxLength: Math.max(...forms.map(longest)), anyOf: forms }
}

/** A field in the query string; it may come in the body just as well, so none is required. */
const queryParameters = (input: JsonSchema) =>
  Object.entries(input.properties ?? {}).map(([name, field]) => {
    const { description, ...schema } = inQueryString(field as JsonSchema)
    return { name, in: 'query', required: false, description, schema }
  })

const nameOf = (route: Route, part: 'Body' | 'Answer' | 'Event'): string =>
  `${route.operationId.charAt(0).toUpperCase()}${route.operationId.slice(1)}${part}`
const referTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

const inputSchema = (route: Route): JsonSchema => {
  if (route.kind !== 'command') return jsonSchema(route.input, 'input')
  return route.section === undefined ? jsonSchema(route.body, 'input') : ticketForms(route.section)
}

/** The components of a route: what it takes, and what it answers. */
const schemasOf = (route: Route): Readonly<Record<string, JsonSchema>> => {
  const { required, ...partial } = withWords(inputSchema(route), route.operationId)
  // By GET, fields may be split between query string and body, so neither has to be complete.
  const body = route.method === 'GET' && route.kind !== 'command' ? partial : { ...partial, required }
  return {
    [nameOf(route, 'Body')]: body,
    ...(route.kind === 'events'
      ? { [nameOf(route, 'Event')]: withWords(jsonSchema(route.data, 'output'), route.operationId) }
      : { [nameOf(route, 'Answer')]: withWords(jsonSchema(answerSchema(route), 'output'), route.operationId) }),
  }
}

const inputOf = (route: Route) => {
  const content = { [json]: { schema: referTo(nameOf(route, 'Body')) } }
  if (route.kind === 'command' || route.method === 'POST') {
    return { parameters: headerParameters(route), requestBody: { required: true, content } }
  }
  const input = withWords(inputSchema(route), route.operationId)
  return {
    parameters: [...queryParameters(input), ...headerParameters(route)],
    requestBody: { required: false, content },
  }
}

/**
 * OpenAPI 3.1 cannot describe a stream of events: the schema is that of one event, as readers of 3.1 take it. What an
 * event without a name brings stands beside, for those with a name bring something else.
 */
const streamed = (route: EventsRoute) => {
  const properties = {
    id: { ...text(15), pattern: '^\\d+$' },
    event: { type: 'string', enum: ['listening', 'missed', 'end'] },
    data: { description: 'JSON', ...text(MAX_DETAILS_BYTES), contentMediaType: json },
    retry: whole(120_000),
  }
  const schema = { type: 'object', properties, additionalProperties: false }
  return { 'text/event-stream': { schema, 'x-event-schema': referTo(nameOf(route, 'Event')) } }
}

const responseOf = (description: string, status: number, content: object) => ({
  description,
  headers: headersOf(status),
  content,
})

/** A refusal by its status and scodes, which many routes have in common. */
const refusalName = (status: number, found: readonly Scode[]): string => ['Refused', status, ...found].join('-')
const refusalsOf = (route: Route) =>
  [...answersOf(route)]
    .filter(([status]) => status >= 400)
    .map(([status, found]) => {
      const content = { [json]: { schema: referTo('Refusal') } }
      return [refusalName(status, found), responseOf(describeAnswer(route, status, found), status, content)] as const
    })

const responsesOf = (route: Route) =>
  Object.fromEntries(
    [...answersOf(route)].map(([status, found]) => {
      if (status >= 400) return [status, { $ref: `#/components/responses/${refusalName(status, found)}` }]
      const streams = route.kind === 'events' && status === 200
      const content = streams ? streamed(route) : { [json]: { schema: referTo(nameOf(route, 'Answer')) } }
      return [status, responseOf(describeAnswer(route, status, found), status, content)]
    }),
  )

const operationOf = (route: Route) => ({
  operationId: route.operationId,
  tags: [route.tag],
  summary: route.summary,
  description: route.description,
  ...(route.deprecated ? { deprecated: true } : {}),
  ...inputOf(route),
  responses: responsesOf(route),
})

/** The OpenAPI 3.1 document of these routes, made of the same schemas that check the requests (contract §5). */
export const openApiDocument = (routes: readonly Route[]) =>
  withExactBounds({
    openapi: '3.1.0',
    info: {
      title: 'gongdan 工单',
      version: '1.0.0',
      description:
        'Approval tickets that act. Every answer is an envelope; its scode tells what became of the request.',
    },
    servers: [{ url: '/', description: 'This gateway, in local runs as in production', 'x-internal': false }],
    tags: [
      { name: 'tickets', description: 'Tickets 工单' },
      { name: 'processes', description: 'Approval processes 审批流程' },
      { name: 'people', description: 'Who there is, and in which roles 人员与角色' },
      { name: 'images', description: 'Tencent Cloud images 腾讯云镜像' },
      { name: 'notifications', description: 'What concerns whom, and how he hears of it 通知' },
      { name: 'batches', description: 'Requests that were answered with 202' },
    ],
    security: [{ bearer: [] }],
    paths: Object.fromEntries(
      [...Map.groupBy(routes, (route) => route.url)].map(([url, same]) => [
        url,
        Object.fromEntries(same.map((route) => [route.method.toLowerCase(), operationOf(route)])),
      ]),
    ),
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A JWT of the issuer, checked as RFC8725 advises.',
        },
      },
      schemas: componentsOf({
        Refusal: withWords(jsonSchema(refusalSchema, 'output'), 'refusal'),
        ...Object.assign({}, ...routes.map(schemasOf)),
      }),
      responses: Object.fromEntries(routes.flatMap(refusalsOf)),
      headers,
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([name, of]) => [name, { name, in: 'header', required: false, ...of }]),
      ),
    },
  })
