import type { Language, TicketNotice } from '@gongdan/contracts'

type Words = Readonly<Record<Language, string>>

/** What an event is called above a notice, what its actor did, and what its reason is; null where it has none. */
interface EventWords {
  readonly headline: Words
  readonly action: Words | null
  readonly reason: Words
}

const reason = { zh: '原因', en: 'Reason' }
const comment = { zh: '审批意见', en: 'Comment' }
const report = { zh: '执行说明', en: 'Message' }
const failure = { zh: '失败原因', en: 'Reason' }
/** Why there is a delegation: also that which is said when it is cancelled. */
const delegated = { zh: '委托原因', en: 'Reason' }
const approved = { zh: '通过', en: 'approved' }
const event = (headline: Words, action: Words | null, its: Words = reason): EventWords => ({
  headline,
  action,
  reason: its,
})

const events: Readonly<Record<string, EventWords>> = {
  'webhook.test': event({ zh: '测试通知', en: 'Test notification' }, { zh: '测试', en: 'tested' }),
  'ticket.submitted': event({ zh: '待审批', en: 'Waiting for approval' }, { zh: '提交', en: 'submitted' }),
  'ticket.voted': event({ zh: '有新的审批意见', en: 'New vote' }, { zh: '审批', en: 'voted' }, comment),
  'ticket.step-passed': event({ zh: '待审批', en: 'Waiting for approval' }, approved, comment),
  'ticket.passed': event({ zh: '已通过', en: 'Approved' }, approved, comment),
  'ticket.overruled': event(
    { zh: '已驳回', en: 'Rejected' },
    { zh: '驳回', en: 'rejected' },
    { ...reason, zh: '驳回原因' },
  ),
  'ticket.returned': event(
    { zh: '已退回，待重新审批', en: 'Returned, waiting for approval again' },
    { zh: '退回', en: 'returned' },
    { ...reason, zh: '退回原因' },
  ),
  'ticket.transferred': event(
    { zh: '已转交，待审批', en: 'Transferred, waiting for approval' },
    { zh: '转交', en: 'transferred' },
    { ...reason, zh: '转交原因' },
  ),
  'ticket.approvers-added': event(
    { zh: '已加签，待审批', en: 'Approvers added, waiting for approval' },
    { zh: '加签', en: 'added approvers' },
    { ...reason, zh: '加签原因' },
  ),
  'ticket.withdrawn': event({ zh: '已撤回', en: 'Withdrawn' }, { zh: '撤回', en: 'withdrew' }),
  'ticket.terminated': event(
    { zh: '已终止', en: 'Terminated' },
    { zh: '终止', en: 'terminated' },
    { ...reason, zh: '终止原因' },
  ),
  'ticket.reminded': event({ zh: '审批提醒', en: 'Approval reminder' }, null),
  'ticket.overdue': event({ zh: '审批已超时', en: 'Approval overdue' }, null),
  'ticket.escalated': event({ zh: '审批已升级，请处理', en: 'Approval escalated, please decide' }, null),
  'ticket.urged': event(
    { zh: '催办', en: 'Still waiting for approval' },
    { zh: '催办', en: 'urged' },
    { zh: '催办说明', en: 'Message' },
  ),
  'ticket.confirmed': event({ zh: '已确认', en: 'Confirmed' }, { zh: '确认', en: 'confirmed' }),
  'ticket.archived': event({ zh: '已归档', en: 'Archived' }, { zh: '归档', en: 'archived' }),
  'ticket.cc-added': event({ zh: '抄送', en: 'For your information' }, { zh: '抄送', en: 'sent a copy' }),
  'ticket.commented': event(
    { zh: '新评论', en: 'New comment' },
    { zh: '评论', en: 'commented' },
    { zh: '评论内容', en: 'Comment' },
  ),
  'ticket.deleted': event({ zh: '已删除', en: 'Deleted' }, { zh: '删除', en: 'deleted' }),
  'ticket.fulfilment-requested': event(
    { zh: '待执行', en: 'Waiting for fulfilment' },
    { zh: '发起执行', en: 'started it' },
  ),
  'ticket.fulfilment-working': event({ zh: '执行中', en: 'Being fulfilled' }, { zh: '领取', en: 'claimed' }),
  'ticket.fulfilment-done': event({ zh: '执行完成', en: 'Fulfilled' }, { zh: '执行', en: 'fulfilled' }, report),
  'ticket.fulfilment-failed': event(
    { zh: '执行失败', en: 'Fulfilment failed' },
    { zh: '上报', en: 'reported' },
    failure,
  ),
  'delegation.made': event(
    { zh: '审批委托', en: 'Delegation of approvals' },
    { zh: '委托', en: 'delegated' },
    delegated,
  ),
  'delegation.cancelled': event(
    { zh: '审批委托已取消', en: 'Delegation of approvals cancelled' },
    { zh: '取消', en: 'cancelled' },
    delegated,
  ),
  'ticket.image-requested': event({ zh: '镜像待创建', en: 'Image requested' }, { zh: '发起创建', en: 'started it' }),
  'ticket.image-creating': event({ zh: '镜像创建中', en: 'Image being created' }, null),
  'ticket.image-created': event({ zh: '镜像已创建', en: 'Image created' }, null),
  'ticket.image-failed': event({ zh: '镜像创建失败', en: 'Image creation failed' }, null, failure),
  'ticket.image-needs-operator': event({ zh: '镜像创建需要人工处理', en: 'Image creation needs an operator' }, null),
}

