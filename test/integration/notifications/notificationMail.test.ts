import { randomUUID } from 'node:crypto'
import type { Principal } from '@gongdan/contracts'
import { pause } from '@gongdan/scheduling'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { person } from '../../../services/notification/src/domain/ticketEvent.fixture.ts'
import { eventually } from '../../support/eventually.ts'
import { type MailServer, startMailServer, type TakenMail } from './mailServer.ts'
import { eventIn, type NotificationHarness, openNotificationHarness } from './notificationHarness.ts'

jest.setTimeout(180_000)
const patiently = { withinMs: 60_000 }

let server: MailServer
let harness: NotificationHarness

beforeAll(async () => {
  server = await startMailServer()
  const env = {
    NOTIFY_RETRY_SCALE: '0.001',
    NOTIFY_LEASE_MS: '6000',
    SMTP_URL: server.url,
    PUBLIC_URL: 'https://gongdan.example/',
  }
  harness = await openNotificationHarness({ processes: 2, env })
}, 180_000)
afterAll(async () => {
  await harness?.close()
  await server?.close()
})

const auditor = (user: string): Principal => ({ ...person(user), roles: [{ uuid: 'auditor', name: '审计员' }] })
const nothingSaid = { language: null, mailAddress: null, live: null, mail: null }
const set = (user: string, said: object) =>
  harness.send('notification.set', auditor(user), { commandId: randomUUID(), ...nothingSaid, ...said })
const isConfirmation = ({ text }: TakenMail) => text.includes('/v1/notification/mail/confirm')
/** The mails about tickets. */
const notices = () => server.arrived.filter((mail) => !isConfirmation(mail))
/** The token in the newest mail to an address. */
const tokenAt = (address: string): Promise<string> =>
  eventually(() => {
    const mail = server.arrived.findLast((one) => one.to === address && isConfirmation(one))
    return /"token":"([^"]+)"/.exec(mail?.text ?? '')?.[1] ?? Promise.reject(new Error('no token'))
  }, patiently)
const confirm = (user: string, token: string) =>
  harness.send('notification.confirm-mail', auditor(user), { commandId: randomUUID(), token })
const setAddress = async (user: string, mailAddress: string, said: object = {}) => {
  await set(user, { mailAddress, ...said })
  expect(await confirm(user, await tokenAt(mailAddress))).toMatchObject({ scode: 0 })
}

test('a user with an address gets one mail of an event, in their language, and no other user gets any', async () => {
  for (const user of ['li', 'wang', 'zhao', 'qian']) await harness.see(auditor(user))
  await setAddress('li', 'li@example.com')
  await setAddress('wang', 'wang@example.com', { language: 'en' })
  await setAddress('zhao', 'zhao@example.com', { mail: ['ticket.passed'] })
  await eventually(
    async () => expect(await harness.store.db.collection('members').countDocuments({ roles: 't1 auditor' })).toBe(4),
    patiently,
  )
  const [first, last] = [eventIn('t1'), eventIn('t1')]
  await Promise.all([first, first, first].map(harness.publish))
  await eventually(() => expect(notices()).toHaveLength(2), patiently)
  await harness.publish(last)
  await eventually(() => expect(notices()).toHaveLength(4), patiently)

  const mailTo = (user: string, { ticketUuid }: { readonly ticketUuid: string }) =>
    notices().filter(({ to, text }) => to === `${user}@example.com` && text.includes(ticketUuid))
  for (const event of [first, last]) {
    const link = `https://gongdan.example/console/ticket/${event.ticketUuid}`
    expect(mailTo('li', event)).toMatchObject([{ subject: '[待审批] 申请云主机', text: expect.stringContaining(link) }])
    expect(mailTo('wang', event)).toMatchObject([
      { subject: '[Waiting for approval] 申请云主机', text: expect.stringContaining(link) },
    ])
  }
  expect(new Set(notices().map(({ id }) => id)).size).toBe(4)
})

