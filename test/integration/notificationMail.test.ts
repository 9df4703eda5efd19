import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Principal } from '@gongdan/contracts'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { person } from '../../services/notification/src/domain/ticketEvent.fixture.ts'
import { eventually } from '../support/eventually.ts'
import { eventIn, type NotificationScene, openNotificationScene } from './notificationScene.ts'

jest.setTimeout(60_000)

/** A mail as a real SMTP server took it. */
interface Taken {
  readonly to: string
  readonly id: string
  readonly subject: string
  readonly text: string
}

const taken: Taken[] = []
let turnAway = 0
let server: SMTPServer
let scene: NotificationScene

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_address, _session, done) =>
      done(turnAway-- > 0 ? Object.assign(new Error('later'), { responseCode: 451 }) : null),
    onData: (stream, { envelope }, done) => {
      simpleParser(stream).then(({ messageId = '', subject = '', text = '' }) => {
        taken.push({ to: envelope.rcptTo.map(({ address }) => address).join(), id: messageId, subject, text })
        done()
      }, done)
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  const env = {
    NOTIFY_RETRY_SCALE: '0.001',
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    TICKET_LINK: 'https://console.example/{ticket_uuid}',
  }
  scene = await openNotificationScene({ processes: 2, env })
})
afterAll(async () => {
  await scene.close()
  await new Promise<void>((closed) => server.close(() => closed()))
})

const auditor = (user: string): Principal => ({ ...person(user), roles: [{ uuid: 'auditor', name: '审计员' }] })
const settings = { language: null, mailAddress: null, live: null, mail: null }
const set = (user: string, said: object) =>
  scene.send('notification.set', auditor(user), { commandId: randomUUID(), ...settings, ...said })

test('who gave an address gets one mail of an event, in his language, and nobody else gets any', async () => {
  for (const user of ['li', 'wang', 'zhao', 'qian']) await scene.see(auditor(user))
  await set('li', { mailAddress: 'li@example.com' })
  await set('wang', { mailAddress: 'wang@example.com', language: 'en' })
  await set('zhao', { mailAddress: 'zhao@example.com', mail: ['ticket.passed'] })
  await eventually(
    async () => expect(await scene.store.db.collection('holders').countDocuments({ role: 't1 auditor' })).toBe(4),
    { withinMs: 15_000 },
  )
  turnAway = 2
  const event = eventIn('t1')
  await Promise.all([event, event, event].map(scene.tell))
  await eventually(() => expect(taken).toHaveLength(2), { withinMs: 20_000 })
  const last = eventIn('t1')
  await scene.tell(last)
  await eventually(() => expect(taken).toHaveLength(4), { withinMs: 20_000 })

  expect(taken.map(({ to }) => to).toSorted()).toEqual(
    ['li', 'li', 'wang', 'wang'].map((user) => `${user}@example.com`),
  )
  expect(new Set(taken.map(({ id }) => id)).size).toBe(4)
  expect(taken.filter(({ to }) => to.startsWith('li')).map(({ subject }) => subject)).toEqual([
    '[待审批] 申请云主机',
    '[待审批] 申请云主机',
  ])
  const toWang = taken.find(({ to, text }) => to.startsWith('wang') && text.includes(event.ticketUuid))
  expect(toWang?.subject).toBe('[Waiting for approval] 申请云主机')
  expect(toWang?.text).toContain(`https://console.example/${event.ticketUuid}`)
})
