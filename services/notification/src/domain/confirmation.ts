import type { Language } from '@gongdan/contracts'
import type { PersonalMessage } from './personalMessage.ts'

const confirmations = {
  zh: {
    subject: '请确认您的邮箱地址',
    lines: ['有用户在工单系统中将此地址设为通知邮箱。如果是您本人，请在 24 小时内用下面的令牌确认：'],
    ending: '如果不是您本人，请忽略此邮件：未确认的地址不会收到任何通知。',
  },
  en: {
    subject: 'Please confirm your mail address',
    lines: [
      'A user of the ticket system has given this address for notifications. If that was you, confirm it within 24 hours by',
    ],
    ending: 'If it was not, ignore this mail: an address that is not confirmed gets no notifications.',
  },
} as const

/** The mail that a new address gets; `link` holds `{token}`, or is `""` where no page takes one. */
export const confirmationOf = (token: string, language: Language, link: string): PersonalMessage => {
  const { subject, lines, ending } = confirmations[language]
  const way = link === '' ? [] : [link.replaceAll('{token}', encodeURIComponent(token)), '']
  const plain = ['POST /v1/notification/mail/confirm', JSON.stringify({ token })]
  return { subject, text: [...lines, '', ...way, ...plain, '', '-- ', ending, ''].join('\n'), link: way[0] ?? '' }
}