test('a mail that the server turns away for now is sent again under the same id', async () => {
  const before = server.arrived.length
  const verdicts = [451, 451]
  server.behave(() => verdicts.shift() ?? 'take')
  await set('wang', { mailAddress: '' })
  const event = eventIn('t1')
  await harness.publish(event)
  await eventually(() => expect(server.arrived.slice(before)).toHaveLength(3), patiently)

  const tries = server.arrived.slice(before)
  expect(tries.map(({ to }) => to)).toEqual(['li@example.com', 'li@example.com', 'li@example.com'])
  expect(new Set(tries.map(({ id }) => id)).size).toBe(1)
  const [delivery] = await eventually(async () => {
    const ended = await harness.store.db.collection('deliveries').find({ 'notice.event_id': event.id }).toArray()
    expect(ended).toMatchObject([{ state: 'delivered' }])
    return ended
  }, patiently)
  expect(delivery?.log.map(({ error }: { error: string }) => error)).toEqual(['SMTP 451', 'SMTP 451', ''])
})

test('a mail goes to the address that is in the settings when it is sent', async () => {
  const before = notices().length
  await setAddress('li', 'li@elsewhere.example')
  await harness.publish(eventIn('t1'))
  await eventually(() => expect(notices().slice(before)).toHaveLength(1), patiently)
  expect(notices().at(-1)?.to).toBe('li@elsewhere.example')
})

test('an address gets nothing but its token before it is confirmed, and another user cannot confirm it', async () => {
  const before = notices().length
  await set('li', { mailAddress: 'victim@example.com' })
  const token = await tokenAt('victim@example.com')
  expect(await confirm('wang', token)).toMatchObject({ scode: 2003 })
  const settings = await harness.ask('notification.settings', { principal: auditor('li') })
  expect(settings.data).toMatchObject({ mail_address: 'victim@example.com', mail_confirmed: false })
  await harness.ask('notification.feed', { feeds: [{ user: 't1 li', after: null }] })
  const unsent = eventIn('t1')
  await harness.publish(unsent)
  const handled = harness.store.db.collection<{ _id: string }>('feed_entries')
  await eventually(async () => expect(await handled.findOne({ _id: `t1 li ${unsent.id}` })).not.toBeNull(), patiently)
  await setAddress('li', 'li@example.com')
  expect(await confirm('li', token)).toMatchObject({ scode: 2003 })
  const event = eventIn('t1')
  await harness.publish(event)
  await eventually(() => expect(notices().slice(before)).toHaveLength(1), patiently)
  expect(notices().at(-1)).toMatchObject({ to: 'li@example.com', text: expect.stringContaining(event.ticketUuid) })
})

test('a mail server that is slow gets the mail to each of many people once', async () => {
  const before = notices().length
  // All of them together take longer than a lease, each of them far less.
  const people = Array.from({ length: 240 }, (_, index) => person(`p${index}`))
  const stored = people.map(({ userUuid }) => {
    const address = `${userUuid}@example.com`
    return { _id: `t1 ${userUuid}`, mailAddress: address, confirmedAddress: address, applied: [] }
  })
  await harness.store.db.collection<{ _id: string }>('settings').insertMany(stored)
  server.behave(async () => {
    await pause(250)
    return 'take' as const
  })
  await harness.publish(
    eventIn('t1', { type: 'ticket.cc-added', cc: people.map((one) => ({ kind: 'user', ...one }) as const) }),
  )
  await eventually(
    async () =>
      expect(
        await harness.store.db.collection('deliveries').countDocuments({ target: /^t1 p/, state: 'delivered' }),
      ).toBe(people.length),
    patiently,
  )
  // What was sent beside these would arrive later.
  await pause(2_000)
  const to = notices()
    .slice(before)
    .map((one) => one.to)
  expect(to.toSorted()).toEqual(stored.map(({ mailAddress }) => mailAddress).toSorted())
  server.behave(() => 'take')
})
