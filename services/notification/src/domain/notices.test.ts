import { readFileSync, writeFileSync } from 'node:fs'
import { languages, type TicketEvent, ticketEventTypes } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { confirmationOf } from './confirmation.ts'
import { noticeOf, testNotice } from './notice.ts'
import { personalMessage } from './personalMessage.ts'
import { robotBody, robotText } from './robots.ts'
import { delegationEvent, ticketEvent } from './ticketEvent.fixture.ts'

const publicUrl = 'https://gongdan.example'
const tenant = { tenantUuid: 't1', tenantName: '演示租户' }
const zhang = { userUuid: 'zhang', userName: '张三', ...tenant }
const li = { userUuid: 'li', userName: '李四', ...tenant }
const wang = { userUuid: 'wang', userName: '王五', ...tenant }
const auditor = { ...tenant, roleUuid: 'auditor', roleName: '审计员' }
const lead = { ...tenant, roleUuid: 'lead', roleName: '部门审批' }
const failed = { actor: null, imageState: 'failed', state: 'passed', currentOwner: null } as const

const fulfiller = { userUuid: 'vip-fulfiller', userName: 'VIP 执行程序', tenantUuid: 'system', tenantName: '系统' }
const fulfilled = { actor: fulfiller, state: 'passed', currentOwner: null } as const

/** What each event is like in practice. */
const happened: Readonly<Partial<Record<TicketEvent['type'], Partial<TicketEvent>>>> = {
  'ticket.submitted': { currentOwner: lead },
  'ticket.step-passed': { actor: li, currentOwner: auditor, reason: '同意，请审计员复核' },
  'ticket.passed': { actor: wang, state: 'passed', currentOwner: null, reason: '预算已确认' },
  'ticket.overruled': { actor: li, state: 'overruled', currentOwner: null, reason: '预算不足，请缩减规格后重新提交' },
  'ticket.returned': { actor: wang, currentOwner: lead, reason: '请先补充容量评估' },
  'ticket.approvers-added': { actor: li, currentOwner: lead, reason: '请安全部门一并审核' },
  'ticket.transferred': { actor: li, currentOwner: null, open: [{ kind: 'user', ...wang }], reason: '休假两周' },
  'ticket.withdrawn': { state: 'withdrawn', currentOwner: null },
  'ticket.terminated': { actor: wang, state: 'withdrawn', currentOwner: null, reason: '审批人已离职' },
  'ticket.reminded': { actor: null, currentOwner: auditor },
  'ticket.overdue': { actor: null, currentOwner: auditor },
  'ticket.escalated': { actor: null, currentOwner: auditor },
  'ticket.commented': {
    actor: li,
    reason: '请问什么时候需要？',
    comment: { uuid: 'ad0bcf7e-ab75-4873-b0a2-6caa294b083f', mentioned: [] },
  },
  'ticket.confirmed': { state: 'passed', currentOwner: null },
  'ticket.archived': { actor: li, state: 'archived', currentOwner: null },
  'ticket.deleted': { state: 'withdrawn', deleted: true, currentOwner: null },
  'ticket.fulfilment-requested': { actor: wang, state: 'passed', currentOwner: null, fulfilmentState: 'waiting' },
  'ticket.fulfilment-working': { ...fulfilled, fulfilmentState: 'working' },
  'ticket.fulfilment-done': { ...fulfilled, fulfilmentState: 'done', reason: '已分配 10.0.0.8 assigned' },
  'ticket.fulfilment-failed': { ...fulfilled, fulfilmentState: 'failed', reason: '地址池已满 no address left' },
  'ticket.image-requested': { actor: wang, state: 'passed', currentOwner: null, imageState: 'queued' },
  'ticket.image-creating': { ...failed, imageState: 'creating' },
  'ticket.image-created': { ...failed, imageState: 'created' },
  'ticket.image-failed': { ...failed, reason: '云主机不存在 the instance does not exist' },
  'ticket.image-needs-operator': {
    ...failed,
    imageState: 'needs_operator',
    reason: '无法确认镜像是否已创建 it is not known whether there is an image',
  },
}

