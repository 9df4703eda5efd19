import type { Language, TicketNotice } from '@gongdan/contracts'
import { details, headline, linkTo } from './text.ts'

export interface Mail {
  readonly subject: string
  readonly text: string
}

/** User input on one line: it cannot begin a header or a line of its own. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim()

const endings = {
  zh: '您收到此邮件，是因为您在工单系统中设置了邮件通知。',
  en: 'You get this mail because you asked the ticket system for it in your settings.',
} as const

/** A mail about a ticket, in plain text with a link to it. */
export const mailOf = (notice: TicketNotice, language: Language, link: string): Mail => ({
  subject: `[${headline(notice, language)}] ${oneLine(notice.ticket_name)}`,
  text: [
    `${headline(notice, language)}${language === 'zh' ? '：' : ': '}${oneLine(notice.ticket_name)}`,
    '',
    ...details(notice, language).map(oneLine),
    '',
    linkTo(link, notice),
    '',
    '-- ',
    endings[language],
    '',
  ].join('\n'),
})
