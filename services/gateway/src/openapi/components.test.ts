import { expect, test } from '@jest/globals'
import { createComponents } from './components.ts'
import { type JsonSchema, NAME } from './schemas.ts'

const described = (title: string) =>
  ({
    type: 'string',
    'x-title-cn': title,
    description: 'so long that it is worth a reference. '.repeat(3),
  }) as JsonSchema
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })

test('objects, enums and choices are components, called as in code or as the field that they stand in', () => {
  const components = createComponents()
  const owner: JsonSchema = { [NAME]: 'Owner', type: 'object', properties: { name: { type: 'string' } } }
  const step: JsonSchema = {
    [NAME]: 'Step',
    type: 'object',
    properties: {
      owners: { type: 'array', items: owner },
      state: { enum: ['open', 'done'], description: 'How it is.' },
      seats: { type: 'array', items: { type: 'object', properties: { seat_id: { type: 'integer' } } } },
      backup: { anyOf: [owner, { type: 'null' }] },
    },
  }
  expect(components.extract(step, 'Anything')).toEqual(reference('Step'))
  expect(components.all()).toEqual({
    Owner: { type: 'object', properties: { name: { type: 'string' } } },
    Step: {
      type: 'object',
      properties: {
        owners: { type: 'array', items: reference('Owner') },
        state: { ...reference('StepState'), description: 'How it is.' },
        seats: { type: 'array', items: reference('StepSeat') },
        backup: { anyOf: [reference('Owner'), { type: 'null' }] },
      },
    },
    StepSeat: { type: 'object', properties: { seat_id: { type: 'integer' } } },
    StepState: { enum: ['open', 'done'] },
  })
})

test('values that the contract has a name for are called so, and null is a type', () => {
  const components = createComponents()
  const states = ['saved', 'pending', 'overruled', 'withdrawn', 'passed', 'archived']
  components.extract(
    {
      type: 'object',
      properties: { now: { enum: states }, since: { anyOf: [{ type: 'integer' }, { type: 'null' }] } },
    },
    'A',
  )
  expect(components.all()).toEqual({
    A: { type: 'object', properties: { now: reference('TicketStateCode'), since: { type: ['integer', 'null'] } } },
    TicketStateCode: { enum: states },
  })
})

test('a name that is taken by another form grows by a number', () => {
  const components = createComponents()
  const form = (field: string) => ({ type: 'object', properties: { [field]: { type: 'string' } } }) as const
  expect(components.extract(form('a'), 'A')).toEqual(reference('A'))
  expect(components.extract(form('b'), 'A')).toEqual(reference('An2'))
  expect(components.extract(form('a'), 'A')).toEqual(reference('A'))
})

test('a field that several components have in the same words is a component', () => {
  const components = createComponents()
  const role = described('角色')
  components.add('A', { type: 'object', properties: { role, reason: described('理由') } })
  components.add('B', { type: 'object', properties: { role, reason: described('事由') } })
  expect(components.all()).toEqual({
    A: { type: 'object', properties: { role: reference('Role'), reason: described('理由') } },
    B: { type: 'object', properties: { role: reference('Role'), reason: described('事由') } },
    Role: role,
  })
})

test('words that all references to a component have are said at the component', () => {
  const components = createComponents()
  const said = { description: 'Where it is.', 'x-title-cn': '位置' }
  components.add('Place', { type: 'object', properties: { name: { type: 'string' } } })
  components.add('A', { type: 'object', properties: { place: { ...said, ...reference('Place') } } })
  components.add('B', { type: 'object', properties: { place: { ...said, ...reference('Place') } } })
  expect(components.all()).toMatchObject({
    A: { properties: { place: reference('Place') } },
    Place: { ...said, type: 'object' },
  })
})

test('an object with the fields of another and more is built upon it, unless it has no more than it says', () => {
  const text = { type: 'string' } as const
  const small = { type: 'object', properties: { a: text, b: text } } as const
  const large = { type: 'object', properties: { a: text, b: text, c: text } } as const
  const components = createComponents()
  components.add('Small', small)
  components.add('Large', large)
  components.add('Closed', { ...large, additionalProperties: false })
  expect(components.all()).toEqual({
    Small: small,
    Large: { allOf: [reference('Small'), { properties: { c: text } }] },
    Closed: { ...large, additionalProperties: false },
  })
})
