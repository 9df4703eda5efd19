import { readFileSync } from 'node:fs'
import { envelopeOf, groups, MAX_DETAILS_BYTES, type Scode, scodes, TicketInfoBody } from '@gongdan/contracts'
import { z } from 'zod'
import type { CommandRoute, EventsRoute, Route } from '../routes/route.ts'
import { answersOf, describeAnswer, describeRefusal, describeRefusals } from './answers.ts'
import { type Components, createComponents } from './components.ts'
import { type Example, examples, placeInDocument } from './examples.ts'
import { draftForm, shownGroups, submissionForms, takenForms } from './forms.ts'
import { introduction } from './introduction.ts'
import {
  answerHeaders,
  headerComponents,
  headerParameters,
  headersOf,
  queryParameter,
  takenParameters,
  text,
  whole,
} from './parameters.ts'
import { type JsonSchema, jsonSchema, NAME, partWords, type Reading, withExactBounds } from './schemas.ts'
import { inlineSingles, mergeSame, shareForms, titlesOfRequests } from './shorten.ts'
import { withWords } from './words.ts'

const json = 'application/json'
const nothing = { type: 'null' } as const

const Package = z.object({ version: z.string() })
const { version } = Package.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`

/** `SUCCESS`, `SOME_ITEMS_FAILED`: what generated programs call the scodes. */
const constantOf = (scode: number): string =>
  scodes[scode as Scode].message
    .toUpperCase()
    .replaceAll("'", '')
    .replaceAll(/[^A-Z0-9]+/g, '_')

const scodeForm = (): JsonSchema => {
  const values = Object.keys(scodes).map(Number)
  return {
    // No enum: a program that was generated yesterday must read the scodes of tomorrow.
    ...{ type: 'integer', format: 'int32', minimum: 0, maximum: 9999 },
    'x-enum-values': values,
    'x-enum-varnames': values.map(constantOf),
  }
}

/** The bodies of examples, who sends them, and how later examples call what their answers bring. */
const examplesOf = (samples: readonly Example[]) =>
  Object.fromEntries(
    samples.map(({ caller, body, answer }, index) => [
      String(index + 1),
      { 'x-caller': caller, ...(answer === undefined ? {} : { 'x-answer': answer }), value: body },
    ]),
  )

/** Refusals that programs handle by their status, before they look at the scode; the others are said at once. */
const refusalNames: Readonly<Record<number, string>> = { 401: 'SignIn', 429: 'TooMany', 500: 'Broken' }
const describeOthers =
  'The request was refused: 400, 403, 404, 409, 413, 415 or 422. `scode` says why; `Retry-After` comes with 1009.'

/** Gives what `make` gives, made when it is first asked for. */
const madeOnce = <T>(make: () => T): (() => T) => {
  let made: { readonly it: T } | undefined
  return () => {
    made ??= { it: make() }
    return made.it
  }
}

/** A group with one section. What the section is, the details that it is built upon say. */
const groupOfOne = (group: JsonSchema): JsonSchema => {
  const sections = Object.entries(group.properties ?? {}).map(([name, section]) => [
    name,
    partWords(section as JsonSchema).form,
  ])
  return { ...group, properties: Object.fromEntries(sections) }
}

/** A schema in which the fields that hold sections of tickets have the forms of these groups, at whatever depth. */
const withGroups = (schema: JsonSchema, shown: Readonly<Record<string, unknown>>): JsonSchema => {
  const { properties, items } = schema
  const fields = Object.entries(properties ?? {}).map(([name, field]) => [
    name,
    Object.hasOwn(groups, name) ? shown[name] : withGroups(Object(field), shown),
  ])
  return {
    ...schema,
    ...(properties === undefined ? {} : { properties: Object.fromEntries(fields) }),
    ...(typeof items === 'object' && !Array.isArray(items) ? { items: withGroups(items as JsonSchema, shown) } : {}),
  }
}

/** Describes routes one after the other; what they have in common is collected in `components`. */
const createDescriber = (components: Components, as: Reading) => {
  const published = as === 'published'
  const formOf = (schema: z.ZodType, io: 'input' | 'output', path: string): JsonSchema =>
    withWords(jsonSchema(schema, io, as), path)
  const named = (schema: JsonSchema, name: string): JsonSchema => ({ ...schema, [NAME]: schema[NAME] ?? name })

  const envelope = madeOnce((): JsonSchema => {
    const { properties, ...form } = formOf(envelopeOf(z.null()), 'output', 'envelope')
    const { data: _, scode, ...fields } = properties ?? {}
    const said = withWords({ properties: { scode: {} } }, 'envelope').properties?.scode
    const code = { ...Object(said), ...components.add('Scode', scodeForm()) }
    return components.add('Envelope', {
      type: 'object',
      properties: { scode: code, ...fields },
      required: (form.required ?? []).filter((name) => name !== 'data'),
    })
  })
  /** An envelope with this data. */
  const around = (name: string, data: JsonSchema): JsonSchema => {
    const own: JsonSchema = { properties: { data }, required: ['data'] }
    return components.add(name, { allOf: [envelope(), own], ...(published ? {} : { unevaluatedProperties: false }) })
  }

  const groupForms = madeOnce(shownGroups)
  /** The form of `data`, with the forms of the sections of tickets. */
  const dataOf = (route: Route, path: string): JsonSchema =>
    withGroups(formOf(route.data, 'output', path), withWords({ properties: groupForms() }, path).properties ?? {})

  /** The name of what a command is about: `TicketRef` of many. */
  const refOf = (route: CommandRoute): string =>
    String(jsonSchema(route.data, 'output', as)[NAME] ?? `${capital(route.operationId)}Ref`)
  const outcome = (route: CommandRoute): JsonSchema => {
    const name = refOf(route)
    const data = named(dataOf(route, `${route.operationId}.data`), name)
    return around(`${name}Answer`, components.extract(data, name))
  }
  const results = (route: CommandRoute): JsonSchema => {
    const name = refOf(route)
    const subject = name.replace(/Ref$/, '')
    const path = `${route.operationId}.data`
    const item = components.extract(named(dataOf(route, `${path}.results.data`), name), name)
    const outcomes = { success: z.int(), fail: z.int(), results: z.array(z.unknown()) }
    const { properties, ...form } = formOf(z.strictObject(outcomes), 'output', path)
    const list = { ...Object(properties?.results), items: around(`${name}Answer`, item) }
    const data = components.add(`${subject}Results`, { ...form, properties: { ...properties, results: list } })
    return around(`${subject}ResultsAnswer`, data)
  }
  /** What is not done in time is answered with what it is, and where its outcome will be. */
  const accepted = (): JsonSchema => {
    const data = formOf(z.looseObject({ batch_uuid: z.uuid() }), 'output', 'accepted.data')
    return around('AcceptedAnswer', components.extract(data, 'Accepted'))
  }
  const shown = (route: Route): JsonSchema => {
    const data = dataOf(route, `${route.operationId}.data`)
    const name = String(data[NAME] ?? `${capital(route.operationId)}Data`)
    return around(`${name.replace(/Data$/, '')}Answer`, components.extract(data, name))
  }
  const answerOf = (route: Route): JsonSchema => {
    if (route.kind !== 'command') return shown(route)
    return route.single ? outcome(route) : results(route)
  }

  /** The body of submit: a component for each type, told apart by `type`. */
  const submission = (path: string): JsonSchema => {
    const { head, forms } = submissionForms()
    const common = components.extract({ ...withWords(head, path), [NAME]: 'SubmissionHead' }, 'SubmissionHead')
    const mapping = forms.map(({ type, name, titleCn, form }) => {
      const { properties, ...rest } = withWords(form, path, Object.keys(form.properties ?? {}))
      const fields = Object.entries(properties ?? {}).map(([field, part]) => [
        field,
        field === 'type'
          ? { description: 'The type.', ...Object(part) }
          : components.extract({ ...groupOfOne(part as JsonSchema), description: 'Its section.' }, name, field),
      ])
      const typed = { ...rest, properties: Object.fromEntries(fields) }
      const { $ref } = components.add(name, { 'x-title-cn': titleCn, allOf: [common, typed] })
      return [type, String($ref)] as const
    })
    return components.add('TicketSubmission', {
      oneOf: mapping.map(([, $ref]) => ({ $ref })),
      discriminator: { propertyName: 'type', mapping: Object.fromEntries(mapping) },
    })
  }
  /** The form of a body, with the forms of each type where a ticket stands in it. */
  const bodyOf = (route: Route): JsonSchema => {
    const path = route.operationId
    if (route.kind === 'command' && route.section !== undefined) {
      if (!published) return withWords(takenForms(route.section), path)
      return route.section === 'complete' ? submission(path) : withWords(draftForm(), path)
    }
    const body = formOf(route.kind === 'command' ? route.body : route.input, 'input', path)
    const fields = Object.entries(body.properties ?? {}).map(([name, field]) => {
      const isTicket = published && Object(field)[NAME] === nameOfTicket
      return [
        name,
        isTicket ? { ...partWords(field as JsonSchema).said, ...withWords(draftForm(), 'saveTicket') } : field,
      ]
    })
    return { ...body, properties: Object.fromEntries(fields) }
  }
  const nameOfTicket = jsonSchema(TicketInfoBody, 'input', as)[NAME]

  const inputOf = (route: Route) => {
    const body = bodyOf(route)
    const name = `${capital(route.operationId)}Body`
    const samples = published ? (examples[route.operationId] ?? []) : []
    const isSent = route.kind === 'command' || route.method === 'POST'
    if (isSent) {
      const sent = samples.length === 0 ? {} : { examples: examplesOf(samples) }
      const content = { [json]: { schema: components.extract(named(body, name), name), ...sent } }
      const { success: mayBeAbsent } = (route.kind === 'command' ? route.body : route.input).safeParse({})
      const requestBody = { required: published || !mayBeAbsent, content }
      return { parameters: headerParameters(route, samples[0]?.prefer), requestBody }
    }
    if (published) {
      const query = Object.entries(body.properties ?? {}).map(([field, form]) => {
        const required = body.required?.includes(field) ?? false
        const schema = components.extract(form as JsonSchema, '', field)
        return components.addParameter(queryParameter(field, schema, required, samples[0]?.query?.[field]))
      })
      const caller = samples[0]?.caller
      return {
        ...(caller === undefined ? {} : { 'x-caller': caller }),
        parameters: [...query, ...headerParameters(route)],
      }
    }
    // By GET, fields may be split between query string and body, so neither has to be complete.
    const { required: _, ...partial } = body
    return {
      parameters: [...takenParameters(body), ...headerParameters(route)],
      requestBody: { required: false, content: { [json]: { schema: partial } } },
    }
  }

  /**
   * OpenAPI 3.1 cannot describe a stream of events: the schema is that of one event, as readers of 3.1 take it. What an
   * event without a name brings stands beside, for those with a name bring something else.
   */
  const streamed = (route: EventsRoute) => {
    const event = components.extract(formOf(route.data, 'output', route.operationId), capital(route.operationId))
    const properties: Record<string, JsonSchema> = {
      id: { description: 'Where the stream goes on for who comes back with it.', ...text(15), pattern: '^\\d+$' },
      event: {
        description: 'What it is; none where data is a notice.',
        ...{ type: 'string', enum: ['listening', 'ticket.changed', 'missed', 'end'] },
      },
      data: { description: 'JSON.', ...text(MAX_DETAILS_BYTES), contentMediaType: json },
      retry: { description: 'After how many milliseconds to come back.', ...whole(120_000) },
    }
    const form = { type: 'object', properties, additionalProperties: false, [NAME]: 'StreamedEvent' } as const
    const schema = components.extract(form, 'StreamedEvent')
    return { 'text/event-stream': { schema, 'x-event-schema': event } }
  }
  const refusal = madeOnce(() => around('Refusal', { anyOf: [{ type: 'object', additionalProperties: {} }, nothing] }))
  const refused = (name: string, status: number, description: string): JsonSchema =>
    components.addResponse(name, {
      description,
      headers: headersOf(status),
      content: { [json]: { schema: refusal() } },
    })
  const answered = (route: Route, status: number, found: readonly Scode[]) => {
    const description = describeAnswer(found)
    const answer = (content: object) => ({ description, headers: headersOf(status, route.kind === 'command'), content })
    if (route.kind === 'events') return answer(streamed(route))
    const schema = status === 202 ? accepted() : answerOf(route)
    return components.addResponse(String(schema.$ref).replace(/.*\//, ''), answer({ [json]: { schema } }))
  }
  const responsesOf = (route: Route) => {
    // Any request may meet 503; the introduction says so once.
    const statuses = [...answersOf(route)].filter(([status]) => !published || status !== 503)
    return Object.fromEntries(
      statuses.map(([status, found]) => {
        if (status < 400) return [status, answered(route, status, found)]
        if (published && refusalNames[status] === undefined) return ['4XX', refused('Refused', 400, describeOthers)]
        return [status, refused(refusalNames[status] ?? `Refused${status}`, status, describeRefusal(status))]
      }),
    )
  }

  return (route: Route) => ({
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    description: `${route.description}${describeRefusals(route)}`,
    ...(route.deprecated ? { deprecated: true } : {}),
    ...inputOf(route),
    responses: responsesOf(route),
  })
}

/**
 * The OpenAPI 3.1 document of these routes, made of the same schemas that check the requests (contract §5). As published it leaves out
 * what is served to old clients only.
 */
export const openApiDocument = (all: readonly Route[], as: Reading = 'published') => {
  const inOrder = all.toSorted((one, other) => placeInDocument(one.operationId) - placeInDocument(other.operationId))
  const routes = as === 'published' ? inOrder.filter(({ deprecated }) => !deprecated) : all
  const components = createComponents()
  const describe = createDescriber(components, as)
  const described = Object.fromEntries(
    [...Map.groupBy(routes, (route) => route.url)].map(([url, same]) => [
      url,
      Object.fromEntries(same.map((route) => [route.method.toLowerCase(), describe(route)])),
    ]),
  )
  const answers = inlineSingles(described, components.responses(), '#/components/responses/')
  const inputs = inlineSingles(answers.paths, components.parameters(), '#/components/parameters/')
  const { paths } = inputs
  const operations = Object.values(paths).flatMap((of): object[] => Object.values(of))
  const requests = operations.map((operation) => ({ ...operation, responses: {} }))
  return withExactBounds({
    openapi: '3.1.0',
    info: { title: 'gongdan', 'x-title-cn': '工单', version, description: introduction },
    servers: [{ url: '/', description: 'This gateway, in local runs as in production', 'x-internal': false }],
    tags: [
      { name: 'tickets', description: 'Tickets 工单' },
      { name: 'processes', description: 'Approval processes 审批流程' },
      { name: 'people', description: 'Who there is, and in which roles 人员与角色' },
      { name: 'images', description: 'Tencent Cloud images 腾讯云镜像' },
      { name: 'fulfilment', description: 'What was approved, and the programs that do it 执行' },
      { name: 'notifications', description: 'What concerns whom, and how they hear of it 通知' },
      { name: 'batches', description: 'Requests that were answered with 202' },
    ],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A JWT of the issuer, checked as RFC8725 advises.',
        },
      },
      schemas: mergeSame(titlesOfRequests(shareForms(components.all()), [requests, inputs.components])),
      responses: answers.components,
      headers: answerHeaders,
      parameters: { ...inputs.components, ...headerComponents(as) },
    },
  })
}
