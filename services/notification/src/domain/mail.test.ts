import { notifiedEventTypes } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { mailOf } from './mail.ts'
import { noticeOf } from './notice.ts'
import { person, ticketEvent } from './ticketEvent.fixture.ts'

const link = 'https://console.example/tickets/{ticket_uuid}'
const notice = noticeOf(
  ticketEvent({ type: 'ticket.overruled', actor: person('li'), currentOwner: null, reason: '预算\n不足' }),
)

test('a Chinese mail says in Chinese what happened, by whom and why, with a link', () => {
  const { subject, text } = mailOf(notice, 'zh', link)
  expect(subject).toBe('[已驳回] 申请云主机')
  expect(text).toContain('操作人：LI')
  expect(text).toContain('原因：预算 不足')
  expect(text).toContain('https://console.example/tickets/ad0bcf7e-ab75-4873-b0a2-6caa294b083f')
})

test('an English mail says the same in English', () => {
  const { subject, text } = mailOf(notice, 'en', link)
  expect(subject).toBe('[Rejected] 申请云主机')
  expect(text).toContain('Applicant: ZHANG (t1)\nType: FEEDBACK\nBy: LI\nReason: 预算 不足')
})

test('a name with line breaks stays on its line', () => {
  const { subject } = mailOf({ ...notice, ticket_name: 'a\r\nBcc: x@example.com' }, 'en', link)
  expect(subject).toBe('[Rejected] a Bcc: x@example.com')
})

test('every event that people are notified of has words in both languages', () => {
  for (const type of notifiedEventTypes) {
    for (const language of ['zh', 'en'] as const) {
      expect(mailOf({ ...notice, type }, language, link).subject).not.toContain(type)
    }
  }
})
