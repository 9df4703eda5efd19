import type { Language, TicketNotice } from '@gongdan/contracts'
import { details, headline, labelled, linkTo } from './text.ts'

/** A notice in words for one person; a channel sends the parts that it has room for. */
export interface PersonalMessage {
  /** What happened to which ticket, on one line: enough for a text message. */
  readonly subject: string
  /** All of it, with the link. */
  readonly text: string
  /** The URL under which the person reads the ticket. */
  readonly link: string
}

/** User input on one line: it cannot begin a header or a line of its own. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim()

const endings = {
  zh: '您在工单系统的通知设置中开启了邮件通知，因此收到此邮件。',
  en: 'You get this mail because your notification settings in the ticket system ask for it.',
} as const

/** The message about a ticket, in plain text. `link` has `{ticket_uuid}` in it. */
export const personalMessage = (notice: TicketNotice, language: Language, link: string): PersonalMessage => ({
  subject: `[${headline(notice, language)}] ${oneLine(notice.ticket_name)}`,
  text: [
    labelled(headline(notice, language), oneLine(notice.ticket_name), language),
    '',
    ...details(notice, language).map(oneLine),
    '',
    linkTo(link, notice),
    '',
    '-- ',
    endings[language],
    '',
  ].join('\n'),
  link: linkTo(link, notice),
})
