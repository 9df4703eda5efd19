import { scodes, ticketStateCodes, ticketTypeCodes } from '@gongdan/contracts'
import { afterEach, describe, expect, test } from '@jest/globals'
import { decideAll, silence } from '../../test/memoryBus.ts'
import { closeGateways, startGateway, uuid } from '../../test/startGateway.ts'
import { routes } from '../routes/table.ts'
import { answerSchema, answersOf } from './answers.ts'
import { openApiDocument } from './document.ts'
import { examples } from './examples.ts'

afterEach(closeGateways)

const served = JSON.stringify(openApiDocument(routes))
const document = JSON.parse(served)
const taken = JSON.parse(JSON.stringify(openApiDocument(routes, 'taken')))
const published = routes.filter(({ deprecated }) => !deprecated)

/** What a reference within the document leads to. */
const at = (reference: string) =>
  reference
    .slice(2)
    .split('/')
    .reduce((found, name) => Object(found)[name], document)

/** What is said of a field: at itself, at the component that it refers to, or at what that is built upon. */
const descriptionOf = (schema: unknown): string | undefined => {
  const { description, $ref: reference, allOf = [] } = Object(schema)
  const [said] = allOf.map(descriptionOf).filter(Boolean)
  return description ?? (reference === undefined ? said : descriptionOf(at(reference)))
}

/** The paths of fields without a description. */
const undescribed = (schema: unknown, path: string): string[] => {
  const { properties = {}, items, anyOf = [], allOf = [] } = Object(schema)
  const fields = Object.entries(properties).flatMap(([name, field]) => {
    // What `data` is, the summary of the operation says.
    if (name === 'data') return []
    return [
      ...(descriptionOf(field) === undefined ? [`${path}.${name}`] : []),
      ...undescribed(field, `${path}.${name}`),
    ]
  })
  return [...fields, ...[items, ...anyOf, ...allOf].filter(Boolean).flatMap((part) => undescribed(part, path))]
}

