import { expect, test } from '@jest/globals'
import { componentsOf } from './components.ts'

const described = (title: string) =>
  ({ type: 'string', title, description: 'so long that it is worth a reference. '.repeat(3) }) as const
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })

test('what stands in several places of the document stands there once, and is called as its field', () => {
  const owner = {
    type: 'object',
    properties: { role_uuid: described('Role ID'), user_name: described('User') },
  } as const
  const found = componentsOf({
    A: { type: 'object', properties: { owner, list: { type: 'array', items: owner }, state: described('State') } },
    B: { type: 'object', properties: { owner: { anyOf: [owner, { type: 'null' }] }, role_uuid: described('Role ID') } },
  })
  expect(found).toEqual({
    A: {
      type: 'object',
      properties: {
        owner: reference('Owner'),
        list: { type: 'array', items: reference('Owner') },
        state: described('State'),
      },
    },
    B: {
      type: 'object',
      properties: { owner: { anyOf: [reference('Owner'), { type: 'null' }] }, role_uuid: reference('RoleUuid') },
    },
    Owner: { type: 'object', properties: { role_uuid: reference('RoleUuid'), user_name: described('User') } },
    RoleUuid: described('Role ID'),
  })
})

test('a name that is taken grows by the names around it', () => {
  const found = componentsOf({
    A: { properties: { step: { properties: { reason: described('Comment') } }, reason: described('Reason') } },
    B: { properties: { step: { properties: { other: described('x'), reason: described('Comment') } } } },
    C: { properties: { reason: described('Reason') } },
  })
  expect(Object.keys(found)).toEqual(['A', 'B', 'C', 'Reason', 'AReason'])
  expect(found.Reason).toEqual(described('Comment'))
})
