import type { Language } from '@gongdan/contracts'
import type { PersonalMessage } from './personalMessage.ts'

const confirmations = {
  zh: {
    subject: '请确认您的邮箱地址',
    lines: ['有用户在工单系统中将此地址设为通知邮箱。如果是您本人，请在 24 小时内确认。'],
    page: '请打开以下页面：',
    call: '或者用您本人的登录令牌调用以下接口：',
    callOnly: '请用您本人的登录令牌调用以下接口：',
    ending: '如果不是您本人，请忽略此邮件：未确认的地址不会收到任何通知。',
  },
  en: {
    subject: 'Please confirm your mail address',
    lines: [
      'A user of the ticket system has given this address for notifications. If that was you, confirm it within 24 hours.',
    ],
    page: 'Open this page:',
    call: 'Or make this call, signed in as yourself:',
    callOnly: 'Make this call, signed in as yourself:',
    ending: 'If it was not, ignore this mail: an address that is not confirmed gets no notifications.',
  },
} as const

/** The mail that a new address gets; `link` holds `{token}`, or is `""` where no page takes one. */
export const confirmationOf = (token: string, language: Language, link: string): PersonalMessage => {
  const { subject, lines, page, call, callOnly, ending } = confirmations[language]
  const url = link.replaceAll('{token}', encodeURIComponent(token))
  const way = url === '' ? [callOnly] : [page, url, '', call]
  const plain = ['POST /v1/notification/mail/confirm', JSON.stringify({ token })]
  return { subject, text: [...lines, '', ...way, ...plain, '', '-- ', ending, ''].join('\n'), link: url }
}
