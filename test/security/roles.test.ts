import { setTimeout as pause } from 'node:timers/promises'
import { connect, type Store } from '@gongdan/store'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { type MailServer, startMailServer } from '../integration/notifications/mailServer.ts'
import { feedback, people, step } from '../integration/rights/rightsHarness.ts'
import { type Caller, createCaller } from '../support/caller.ts'
import { type EventClient, openEventClient } from '../support/eventClient.ts'
import { eventually } from '../support/eventually.ts'
import { patient } from '../support/harness.ts'
import { startSystem, type TestSystem } from '../support/system.ts'

jest.setTimeout(180_000)
const patiently = { withinMs: 60_000 }

const role = (uuid: string) => ({ uuid, name: uuid })
const mei = { user: 'mei', name: 'Mei', tenant: 'acme', tenantName: 'Acme' }
const before = { ...mei, roles: [role('lead'), role('acme')] }
const after = { ...mei, roles: [role('developer')] }

let system: TestSystem
let store: Store
let mails: MailServer
let applicant: Caller
let administrator: Caller
let process: string
const clients: EventClient[] = []

beforeAll(async () => {
  mails = await startMailServer()
  const env = { SMTP_URL: mails.url, NOTIFY_RETRY_SCALE: '0.001', LOG_LEVEL: 'warn' }
  system = await startSystem({ scale: { gateway: 2, notification: 2, image: 0 }, env })
  store = await connect(system.mongodbUrl, 'notification')
  const { headers } = patient
  applicant = createCaller(system.url, await system.token(people.applicant), { headers })
  administrator = createCaller(system.url, await system.token(people.administrator), { headers })
  const body = { tenant_uuid: 'acme', process_name: 'lead', approval_list: [step('lead')] }
  process = Object((await administrator.post('/v1/ticket/process/create', body)).data).process_uuid
}, 120_000)
afterAll(async () => {
  for (const client of clients) client.close()
  await store?.close()
  await system?.stop()
  await mails?.close()
}, 60_000)

const submit = async (name: string): Promise<string> => {
  const body = { ...feedback, ticket_name: name, process_uuid: process }
  return Object((await applicant.post('/v1/ticket/submit', body)).data).ticket_uuid
}
const listen = async (gateway: number, token: string, lastEventId = ''): Promise<EventClient> => {
  const client = openEventClient([system.urls[gateway] ?? ''], token, lastEventId)
  clients.push(client)
  await eventually(() => expect(client.told).toContain('listening'), patiently)
  return client
}
const heard = ({ got }: EventClient) => got.map(({ notice }) => `${notice.type} ${notice.ticket_name}`)
const mailsOf = (name: string) => mails.arrived.filter(({ subject }) => subject.includes(name))
/** A token is newer than another by the second in which it was issued. */
const nextSecond = () => pause(1_100)
const shownRoles = async () =>
  (await store.db.collection<{ _id: string; roles: string[] }>('members').findOne({ _id: 'acme mei' }))?.roles

test('a role that is lost is lost at the next verified token, everywhere, and an older token does not bring it back', async () => {
  const oldToken = await system.token(before)
  const { headers } = patient
  const old = createCaller(system.urls[0], oldToken, { headers })
  expect((await old.post('/v1/notification/settings', { mail_address: 'mei@acme.example' })).scode).toBe(0)
  const token = await eventually(() => {
    const found = /"token":"([^"]+)"/.exec(mails.arrived.at(-1)?.text ?? '')?.[1]
    return found ?? Promise.reject(new Error('no mail yet'))
  }, patiently)
  expect((await old.post('/v1/notification/mail/confirm', { token })).scode).toBe(0)
  await eventually(async () => expect(await shownRoles()).toContain('acme lead'), patiently)
  const hook = { tenant_uuid: 'acme', webhook_name: 'w', url: 'https://receiver.example/' }
  const { webhook_uuid } = Object((await old.post('/v1/webhook/create', hook)).data)

  const stream = await listen(0, oldToken)
  await submit('first')
  await eventually(
    () => expect([heard(stream), mailsOf('first').length]).toEqual([['ticket.submitted first'], 1]),
    patiently,
  )
  // One whose mail waits while the role is lost.
  mails.behave(({ subject }) => (subject.includes('second') ? 451 : 'take'))
  const second = await submit('second')
  await eventually(() => expect(mailsOf('second').length).toBeGreaterThan(0), patiently)

  await nextSecond()
  const newToken = await system.token(after)
  const [now, nowElsewhere] = system.urls.map((url) => createCaller(url, newToken, { headers }))
  const todo = { query: { scope: 'todo' } }
  for (const caller of [now, nowElsewhere]) {
    expect((await caller?.get('/v1/ticket/list', todo))?.data).toMatchObject({ total_count: 0 })
    expect((await caller?.get('/v1/ticket/inspect', { query: { ticket_uuid: second } }))?.scode).toBe(3001)
    expect((await caller?.get('/v1/webhook/list'))?.data).toMatchObject({ total_count: 0 })
    expect((await caller?.get('/v1/webhook/inspect', { query: { webhook_uuid } }))?.scode).toBe(7001)
  }
  await eventually(async () => expect(await shownRoles()).toEqual(['acme developer']), patiently)

  // The old token is shown at the other gateway, which has seen none of the user before.
  const sinceThen = mailsOf('second').length
  mails.behave(() => 'take')
  await createCaller(system.urls[1] ?? '', oldToken).get('/v1/ticket/list', todo)
  await submit('third')
  const delivery = { 'notice.ticket_uuid': second, channel: 'mail' }
  await eventually(async () => {
    const [found] = await store.db.collection('deliveries').find(delivery).toArray()
    expect([found?.state, found?.log.at(-1)?.error]).toEqual(['failed', 'the user no longer holds the role'])
  }, patiently)

  // What concerns the user in person comes, and shows that nothing came before it.
  const own = { ...feedback, ticket_name: 'own' }
  const { ticket_uuid: ownUuid } = Object((await now?.post('/v1/ticket/submit', own))?.data)
  expect((await administrator.post('/v1/ticket/overrule', { list: [ownUuid], reason: 'r' })).scode).toBe(0)
  await eventually(() => expect(mailsOf('own')).toHaveLength(1), patiently)
  const newStream = await listen(1, newToken, '0')
  await eventually(() => expect(heard(newStream)).toEqual(['ticket.overruled own']), patiently)
  await eventually(() => expect(heard(stream).at(-1)).toBe('ticket.overruled own'), patiently)
  expect(heard(stream)).toEqual(['ticket.submitted first', 'ticket.submitted second', 'ticket.overruled own'])
  expect([mailsOf('second').length - sinceThen, mailsOf('third').length]).toEqual([0, 0])
  expect(await shownRoles()).toEqual(['acme developer'])
})
