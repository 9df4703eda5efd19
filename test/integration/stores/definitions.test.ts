import { randomUUID } from 'node:crypto'
import type { Step } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { createDefinitions } from '../../../services/ticket/src/public.ts'
import { emptyStores } from '../../support/emptyStores.ts'

const open = emptyStores('ticket')

const role = (roleUuid: string, roleName = '', tenantUuid = 'acme'): Step => ({
  tenantUuid,
  tenantName: '',
  roleUuid,
  roleName,
})
/** A step as large as a condition may be. */
const conditional = (one: Step): Step => ({
  ...one,
  settings: {
    ...{ key: 'a', name: '', need: 'any', veto: true, after: null, when: 'x'.repeat(500), due: null },
    approvers: [{ owner: { kind: 'role', ...one }, count: 1 }],
  },
})

const openDefinitions = async () => {
  const store = await open()
  const definitions = createDefinitions({
    store,
    bus: { request: () => Promise.reject(new Error('nobody answers')) },
    peers: { asking: () => ({ sign: (query) => query, isGenuine: () => true }) },
    log: { warn: () => {} },
  })
  const around = { correlationId: 'c', causationId: 'c', at: 1, seq: 1 }
  const define = async (tenantUuid: string, steps: Step[]): Promise<string> => {
    const processUuid = randomUUID()
    const settings = { autoPass: null, cc: [], forbid: [] }
    const event = { ...around, id: randomUUID(), type: 'process.defined' as const, processUuid, tenantUuid }
    await definitions.define({ ...event, name: 'p', steps, settings })
    return processUuid
  }
  const remove = (processUuid: string, tenantUuid: string) =>
    definitions.remove({ ...around, seq: 2, id: randomUUID(), type: 'process.removed', processUuid, tenantUuid })
  return { store, definitions, define, remove }
}

test('the roles that the processes of a tenant name are found each once, with the name that one of them gives, without those of removed ones', async () => {
  const { definitions, define, remove } = await openDefinitions()
  await define('acme', [role('auditor'), conditional(role('lead', '组长')), role('system', '超级管理员', 'system')])
  await define('acme', [role('auditor', '审计'), role('lead')])
  await define('umbrella', [role('other', '别家', 'umbrella')])
  await remove(await define('acme', [role('gone')]), 'acme')
  const named = await definitions.rolesOf('acme')
  expect(named.toSorted((one, other) => (one.roleUuid < other.roleUuid ? -1 : 1))).toEqual([
    role('auditor', '审计'),
    role('lead', '组长'),
    role('system', '超级管理员', 'system'),
  ])
  expect(await definitions.rolesOf('nobody')).toEqual([])
})

test('the roles of a step of several approvers are all named, and its people are no roles', async () => {
  const { definitions, define } = await openDefinitions()
  const person = { kind: 'user', tenantUuid: 'acme', tenantName: '', userUuid: 'mei', userName: '梅' } as const
  const approvers = [person, { kind: 'role', ...role('lead') } as const, { kind: 'role', ...role('board') } as const]
  const step = conditional({ ...role('mei', '梅') })
  const settings = step.settings && { ...step.settings, approvers: approvers.map((owner) => ({ owner, count: 1 })) }
  await define('acme', [{ ...step, ...(settings && { settings }) }])
  const named = await definitions.rolesOf('acme')
  expect(named.map(({ roleUuid }) => roleUuid).toSorted()).toEqual(['board', 'lead'])
})

test('the roles of many large processes are read without the processes, and once for all who ask at the same time', async () => {
  const { store, definitions, define } = await openDefinitions()
  for (let made = 0; made < 50; made += 1) {
    await define(
      'acme',
      Array.from({ length: 20 }, (_, at) => conditional(role(`role-${at}`, '名'.repeat(256)))),
    )
  }
  await store.db.command({ profile: 2 })
  const answers = await Promise.all(Array.from({ length: 10 }, () => definitions.rolesOf('acme')))
  await store.db.command({ profile: 0 })
  expect(answers.map((roles) => roles.length)).toEqual(answers.map(() => 20))
  const read = await store.db
    .collection('system.profile')
    .find({ ns: `${store.db.databaseName}.definitions` })
    .toArray()
  const bytes = read.reduce((sum, { responseLength }) => sum + Number(responseLength), 0)
  expect(bytes).toBeLessThan(30_000)
})
