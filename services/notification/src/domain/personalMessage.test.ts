import { notifiedEventTypes } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { noticeOf } from './notice.ts'
import { personalMessage } from './personalMessage.ts'
import { person, ticketEvent } from './ticketEvent.fixture.ts'

const publicUrl = 'https://gongdan.example'
const notice = noticeOf(
  ticketEvent({ type: 'ticket.overruled', actor: person('li'), currentOwner: null, reason: '预算\n不足' }),
)

test('a Chinese message says in Chinese what happened, by whom and why, with a link', () => {
  const { subject, text } = personalMessage(notice, 'zh', publicUrl)
  expect(subject).toBe('[已驳回] 申请云主机')
  expect(text).toContain('操作人：LI')
  expect(text).toContain('驳回原因：预算 不足')
  expect(text).toContain('https://gongdan.example/console/ticket/ad0bcf7e-ab75-4873-b0a2-6caa294b083f')
})

test('an English message says the same in English', () => {
  const { subject, text } = personalMessage(notice, 'en', publicUrl)
  expect(subject).toBe('[Rejected] 申请云主机')
  expect(text).toContain('Applicant: ZHANG (t1)\nType: FEEDBACK\nBy: LI (rejected)\nReason: 预算 不足')
})

test('without a console there is no link', () => {
  const { text, link } = personalMessage(notice, 'en', '')
  expect([link, /https?:/.test(text)]).toEqual(['', false])
})

test('a name with line breaks stays on its line', () => {
  const { subject } = personalMessage({ ...notice, ticket_name: 'a\r\nBcc: x@example.com' }, 'en', publicUrl)
  expect(subject).toBe('[Rejected] a Bcc: x@example.com')
})

test('every event that people are notified of has words in both languages', () => {
  for (const type of notifiedEventTypes) {
    for (const language of ['zh', 'en'] as const) {
      expect(personalMessage({ ...notice, type }, language, publicUrl).subject).not.toContain(type)
    }
  }
})
