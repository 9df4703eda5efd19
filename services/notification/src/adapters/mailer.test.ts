import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { noticeOf } from '../domain/notice.ts'
import { personalMessage } from '../domain/personalMessage.ts'
import { ticketEvent } from '../domain/ticketEvent.fixture.ts'
import { createMailer, type Mailer } from './mailer.ts'

/** A mail as a real SMTP server accepted it, with the recipients of the envelope. */
interface Taken {
  readonly to: readonly string[]
  readonly mail: ParsedMail
}

const taken: Taken[] = []
/** The server answers to each recipient once this is settled. */
let answering = Promise.resolve()
let refusal: { readonly code: number; readonly text: string } | null = null
let server: SMTPServer
let mailer: Mailer

const refused = ({ code, text }: { readonly code: number; readonly text: string }) =>
  Object.assign(new Error(text), { responseCode: code })

beforeAll(async () => {
  server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'gongdan' && password === 'letmein' ? done(null, { user: username }) : done(new Error('no')),
    onRcptTo: (_address, _session, done) => void answering.then(() => done(refusal === null ? null : refused(refusal))),
    onData: (stream, { envelope }, done) => {
      simpleParser(stream).then((mail) => {
        taken.push({ to: envelope.rcptTo.map(({ address }) => address), mail })
        done()
      }, done)
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  mailer = createMailer(`smtp://gongdan:letmein@127.0.0.1:${port}`, 'gongdan <gongdan@example.com>')
})
afterAll(async () => {
  mailer.close()
  await new Promise<void>((done) => server.close(() => done()))
})
beforeEach(() => {
  taken.length = 0
  refusal = null
  answering = Promise.resolve()
})

const notice = noticeOf(ticketEvent())
const publicUrl = 'https://gongdan.example'
const mail = personalMessage(notice, 'zh', publicUrl)

test('a mail arrives whole, in Chinese, with its link and an id that is the same on every attempt', async () => {
  const id = 'ad0bcf7e-ab75-4873-b0a2-6caa294b083f'
  for (const _ of [1, 2]) expect(await mailer.send('li@example.com', id, mail)).toEqual({ status: 250, error: '' })
  expect(taken).toHaveLength(2)
  for (const { to, mail: parsed } of taken) {
    expect(to).toEqual(['li@example.com'])
    expect(parsed.messageId).toBe(`<${id}@gongdan>`)
    expect(parsed.from?.text).toBe('"gongdan" <gongdan@example.com>')
    expect(parsed.subject).toBe('[待审批] 申请云主机')
    expect(parsed.text).toContain('https://gongdan.example/console/ticket/ad0bcf7e-ab75-4873-b0a2-6caa294b083f')
    expect(parsed.attachments).toEqual([])
  }
})

test('an English mail arrives in English', async () => {
  await mailer.send('li@example.com', 'a', personalMessage(notice, 'en', publicUrl))
  expect(taken[0]?.mail.subject).toBe('[Waiting for approval] 申请云主机')
  expect(taken[0]?.mail.text).toContain('Applicant: ZHANG (t1)')
})

test('an address with a second one in it is refused', async () => {
  const result = await mailer.send('li@example.com, boss@example.com', 'a', mail)
  expect(result).toEqual({ status: 501, error: 'SMTP 501', final: true })
  expect(taken).toEqual([])
})

describe('a refusal', () => {
  test('of 5xx is final', async () => {
    refusal = { code: 550, text: 'no such mailbox' }
    expect(await mailer.send('nobody@example.com', 'a', mail)).toEqual({ status: 550, error: 'SMTP 550', final: true })
  })

  test('of 4xx is not', async () => {
    refusal = { code: 451, text: 'later' }
    expect(await mailer.send('li@example.com', 'a', mail)).toEqual({ status: 451, error: 'SMTP 451', final: false })
  })
})

test('a server that is away or refuses the login is no final fault, and no password is in the reason', async () => {
  const away = createMailer('smtp://gongdan:letmein@127.0.0.1:1', 'a@example.com')
  expect(await away.send('li@example.com', 'a', mail)).toEqual({ status: 0, error: 'ESOCKET', final: false })
  away.close()
  const { port } = server.server.address() as AddressInfo
  const stranger = createMailer(`smtp://gongdan:wrong@127.0.0.1:${port}`, 'a@example.com')
  const result = await stranger.send('li@example.com', 'a', mail)
  expect(result).toMatchObject({ final: false })
  expect(JSON.stringify(result)).not.toContain('wrong')
  stranger.close()
})

test('a mail that a slow server does not take in time is given up and is not sent later, and the next one is sent', async () => {
  const { port } = server.server.address() as AddressInfo
  const hasty = createMailer(`smtp://gongdan:letmein@127.0.0.1:${port}`, 'a@example.com', 2_000)
  const { promise, resolve } = Promise.withResolvers<void>()
  answering = promise
  expect(await hasty.send('li@example.com', 'a', mail)).toEqual({ status: 0, error: 'ETIMEDOUT', final: false })
  resolve()
  expect(await hasty.send('li@example.com', 'b', mail)).toEqual({ status: 250, error: '' })
  expect(taken.map(({ mail: { messageId } }) => messageId)).toEqual(['<b@gongdan>'])
  hasty.close()
})