describe('the OpenAPI document', () => {
  test.each(published.map((route) => [route.method, route.url, route] as const))('has %s %s', (method, url, route) => {
    const operation = document.paths[url][method.toLowerCase()]
    expect(operation).toMatchObject({
      operationId: route.operationId,
      summary: expect.any(String),
      description: expect.any(String),
      tags: [route.tag],
    })
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', '401', '4XX', '429', '500']))
    for (const status of answersOf(route).keys()) {
      if (status === 503) continue
      const { $ref: reference, ...response } = operation.responses[status] ?? operation.responses['4XX']
      expect((reference === undefined ? response : at(reference)).content).toBeDefined()
    }
    expect(operation.requestBody === undefined).toBe(method === 'GET')
  })

  test('leaves out what only old clients send, which is taken all the same', () => {
    expect(document.paths['/v1/ticket/overrule'].get).toBeUndefined()
    expect(taken.paths['/v1/ticket/overrule'].get.requestBody.required).toBe(true)
    expect(taken.paths['/v1/ticket/list'].get.requestBody.required).toBe(false)
    expect(served).not.toContain('"const":""')
    expect(JSON.stringify(taken)).toContain('"const":""')
  })

  test('has every status and its scodes where it is fuzzed', () => {
    for (const route of routes) {
      const { responses } = taken.paths[route.url][route.method.toLowerCase()]
      expect(Object.keys(responses)).toEqual([...answersOf(route).keys()].toSorted((a, b) => a - b).map(String))
    }
  })

  test('is small enough to be read by programs again and again', () => {
    expect(Buffer.byteLength(served)).toBeLessThanOrEqual(200_000)
  })

  test('says what every parameter and every field of its components is', () => {
    const bare = Object.entries(document.components.schemas).flatMap(([name, schema]) => undescribed(schema, name))
    expect(bare).toEqual([])
    const operations = Object.values(document.paths).flatMap((of) => Object.values(Object(of)))
    const own = operations.flatMap((operation) => Object(operation).parameters ?? [])
    const parameters = [...Object.values(document.components.parameters), ...own].map((parameter) =>
      Object(parameter).$ref === undefined ? parameter : at(Object(parameter).$ref),
    )
    expect(parameters.length).toBeGreaterThan(60)
    expect(parameters.filter((parameter) => !Object(parameter).description)).toEqual([])
    // Nothing has fields outside of the components.
    expect(JSON.stringify([document.paths, document.components.responses])).not.toContain('"properties"')
  })

  /** A field of a component, or of what that is built upon. */
  const fieldOf = (schema: unknown, name: string): unknown => {
    const { $ref: reference, properties = {}, allOf = [] } = Object(schema)
    if (reference !== undefined) return fieldOf(at(reference), name)
    return properties[name] ?? allOf.map((part: unknown) => fieldOf(part, name)).find(Boolean)
  }

  /** What a request that leaves it out means all the same; something empty is nothing. */
  const filledIn = published.flatMap((route) => {
    const input = route.kind === 'command' ? route.body : route.input
    return (examples[route.operationId] ?? []).flatMap(({ body, query }) => {
      const sent = body ?? query ?? {}
      const taken = Object.entries(Object(input.safeParse(sent).data)).filter(([name]) => !Object.hasOwn(sent, name))
      return taken
        .filter(([, value]) => !['""', '{}', '[]', undefined].includes(JSON.stringify(value)))
        .map(([name, value]) => [route.operationId, name, value, route] as const)
    })
  })

  test.each(filledIn)('says what %s takes for %s that is left out', (_, name, value, { url, method }) => {
    const { parameters, requestBody } = document.paths[url][method.toLowerCase()]
    const asked = parameters
      .map((one: { $ref?: string }) => (one.$ref === undefined ? one : at(one.$ref)))
      .find((one: { name: string }) => one.name === name)
    const field = Object(asked ?? fieldOf(requestBody?.content['application/json'].schema, name))
    const otherwise = (field.$ref === undefined ? (field.schema ?? field) : { ...at(field.$ref), ...field }).default
    if (otherwise === undefined) expect(descriptionOf(field)).toContain('Default: ')
    else expect(otherwise).toEqual(value)
  })

  test('says once that any request may be answered with 503', () => {
    expect(document.info.description).toContain('503')
    expect(served).not.toContain('"503"')
    expect(taken.paths['/v1/ticket/pass'].post.responses['503']).toBeDefined()
  })

  test('types what approvers decided along, and the sections of what is claimed', () => {
    const { HistoryEntry, ClaimedTicket } = document.components.schemas
    const config = '#/components/schemas/ContainerConfig'
    expect(HistoryEntry.properties.config.anyOf).toEqual([{ $ref: config }, { type: 'null' }])
    const [, own] = ClaimedTicket.allOf
    expect(own.properties.configs.items.$ref).toBe(config)
    expect(own.properties.network.$ref).toBe('#/components/schemas/NetworkDetails')
  })

  test('has Chinese titles where people fill in what they describe', () => {
    const { VipDetails, PassBody, HistoryEntry } = document.components.schemas
    expect(VipDetails).toMatchObject({ 'x-title-cn': '虚拟 IP' })
    expect(JSON.stringify(PassBody)).toContain('x-title-cn')
    expect(JSON.stringify(HistoryEntry)).not.toContain('x-title-cn')
  })

  test('has words for programs in ASCII', () => {
    expect(document.info.title).toMatch(/^[ -~]+$/)
    for (const name of Object.keys(document.components.schemas)) expect(name).toMatch(/^[A-Za-z0-9]+$/)
  })

  test('tells the forms of a ticket apart by its type', () => {
    const { oneOf, discriminator, ...more } = document.components.schemas.TicketSubmission
    expect(more).toEqual({})
    expect(Object.values(discriminator.mapping)).toEqual(oneOf.map(({ $ref }: { $ref: string }) => $ref))
    expect(Object.keys(discriminator.mapping)).toEqual([...ticketTypeCodes])
  })

  test('has an example of every operation, and of none that there is not', () => {
    expect(Object.keys(examples).toSorted()).toEqual(published.map(({ operationId }) => operationId).toSorted())
  })

  test.each(Object.entries(examples))('takes the examples of %s', (operationId, sent) => {
    const route = published.find((one) => one.operationId === operationId)
    const input = route?.kind === 'command' ? route.body : route?.input
    for (const { body, query } of sent) expect(input?.safeParse(body ?? query).error).toBeUndefined()
  })

  test('lets programs read the scodes of tomorrow', () => {
    const { enum: values, ...scode } = document.components.schemas.Scode
    expect(values).toBeUndefined()
    expect(scode).toMatchObject({ type: 'integer', 'x-enum-values': Object.keys(scodes).map(Number) })
    expect(new Set(scode['x-enum-varnames']).size).toBe(Object.keys(scodes).length)
  })

  test('explains the claims of a token, every state and every scode', () => {
    const { description } = document.info
    for (const word of ['`sub`', '`tenant_uuid`', '`roles`', ...ticketStateCodes]) expect(description).toContain(word)
    for (const scode of Object.keys(scodes)) expect(description).toContain(`| ${scode} | `)
  })

  test('has no operation twice', () => {
    expect(new Set(routes.map((route) => route.operationId)).size).toBe(routes.length)
  })

  test('refers only to what it has', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '')
    expect(refs.filter((path) => at(`#/${path}`) === undefined)).toEqual([])
  })

  test('has the largest uint64 to the letter', async () => {
    const { get } = await startGateway({ docs: true })
    for (const url of ['/openapi.json', '/docs/json', '/docs/yaml']) {
      const text = (await get(url)).body
      expect(text).toMatch(/maximum"?: ?18446744073709551615\b/)
      expect(text).not.toContain('1844674407370955200')
    }
  })

  test('is served, and shown to people', async () => {
    const { get } = await startGateway({ docs: true, authenticate: () => ({ scode: 2001, desc: '' }) })
    expect((await get('/openapi.json')).json()).toEqual(document)
    const page = await get('/docs/')
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  })
})

