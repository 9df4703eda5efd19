import type { Language, TicketNotice, WebhookKind } from '@gongdan/contracts'
import type { AttemptResult } from './schedule.ts'
import { details, headline, linkTo, titleOf } from './text.ts'

export type RobotKind = Exclude<WebhookKind, 'standard'>

/** A request to a robot. Its URL is a secret: it is the robot's key. */
export interface RobotRequest {
  readonly url: string
  readonly body: object
}

/** Gives the base64 of HMAC-SHA256. */
export type Hmac = (key: string, data: string) => string

interface RobotMessage {
  readonly url: string
  /** What requests to the robot are signed with; null: they are not. */
  readonly secret: string | null
  readonly text: string
  readonly now: number
}

/** What each kind of robot takes, without a signature. */
const bodies = {
  wecom: (content: string) => ({ msgtype: 'markdown', markdown: { content } }),
  dingtalk: (text: string) => {
    const [title = ''] = text.split('\n', 1)
    // Its markdown ignores a single line break.
    return { msgtype: 'markdown', markdown: { title, text: text.replaceAll('\n', '\n\n') } }
  },
  feishu: (text: string) => ({ msg_type: 'text', content: { text } }),
} as const

/** The body of a robot's message, without its signature. */
export const robotBody = (kind: RobotKind, text: string): object => bodies[kind](text)

/** WeCom has no signature: https://developer.work.weixin.qq.com/document/path/91770 */
const wecom = ({ url, text }: RobotMessage): RobotRequest => ({ url, body: bodies.wecom(text) })

/** DingTalk's signature is in the query, over ms and secret: https://open.dingtalk.com/document/robots/customize-robot-security-settings */
const dingtalk = ({ url, secret, text, now }: RobotMessage, hmac: Hmac): RobotRequest => {
  const signed = new URL(url)
  if (secret !== null) {
    signed.searchParams.set('timestamp', String(now))
    signed.searchParams.set('sign', hmac(secret, `${now}\n${secret}`))
  }
  return { url: signed.href, body: bodies.dingtalk(text) }
}

/** Feishu's signature is in the body, of an empty text with seconds and secret as the key: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
const feishu = ({ url, secret, text, now }: RobotMessage, hmac: Hmac): RobotRequest => {
  const timestamp = String(Math.floor(now / 1_000))
  const signature = secret === null ? {} : { timestamp, sign: hmac(`${timestamp}\n${secret}`, '') }
  return { url, body: { ...signature, ...bodies.feishu(text) } }
}

const requests = { wecom, dingtalk, feishu } as const

/** The request that makes a robot post a text, signed where its maker wants a signature. */
export const robotRequest = (kind: RobotKind, message: RobotMessage, hmac: Hmac): RobotRequest =>
  requests[kind](message, hmac)

/** Codes for "too fast": WeCom 45009, DingTalk 130101 and 410100, Feishu 9499 and 11232. */
const tooFast = new Set([45009, 130101, 410100, 9499, 11232])
const TOO_FAST_MS = 60_000

/** What a robot's answer means: HTTP 200 does not mean success, `errcode` (Feishu: `code`) 0 does. */
export const robotResult = (status: number, body: string): AttemptResult => {
  if (status < 200 || status > 299) return { status, error: `HTTP ${status}` }
  const code = codeOf(body)
  if (code === null) return { status, error: 'an answer without errcode' }
  if (code === 0) return { status, error: '' }
  return { status, error: `errcode ${code}`, ...(tooFast.has(code) ? { retryAfterMs: TOO_FAST_MS } : {}) }
}

const codeOf = (body: string): number | null => {
  try {
    const { errcode, code, StatusCode } = Object(JSON.parse(body))
    const found = errcode ?? code ?? StatusCode
    return typeof found === 'number' ? found : null
  } catch {
    return null
  }
}

/** WeCom takes 4096 bytes of markdown, the others more. */
const MAX_BYTES = 4_000
/** More events in one message would not be read. */
const MAX_TOGETHER = 20
const MAX_LETTERS = 120

/** User input as plain letters: it cannot mention people (`<@all>`), link or format. */
const plain = (text: string): string => {
  const shown = text
    .replace(/\s+/gu, ' ')
    .replace(/[<>[\]*_#`~|\\@]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0))
    .trim()
  const letters = [...shown]
  return letters.length > MAX_LETTERS ? `${letters.slice(0, MAX_LETTERS).join('')}…` : shown
}

const titles = {
  zh: (headline: string, name: string) => `【${headline}】${name}`,
  en: (headline: string, name: string) => `${headline}: ${name}`,
} as const

const entry = (notice: TicketNotice, publicUrl: string, language: Language): string =>
  [
    titles[language](headline(notice, language), plain(titleOf(notice))),
    ...details(notice, language).map(plain),
    linkTo(publicUrl, notice),
  ]
    .filter((line) => line !== '')
    .join('\n')

/**
 * The text of one message about the first few of many events, and how many they are: as many as fit.
 */
export const robotText = (
  notices: readonly TicketNotice[],
  publicUrl: string,
  language: Language,
): { readonly text: string; readonly count: number } => {
  let text = ''
  let count = 0
  for (const notice of notices.slice(0, MAX_TOGETHER)) {
    const next = entry(notice, publicUrl, language)
    const longer = text === '' ? next : `${text}\n\n${next}`
    if (count > 0 && new TextEncoder().encode(longer).length > MAX_BYTES) break
    text = longer
    count += 1
  }
  return { text, count }
}