/** Of a rejection that gives the ticket back to its applicant. */
const returned = event({ zh: '已退回', en: 'Returned' }, { zh: '退回', en: 'returned' }, { ...reason, zh: '退回原因' })

/** Of a fulfilment of which some was done. */
const partly = event({ zh: '部分执行失败', en: 'Partly fulfilled' }, { zh: '上报', en: 'reported' }, failure)

const wordsOf = ({ type, returned: isReturned, fulfilment_state }: TicketNotice): EventWords | undefined => {
  if (isReturned) return returned
  return type === 'ticket.fulfilment-failed' && fulfilment_state === 'partly' ? partly : events[type]
}

/** What the ticket service gives as the reason where it acts because a step was not done in time. */
const TIMEOUT = 'timeout'
const timedOut: Words = { zh: '审批超时', en: 'not decided in time' }

const labels = {
  zh: {
    ...{ applicant: '申请人', type: '类型', why: '申请事由', actor: '操作人', turn: '当前处理人' },
    ...{ absent: '委托人', delegate: '受托人', period: '委托期间' },
  },
  en: {
    ...{ applicant: 'Applicant', type: 'Type', why: 'Purpose', actor: 'By', turn: 'Waiting for' },
    ...{ absent: 'Absent', delegate: 'Delegate', period: 'Period' },
  },
} as const

const marks = {
  zh: { colon: '：', aside: (text: string) => `（${text}）` },
  en: { colon: ': ', aside: (text: string) => ` (${text})` },
} as const

/** Where a person reads a ticket; `""` without the address of a console, and without a ticket. */
export const linkTo = (publicUrl: string, { ticket_uuid }: TicketNotice): string =>
  publicUrl === '' || ticket_uuid === '' ? '' : `${publicUrl}/console/ticket/${encodeURIComponent(ticket_uuid)}`

export const headline = (notice: TicketNotice, language: Language): string =>
  wordsOf(notice)?.headline[language] ?? notice.type

/** What a notice is about, behind its headline: the ticket's name, or whose approvals are whose. */
export const titleOf = ({ ticket_name, delegation }: TicketNotice): string =>
  delegation === undefined
    ? ticket_name
    : `${delegation.from_name || delegation.from_uuid} → ${delegation.to_name || delegation.to_uuid}`

const HOURS_OF_BEIJING = 8

const minutes = (unixSeconds: number): string =>
  new Date(unixSeconds * 1_000).toISOString().slice(0, 16).replace('T', ' ')

/** From when until when, in the time that readers of the language go by, and says so: that of Beijing, or UTC. Unix seconds. */
const periodOf = (start: number, end: number, language: Language): string => {
  if (language === 'en') return `${minutes(start)} – ${minutes(end)} UTC`
  const [from, until] = [start, end].map((time) => minutes(time + HOURS_OF_BEIJING * 3_600))
  return `${from} 至 ${until}（北京时间）`
}

/** A name and its value on one line. */
export const labelled = (label: string, value: string, language: Language): string =>
  `${label}${marks[language].colon}${value}`

/** What the actor did, and for whom, if as a delegate. */
const actedFor = ({ on_behalf_of }: TicketNotice, action: string | undefined, language: Language) => {
  if (on_behalf_of === undefined || action === undefined) return action
  const absent = on_behalf_of.user_name || on_behalf_of.user_uuid
  return language === 'zh' ? `代${absent}${action}` : `${action} for ${absent}`
}

/** The details below the headline, a line each; those without a value are left out. */
export const details = (notice: TicketNotice, language: Language): readonly string[] => {
  const { applicant, type, why, actor, turn, absent, delegate, period } = labels[language]
  const { delegation } = notice
  const words = wordsOf(notice)
  const action = words?.action?.[language]
  const withAside = (name: string, aside: string | undefined) =>
    name === '' || !aside ? name : `${name}${marks[language].aside(aside)}`
  const isTimeout = notice.actor_uuid === '' && notice.reason === TIMEOUT
  const lines: readonly (readonly [string, string])[] = [
    [applicant, withAside(notice.applyer_name || notice.applyer_uuid, notice.applyer_tenant_name)],
    // The contract names a type in Chinese only; its code is English.
    [type, language === 'zh' ? notice.ticket_type : notice.ticket_type_code],
    [absent, delegation?.from_name || (delegation?.from_uuid ?? '')],
    [delegate, delegation?.to_name || (delegation?.to_uuid ?? '')],
    [period, delegation === undefined ? '' : periodOf(delegation.start, delegation.end, language)],
    [why, notice.ticket_reason],
    [actor, withAside(notice.actor_name || notice.actor_uuid, actedFor(notice, action, language))],
    [words?.reason[language] ?? reason[language], isTimeout ? timedOut[language] : notice.reason],
    [turn, notice.owner_name || notice.owner_uuid],
  ]
  return lines.flatMap(([name, value]) => (value === '' ? [] : [labelled(name, value, language)]))
}
