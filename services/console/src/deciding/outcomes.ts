import type { ItemOutcome, Ticket } from '@gongdan/sdk'
import { relativeTime } from '../words/format.ts'
import { ticketWords } from '../words/tickets.ts'

/** How a ticket stood when a command on it was refused (contract §1). */
export type Current = {
  readonly ticket_state_code: Ticket['ticket_state_code']
  readonly version: number
  readonly actor_name: string
  readonly action: string
  readonly time: number
  readonly owner_name: string
}

type Language = 'zh' | 'en'

export type Outcome = Pick<ItemOutcome, 'uuid' | 'name' | 'ok' | 'known' | 'scode' | 'text' | 'data'>

const currentOf = (data: unknown): Current | undefined => Object(data).current

/** What a person is said to have done, by the type of the event. */
export const eventWord = (type: string, language: Language): string => {
  const events: Readonly<Record<string, string>> = ticketWords[language].events
  return events[type] ?? ticketWords[language].otherEvent
}

/** What is true now: "钱主管 2 分钟前已通过，现在等待资源审批". `now` in unix seconds. */
export const currentWords = (current: Current, now: number, language: Language): string => {
  const { actor_name, action, time, owner_name } = current
  const when = relativeTime(time, now, language)
  const what = eventWord(action, language)
  if (language === 'zh') {
    const who = actor_name === '' ? ticketWords.zh.system : actor_name
    const done = what.startsWith('已') ? what : `已${what}`
    const next = current.ticket_state_code === 'pending' && owner_name !== '' ? `，现在由${owner_name}处理` : ''
    return `${who} ${when}${done}${next}`
  }
  const who = actor_name === '' ? ticketWords.en.system : actor_name
  const next = current.ticket_state_code === 'pending' && owner_name !== '' ? `; now waiting on ${owner_name}` : ''
  return `${who} ${what} ${when}${next}`
}

const unknown = { zh: '没有收到结果，可能已经生效', en: 'No response: it may have taken effect' } as const
const notSent = { zh: '未发送', en: 'Not sent' } as const
const changed = { zh: '工单已变更', en: 'The ticket was changed' } as const

/** After these somebody else has decided, and there is nothing left to send. */
const decisions: ReadonlySet<string> = new Set([
  'ticket.step-passed',
  'ticket.passed',
  'ticket.overruled',
  'ticket.returned',
  'ticket.withdrawn',
  'ticket.terminated',
  'ticket.archived',
  'ticket.deleted',
])

/** Why an item failed, as a person would say it: a colleague was faster, or what the server says. */
export const outcomeWords = (outcome: Outcome, now: number, language: Language): string => {
  const { scode, known, data, text } = outcome
  if (!known) {
    if (scode === 12) return unknown[language]
    return language === 'zh' ? `${unknown.zh}（${text}）` : `${unknown.en} (${text})`
  }
  const current = currentOf(data)
  if (current !== undefined && (scode === 3002 || scode === 3003 || scode === 3007)) {
    const whatIsTrue = currentWords(current, now, language)
    if (scode !== 3007 || decisions.has(current.action)) return whatIsTrue
    return `${changed[language]}${language === 'zh' ? '：' : ': '}${whatIsTrue}`
  }
  if (scode >= 9000 || scode === 1007) return `${notSent[language]}${language === 'zh' ? '：' : ': '}${text}`
  return text
}

/**
 * Whether sending it once more may succeed: no answer came, the gateway could not take it, or the ticket was changed, which the
 * reader has been shown. What a colleague has decided stays decided.
 */
export const mayRetry = ({ ok, known, scode, data }: Outcome): boolean => {
  if (ok) return false
  const isChanged = scode === 3007 && !decisions.has(currentOf(data)?.action ?? '')
  return !known || scode >= 9000 || scode === 1007 || isChanged
}

/** How far a list is. */
export const tally = (outcomes: Iterable<Outcome>): { readonly success: number; readonly failed: number } => {
  let success = 0
  let failed = 0
  for (const { ok } of outcomes) {
    if (ok) success += 1
    else failed += 1
  }
  return { success, failed }
}
