import type { Language, TicketNotice } from '@gongdan/contracts'
import { details, headline, linkTo } from './text.ts'

/** A notice in words for one person; a channel sends the parts that it has room for. */
export interface PersonalMessage {
  /** What happened to which ticket, on one line: enough for a text message. */
  readonly subject: string
  /** All of it, with the link. */
  readonly text: string
  /** The URL under which the person reads the ticket; `""` without a console. */
  readonly link: string
}

/** User input on one line: it cannot begin a header or a line of its own. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim()

const endings = {
  zh: '您收到此通知，是因为您在工单系统的通知设置中选择了接收。',
  en: 'You get this because you asked the ticket system for it in your settings.',
} as const

/** The message about a ticket, in plain text; `publicUrl` is the address of the console, `""` without one. */
export const personalMessage = (notice: TicketNotice, language: Language, publicUrl: string): PersonalMessage => {
  const link = linkTo(publicUrl, notice)
  return {
    subject: `[${headline(notice, language)}] ${oneLine(notice.ticket_name)}`,
    text: [
      `${headline(notice, language)}${language === 'zh' ? '：' : ': '}${oneLine(notice.ticket_name)}`,
      '',
      ...details(notice, language).map(oneLine),
      '',
      ...(link === '' ? [] : [link, '']),
      '-- ',
      endings[language],
      '',
    ].join('\n'),
    link,
  }
}
