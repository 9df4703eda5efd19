import type { WebhookKind } from '@gongdan/contracts'
import type { Tried } from './schedule.ts'

export type RobotKind = Exclude<WebhookKind, 'standard'>

/** A request to a robot. The URL is its key. */
export interface RobotRequest {
  readonly url: string
  readonly body: object
}

/** Gives the base64 of HMAC-SHA256. */
export type Hmac = (key: string, data: string) => string

interface Said {
  readonly url: string
  /** What the robot signs with, or null where it does not. */
  readonly secret: string | null
  readonly text: string
  readonly now: number
}

/** WeCom signs nothing: https://developer.work.weixin.qq.com/document/path/91770 */
const wecom = ({ url, text }: Said): RobotRequest => ({
  url,
  body: { msgtype: 'markdown', markdown: { content: text } },
})

/** DingTalk signs in the query, over ms and secret: https://open.dingtalk.com/document/robots/customize-robot-security-settings */
const dingtalk = ({ url, secret, text, now }: Said, hmac: Hmac): RobotRequest => {
  const signed = new URL(url)
  if (secret !== null) {
    signed.searchParams.set('timestamp', String(now))
    signed.searchParams.set('sign', hmac(secret, `${now}\n${secret}`))
  }
  const [title = ''] = text.split('\n', 1)
  // A single line break is none in its markdown.
  const body = { msgtype: 'markdown', markdown: { title, text: text.replaceAll('\n', '\n\n') } }
  return { url: signed.href, body }
}

/** Feishu signs in the body, an empty text with seconds and secret as the key: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
const feishu = ({ url, secret, text, now }: Said, hmac: Hmac): RobotRequest => {
  const timestamp = String(Math.floor(now / 1_000))
  const signature = secret === null ? {} : { timestamp, sign: hmac(`${timestamp}\n${secret}`, '') }
  return { url, body: { ...signature, msg_type: 'text', content: { text } } }
}

const requests = { wecom, dingtalk, feishu } as const

/** The request that makes a robot say a text, signed where it signs. */
export const robotRequest = (kind: RobotKind, said: Said, hmac: Hmac): RobotRequest => requests[kind](said, hmac)

/** Codes that say "too fast": WeCom 45009, DingTalk 130101 and 410100, Feishu 9499 and 11232. */
const tooFast = new Set([45009, 130101, 410100, 9499, 11232])
const TOO_FAST_MS = 60_000

/** What a robot's answer means: HTTP 200 says nothing, `errcode` (Feishu: `code`) 0 does. */
export const robotTried = (status: number, body: string): Tried => {
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
