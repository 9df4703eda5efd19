import { describe, expect, test } from '@jest/globals'
import { createPeople } from '../../../services/ticket/src/public.ts'
import { emptyStores } from '../../support/emptyStores.ts'

const open = emptyStores('ticket')
const now = Date.now()
const dayMs = 24 * 3_600_000

interface Shown {
  readonly tenant?: string
  readonly name?: string
  readonly roles?: Readonly<Record<string, string>>
  readonly iat?: number
  readonly at?: number
}

const seen = (userUuid: string, { tenant = 'acme', name = userUuid, roles = {}, iat = 1, at = now }: Shown) => ({
  principal: {
    userUuid,
    userName: name,
    tenantUuid: tenant,
    tenantName: 'Acme',
    roles: Object.entries(roles).map(([uuid, roleName]) => ({ uuid, name: roleName })),
  },
  iat,
  at,
})
const auditor = { tenantUuid: 'acme', roleUuid: 'auditor' }
const page = { tenantUuid: 'acme', roleUuid: null, skip: 0, limit: 10 }

describe('the people of a tenant', () => {
  test('hold the roles of the token that was issued last, in whatever order tokens are heard of', async () => {
    const people = createPeople(await open())
    const tokens = [
      seen('ann', { iat: 1, roles: { auditor: '审计', lead: '组长' } }),
      seen('ann', { iat: 2, roles: { lead: '组长' }, name: '安' }),
      seen('ann', { iat: 1, at: now + 1, roles: { auditor: '审计' } }),
      seen('bob', { roles: { auditor: '审计' } }),
    ]
    await Promise.all([people.record(tokens), people.record(tokens.toReversed())])
    for (const token of tokens) await people.record([token])
    expect(await people.list({ ...page, roleUuid: 'auditor' })).toEqual({
      total: 1,
      people: [{ userUuid: 'bob', userName: 'bob' }],
    })
    expect(await people.nameOf({ tenantUuid: 'acme', userUuid: 'ann' })).toBe('安')
    expect(await people.countHolders(auditor)).toBe(1)
    expect(await people.holders(auditor, 2)).toEqual(['bob'])
  })

  test('are listed by name, in pages that leave nobody out, and with no one of another tenant', async () => {
    const people = createPeople(await open())
    const names = ['丙', '丁', '乙', '甲', '甲']
    await people.record(names.map((name, at) => seen(`user${at}`, { name, roles: { auditor: '' } })))
    await people.record([seen('user0', { tenant: 'umbrella', name: '甲', roles: { auditor: '' } })])
    for (const roleUuid of [null, 'auditor']) {
      const pages = await Promise.all([0, 2, 4].map((skip) => people.list({ ...page, roleUuid, skip, limit: 2 })))
      expect(pages.map(({ total }) => total)).toEqual([5, 5, 5])
      expect(pages.flatMap((one) => one.people.map(({ userUuid }) => userUuid))).toEqual([
        'user1',
        'user0',
        'user2',
        'user3',
        'user4',
      ])
    }
  })

  test('are not known any more 90 days after they were last seen', async () => {
    const people = createPeople(await open())
    await people.record([seen('ann', { at: now - 91 * dayMs, roles: { auditor: '审计' } })])
    expect(await people.list(page)).toEqual({ total: 0, people: [] })
    expect(await people.rolesOf('acme')).toEqual([])
    expect(await people.roleNames([auditor])).toEqual(new Map())
    expect(await people.nameOf({ tenantUuid: 'acme', userUuid: 'ann' })).toBeUndefined()
  })
})

describe('the roles of a tenant', () => {
  test('are those that its people hold, with the name that a token showed last', async () => {
    const people = createPeople(await open())
    await people.record([
      seen('ann', { at: now - 2, roles: { auditor: '审计', lead: '$name' } }),
      seen('bob', { at: now - 1, roles: { auditor: '审计部' } }),
      seen('eve', { at: now, roles: { auditor: '', nameless: '' } }),
      seen('eve', { tenant: 'umbrella', roles: { auditor: '别家' } }),
    ])
    const known = await people.rolesOf('acme')
    const acme = { tenantUuid: 'acme', tenantName: 'Acme' }
    expect(known.toSorted((one, other) => (one.roleUuid < other.roleUuid ? -1 : 1))).toEqual([
      { ...acme, roleUuid: 'auditor', roleName: '审计部', holders: 3 },
      { ...acme, roleUuid: 'lead', roleName: '$name', holders: 1 },
      { ...acme, roleUuid: 'nameless', roleName: '', holders: 1 },
    ])
    const roles = ['auditor', 'lead', 'nameless', 'unheard'].map((roleUuid) => ({ tenantUuid: 'acme', roleUuid }))
    expect(await people.roleNames([...roles, auditor, { ...auditor, tenantUuid: 'umbrella' }])).toEqual(
      new Map([
        ['acme auditor', '审计部'],
        ['acme lead', '$name'],
        ['umbrella auditor', '别家'],
      ]),
    )
    expect(await people.roleNames([])).toEqual(new Map())
    // As many as a batch of submits may ask for.
    const many = Array.from({ length: 2_000 }, (_, at) => ({ tenantUuid: 'acme', roleUuid: `unheard-${at}` }))
    expect(await people.roleNames([...many, auditor])).toEqual(new Map([['acme auditor', '审计部']]))
  })

  test('are named by a few documents, however many hold them', async () => {
    const store = await open()
    const people = createPeople(store)
    const many = Array.from({ length: 200 }, (_, at) => seen(`user${at}`, { roles: { auditor: '', lead: '' } }))
    await people.record(many)
    await store.db.command({ profile: 2 })
    await people.roleNames([auditor, { ...auditor, roleUuid: 'lead' }])
    await store.db.command({ profile: 0 })
    const profiled = await store.db.collection('system.profile').find({ 'command.aggregate': 'people' }).toArray()
    expect(profiled.map(({ docsExamined }) => docsExamined)).toEqual([10])
  })
})
