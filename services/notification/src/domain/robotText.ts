import type { TicketNotice } from '@gongdan/contracts'
import { details, headline, linkTo } from './text.ts'

/** WeCom takes 4096 bytes of markdown, the others more. */
const MAX_BYTES = 4_000
/** No reader takes in more at once. */
const MAX_TOGETHER = 20
const LONGEST = 80

/** What somebody wrote, so that it cannot mention anybody (`<@all>`), link or format: only its letters are shown. */
const plain = (text: string): string => {
  const shown = text
    .replace(/\s+/gu, ' ')
    .replace(/[<>[\]()*_#`~|\\@]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0))
    .trim()
  const letters = [...shown]
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : shown
}

const entry = (notice: TicketNotice, link: string): string =>
  [
    `【${headline(notice, 'zh')}】${plain(notice.ticket_name)}`,
    details(notice, 'zh').map(plain).join('，'),
    linkTo(link, notice),
  ].join('\n')

/**
 * The text of one message about the first few of many events, and how many they are: as many as fit. In Chinese, as the
 * robots' users are.
 */
export const robotText = (
  notices: readonly TicketNotice[],
  link: string,
): { readonly text: string; readonly count: number } => {
  let text = ''
  let count = 0
  for (const notice of notices.slice(0, MAX_TOGETHER)) {
    const longer = text === '' ? entry(notice, link) : `${text}\n\n${entry(notice, link)}`
    if (count > 0 && new TextEncoder().encode(longer).length > MAX_BYTES) break
    text = longer
    count += 1
  }
  return { text, count }
}