describe('the answers', () => {
  const bodies: Readonly<Record<string, object>> = {
    saveTicket: { ticket_name: 'a', type: 'FEEDBACK' },
    submitTicket: { ticket_name: 'a', type: 'FEEDBACK' },
    overruleTickets: { list: [uuid()], reason: 'no' },
    returnTickets: { list: [uuid()], reason: 'no' },
    addApprovers: {
      list: [uuid()],
      reason: 'no',
      where: 'after',
      approvers: [{ tenant_uuid: 'acme', role_uuid: 'r' }],
    },
    transferTickets: { list: [uuid()], reason: 'no', to: { user_uuid: 'kai' } },
    copyTickets: { list: [uuid()], people: [{ tenant_uuid: 'acme', role_uuid: 'r' }] },
    terminateTickets: { list: [uuid()], reason: 'no' },
    claimFulfilments: { types: ['VM_SPECIFICATION'], limit: 5, lease: 60 },
    extendFulfilments: { list: [{ ticket_uuid: uuid(), request: 1, fence: 1 }] },
    reportFulfilments: { list: [{ ticket_uuid: uuid(), request: 1, fence: 1, state: 'done' }] },
    createProcess: { tenant_uuid: 'acme', process_name: 'p', approval_list: [{ tenant_uuid: 'acme', role_uuid: 'r' }] },
    updateProcess: {
      tenant_uuid: 'acme',
      process_uuid: uuid(),
      process_name: 'p',
      approval_list: [{ tenant_uuid: 'acme', role_uuid: 'r' }],
    },
    createWebhook: { tenant_uuid: 'acme', webhook_name: 'w', url: 'https://receiver.example/' },
    updateWebhook: { webhook_uuid: uuid(), webhook_name: 'w' },
    rotateWebhook: { webhook_uuid: uuid() },
    testWebhook: { webhook_uuid: uuid() },
    replayDeliveries: { webhook_uuid: uuid(), list: [uuid()] },
    changeSettings: {},
    confirmMail: { token: 'k.abc' },
    commentOnTicket: { ticket_uuid: uuid(), text: 'yes' },
    createDelegation: { to: { user_uuid: 'kai' }, start: 1_800_000_000, end: 1_800_086_400 },
  }
  const commands = routes.filter((route) => route.kind === 'command' && route.method === 'POST')

  test.each(commands.map((route) => [route.url, route] as const))('of %s are as it says', async (url, route) => {
    const { post, services } = await startGateway()
    const body = bodies[route.operationId] ?? { list: [uuid()] }
    const schema = answerSchema(route)
    const done = await post(url, body)
    expect([done.statusCode, schema.safeParse(done.json()).error]).toEqual([200, undefined])
    services(decideAll(2003))
    expect(schema.safeParse((await post(url, body)).json()).error).toBeUndefined()
    services(silence)
    const accepted = await post(url, body, { prefer: 'wait=0' })
    expect([accepted.statusCode, schema.safeParse(accepted.json()).error]).toEqual([202, undefined])
  })
})
