import type { Language, TicketNotice } from '@gongdan/contracts'
import { details, headline, labelled, linkTo, titleOf } from './text.ts'

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
  zh: '您在工单系统的通知设置中开启了邮件通知，因此收到此邮件。',
  en: 'You get this mail because your notification settings in the ticket system ask for it.',
} as const

/** The message about a ticket, in plain text; `publicUrl` is the address of the console, `""` without one. */
export const personalMessage = (notice: TicketNotice, language: Language, publicUrl: string): PersonalMessage => {
  const link = linkTo(publicUrl, notice)
  return {
    subject: `[${headline(notice, language)}] ${oneLine(titleOf(notice))}`,
    text: [
      labelled(headline(notice, language), oneLine(titleOf(notice)), language),
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