const notices = [
  testNotice('5f2a6c1e-3c57-5d0e-9a43-6a6f2f0b8f52', '运维群机器人', wang, 1_764_115_200_000),
  ...[
    ...ticketEventTypes.filter((type) => type !== 'ticket.saved').map((type) => ({ type, ...happened[type] })),
    { type: 'ticket.overruled', ...happened['ticket.overruled'], returned: true } as const,
    { type: 'ticket.passed', ...happened['ticket.passed'], onBehalfOf: li } as const,
    { type: 'ticket.fulfilment-failed', ...happened['ticket.fulfilment-failed'], fulfilmentState: 'partly' } as const,
  ].map((event) => {
    const asked = {
      name: '官网对外服务 VIP',
      ticketType: 'VIP',
      ticketReason: '新项目上线，需要对外提供服务',
    } as const
    return noticeOf(ticketEvent({ applicant: zhang, actor: zhang, ...asked, ...event }))
  }),
  ...(['delegation.made', 'delegation.cancelled'] as const).map((type) =>
    noticeOf(delegationEvent({ type, actor: li, from: li, to: wang, reason: '休假一周' })),
  ),
]

describe.each(languages)('notices in %s', (language) => {
  test('are the texts that were read and committed (WRITE_NOTICES=1 writes them anew, to be read again)', () => {
    const part = (title: string, ...texts: readonly string[]) => [`==== ${title}`, ...texts].join('\n')
    const mails = notices
      .slice(1)
      .map((notice) => ({ notice, mail: personalMessage(notice, language, publicUrl) }))
      .map(({ notice, mail }) => part(`mail: ${notice.type}`, mail.subject, '', mail.text))
    const robots = notices.map((notice) =>
      part(`robot: ${notice.type}`, robotText([notice], publicUrl, language).text, ''),
    )
    const [first = notices[0]!] = notices.slice(1)
    const text = robotText([first], '', language).text
    const bodies = (['wecom', 'dingtalk', 'feishu'] as const).map((kind) =>
      part(`${kind}, without a console`, JSON.stringify(robotBody(kind, text), null, 2), ''),
    )
    const confirmations = ['', 'https://gongdan.example/confirm?token={token}'].map((page) => {
      const mail = confirmationOf('one.c2VhbGVk', language, page)
      return part(`mail: confirmation ${page === '' ? 'without' : 'with'} a page`, mail.subject, '', mail.text)
    })
    const all = [...robots, ...bodies, ...mails, ...confirmations].join('\n')
    const file = new URL(`notices.${language}.txt`, import.meta.url)
    if (process.env.WRITE_NOTICES === '1') writeFileSync(file, all)
    expect(all).toBe(readFileSync(file, 'utf8'))
  })

  test.each(notices.map((notice) => [notice.type, notice] as const))(
    'of %s say who acted, why, and whose turn it is',
    (_type, notice) => {
      for (const text of [
        personalMessage(notice, language, publicUrl).text,
        robotText([notice], publicUrl, language).text,
      ]) {
        for (const said of [notice.actor_name, notice.reason, notice.ticket_reason, notice.owner_name])
          expect(text).toContain(said)
      }
    },
  )

  test('say the ids where there are no names', () => {
    const [, submitted] = notices
    const nameless = { ...submitted!, applyer_name: '', applyer_tenant_name: '', actor_name: '', owner_name: '' }
    const { text } = robotText([nameless], '', language)
    expect(text.split('\n').map((line) => line.replace(/^.*?[:：] ?/, ''))).toEqual(
      expect.arrayContaining(['zhang', 'lead', expect.stringMatching(/^zhang[ （(]/)]),
    )
  })
})
