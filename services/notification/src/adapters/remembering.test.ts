import { userKey } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import type { SeenToken } from '../domain/ports.ts'
import { person } from '../domain/ticketEvent.fixture.ts'
import { rememberAnswers, rememberMembers } from './remembering.ts'

/** A look-up whose answers carry the number of the question. */
const counted = () => {
  const asked: (readonly string[])[] = []
  let time = 0
  const { find, forget } = rememberAnswers(
    async (keys) => {
      asked.push(keys)
      return new Map(keys.filter((key) => key !== 'none').map((key) => [key, `${key}${asked.length}`]))
    },
    () => time,
  )
  return { asked, find, forget, pass: (ms: number) => (time += ms) }
}

test('an answer is remembered for a second, also that there is nothing', async () => {
  const { asked, find, pass } = counted()
  expect(await find(['a', 'none', 'a'])).toEqual(new Map([['a', 'a1']]))
  pass(999)
  expect(await find(['a', 'b', 'none'])).toEqual(
    new Map([
      ['a', 'a1'],
      ['b', 'b2'],
    ]),
  )
  pass(1)
  expect(await find(['a', 'b'])).toEqual(
    new Map([
      ['a', 'a3'],
      ['b', 'b2'],
    ]),
  )
  expect(asked).toEqual([['a', 'none'], ['b'], ['a']])
})

test('what was changed is asked anew, also while it is being asked', async () => {
  const { asked, find, forget } = counted()
  const early = find(['a', 'b'])
  forget(['a'])
  expect(await find(['a', 'b'])).toEqual(
    new Map([
      ['a', 'a2'],
      ['b', 'b1'],
    ]),
  )
  expect((await early).get('a')).toBe('a1')
  forget()
  await find(['b'])
  expect(asked).toHaveLength(3)
})

test('a question that failed is asked again', async () => {
  let fails = true
  const { find } = rememberAnswers(
    async (keys) => {
      if (fails) throw new Error('no database')
      return new Map(keys.map((key) => [key, 1]))
    },
    () => 0,
  )
  await expect(find(['a'])).rejects.toThrow('no database')
  fails = false
  expect(await find(['a'])).toEqual(new Map([['a', 1]]))
})

test('members of a role are those of the newest token that was seen here', async () => {
  const members = new Map<string, readonly string[]>()
  const store = {
    record: async (seen: readonly SeenToken[]) => {
      for (const { principal } of seen) members.set('t1 auditor', [userKey(principal)])
    },
    find: async () => new Map(members),
    rolesOf: async () => new Set<string>(),
  }
  const { find, record } = rememberMembers(store, () => 0)
  expect(await find(['t1 auditor'])).toEqual(new Map())
  await record([{ principal: { ...person('li'), roles: [] }, iat: 1, at: 1 }])
  expect(await find(['t1 auditor'])).toEqual(new Map([['t1 auditor', ['t1 li']]]))
})
