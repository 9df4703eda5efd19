import { ChangedTicket, ContainerConfig, fieldWords, groups, wordsOf } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { routes } from '../routes/table.ts'
import { answerSchema } from './answers.ts'
import { takenForms } from './forms.ts'
import { type JsonSchema, jsonSchema } from './schemas.ts'
import { withWords } from './words.ts'

/** The paths of all fields in a schema, at whatever depth and in whichever of its forms. */
const pathsIn = (schema: JsonSchema, at: string): readonly string[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    `${at}.${name}`,
    ...pathsIn(field as JsonSchema, `${at}.${name}`),
  ]),
  ...[schema.items, schema.additionalProperties, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((part) =>
    typeof part === 'object' ? pathsIn(part as JsonSchema, at) : [],
  ),
]

const ofRoutes = routes.flatMap((route) => {
  const input = route.kind === 'command' ? route.body : route.input
  const isTicket = route.kind === 'command' && route.section !== undefined
  const answer = route.kind === 'events' ? route.data : answerSchema(route)
  return [
    isTicket ? takenForms(route.section ?? 'draft') : jsonSchema(input, 'input', 'taken'),
    jsonSchema(answer, 'output', 'taken'),
  ].flatMap((schema) => pathsIn(schema, route.operationId))
})
// What only the system fills in stands in `empty` alone.
const ofSections = Object.entries(groups).flatMap(([group, sections]) =>
  Object.entries(sections).flatMap(([name, section]) => [
    ...pathsIn(jsonSchema(z.looseObject(section.fields), 'input', 'taken'), `${group}.${name}`),
    ...Object.keys(section.empty).map((field) => `${group}.${name}.${field}`),
  ]),
)
const ofConfig = pathsIn(jsonSchema(ContainerConfig, 'input', 'taken'), 'config')
const ofNamedEvents = pathsIn(jsonSchema(ChangedTicket, 'output', 'taken'), 'listenToEvents')
const paths = [...new Set([...ofRoutes, ...ofSections, ...ofConfig, ...ofNamedEvents])].toSorted()

describe('the words of fields', () => {
  test('are there for every field of requests, answers and sections', () => {
    expect(paths.length).toBeGreaterThan(600)
    expect(paths.filter((path) => wordsOf(path) === undefined)).toEqual([])
  })

  test('are all used', () => {
    const used = new Set(paths.map(wordsOf))
    expect(Object.keys(fieldWords).filter((key) => !used.has(fieldWords[key]))).toEqual([])
  })

  test.each(Object.entries(fieldWords))('of %s fit a form and a document', (_name, words) => {
    expect(words.title).toMatch(/^[A-Z][ -~]{1,39}$/)
    expect(words.title_cn).toMatch(/^\P{Cc}{1,20}$/u)
    expect(words.title_cn).toMatch(/\p{Script=Han}/u)
    expect(words.description).toMatch(/^[ -~]{8,119}[.]$/)
  })

  test('are those of the longest end of a path', () => {
    expect(wordsOf('passTickets.reason')?.title_cn).toBe('审批意见')
    expect(wordsOf('inspectTicket.data.history.type')?.title_cn).toBe('事件类型')
    expect(wordsOf('simulateProcess.ticket.reason')?.title_cn).toBe('申请事由')
    expect(wordsOf('anotherRoute.reason')).toBeUndefined()
    expect(wordsOf('disk_size')?.unit).toBe('byte')
    expect(wordsOf('saveTicket.toString')).toBeUndefined()
  })

  test('stand at each field of a schema, and once where a field stands in its forms again', () => {
    const text = { type: 'string' } as const
    const said = withWords(
      { properties: { type: text, disk_size: text }, oneOf: [{ properties: { type: text } }] },
      'saveTicket',
    )
    expect(said.properties?.disk_size).toEqual({
      type: 'string',
      description: 'How much disk space, in bytes.',
      'x-title-cn': '磁盘大小',
      'x-unit': 'byte',
    })
    expect(said.properties?.type).toHaveProperty('x-title-cn', '工单类型')
    expect(said.oneOf?.[0]?.properties?.type).toEqual(text)
  })
})
