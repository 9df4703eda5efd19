import type { Language, TicketNotice } from '@gongdan/contracts'

/** The headline of an event for a recipient. */
const headlines: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'webhook.test': { zh: '测试通知', en: 'Test' },
  'ticket.submitted': { zh: '待审批', en: 'Waiting for approval' },
  'ticket.step-passed': { zh: '待审批', en: 'Waiting for approval' },
  'ticket.passed': { zh: '已通过', en: 'Approved' },
  'ticket.overruled': { zh: '已驳回', en: 'Rejected' },
  'ticket.withdrawn': { zh: '已撤回', en: 'Withdrawn' },
  'ticket.terminated': { zh: '已终止', en: 'Terminated' },
  'ticket.confirmed': { zh: '已确认', en: 'Confirmed' },
  'ticket.archived': { zh: '已归档', en: 'Archived' },
  'ticket.deleted': { zh: '已删除', en: 'Deleted' },
  'ticket.image-requested': { zh: '镜像等待创建', en: 'Image requested' },
  'ticket.image-creating': { zh: '镜像创建中', en: 'Image being created' },
  'ticket.image-created': { zh: '镜像已创建', en: 'Image created' },
  'ticket.image-failed': { zh: '镜像创建失败', en: 'Image creation failed' },
  'ticket.image-needs-operator': { zh: '镜像创建需要人工处理', en: 'Image creation needs an operator' },
}

const words = {
  zh: { applicant: '申请人', type: '类型', actor: '操作人', reason: '原因', owner: '审批角色', colon: '：' },
  en: { applicant: 'Applicant', type: 'Type', actor: 'By', reason: 'Reason', owner: 'Approver', colon: ': ' },
} as const

/** Where a person reads a ticket; `link` holds `{ticket_uuid}`. */
export const linkTo = (link: string, { ticket_uuid }: TicketNotice): string =>
  ticket_uuid === '' ? '' : link.replaceAll('{ticket_uuid}', encodeURIComponent(ticket_uuid))

export const headline = ({ type }: TicketNotice, language: Language): string => headlines[type]?.[language] ?? type

/** The details beside the headline, a line each; those without a value are left out. */
export const details = (notice: TicketNotice, language: Language): readonly string[] => {
  const { applicant, type, actor, reason, owner, colon } = words[language]
  // The contract names a type in Chinese only; its code is English.
  const typeText = language === 'zh' ? notice.ticket_type : notice.ticket_type_code
  const lines: readonly (readonly [string, string])[] = [
    [applicant, notice.applyer_uuid === '' ? '' : `${notice.applyer_name} (${notice.applyer_tenant_name})`],
    [type, typeText],
    [owner, notice.owner_name],
    [actor, notice.actor_name],
    [reason, notice.reason],
  ]
  return lines.flatMap(([name, value]) => (value === '' ? [] : [`${name}${colon}${value}`]))
}
