import { expect, test } from '@jest/globals'
import { inlineSingles, mergeSame, shareForms, titlesOfRequests } from './shorten.ts'

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` })

test('what one operation alone has stands there, what several have stays a component', () => {
  const answer = (name: string) => ({ $ref: `#/answers/${name}` })
  const paths = { '/a': { 200: answer('one'), 400: answer('many') }, '/b': { 400: answer('many') } }
  expect(inlineSingles(paths, { one: { description: 'One.' }, many: {} }, '#/answers/')).toEqual({
    paths: { '/a': { 200: { description: 'One.' }, 400: answer('many') }, '/b': { 400: answer('many') } },
    components: { many: {} },
  })
})

test('a whole number is a reference, and what is said of it stays', () => {
  const whole = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER, format: 'int64' } as const
  const { A } = shareForms({
    A: {
      type: 'object',
      properties: {
        count: { description: 'How many.', ...whole },
        since: { description: 'Since when.', 'x-unit': 'unix second', ...whole },
        seat: { description: 'Which.', ...whole, maximum: 1_000 },
      },
    },
  })
  expect(A?.properties).toEqual({
    count: { description: 'How many.', ...to('Whole') },
    since: { description: 'Since when.', ...to('UnixTime') },
    seat: { description: 'Which.', ...whole, maximum: 1_000 },
  })
})

test('Chinese titles stay in what requests refer to, also by way of another', () => {
  const titled = { 'x-title-cn': '名称', type: 'string' } as const
  const schemas = { Body: { properties: { a: to('Field') } }, Field: titled, Answer: { properties: { a: titled } } }
  expect(titlesOfRequests(schemas, [to('Body')])).toEqual({
    ...schemas,
    Answer: { properties: { a: { type: 'string' } } },
  })
})

test('of schemas in the same words one stays: the one that the contract names', () => {
  const form = { type: 'object', properties: { name: { type: 'string' } } } as const
  const list = { properties: { a: to('Own'), b: to('OwnerShown') } }
  expect(mergeSame({ Own: form, OwnerShown: form, List: list })).toEqual({
    OwnerShown: form,
    List: { properties: { a: to('OwnerShown'), b: to('OwnerShown') } },
  })
})
