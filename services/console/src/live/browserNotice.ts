import type { Notice } from '@gongdan/sdk'
import { eventWord } from '../deciding/outcomes.ts'
import { preferences } from '../preferences/preferences.ts'
import { consoleBase } from '../session/place.ts'
import { ticketWords } from '../words/tickets.ts'

/**
 * Shows a notice outside of the page where the reader has asked for it and does not look at the page. Each tab says so: by its tag
 * the browser shows it once.
 */
export const showNotice = (notice: Notice): void => {
  const { browserNotifications, language } = preferences()
  if (!browserNotifications || !document.hidden || !('Notification' in window)) return
  if (Notification.permission !== 'granted') return
  const what = `${notice.actor_name || ticketWords[language].system} ${eventWord(notice.type, language)}`
  const { delegation } = notice
  // A delegation is about no ticket.
  const [title, address] =
    delegation == null
      ? [notice.ticket_name, `ticket/${notice.ticket_uuid}`]
      : [`${delegation.from_name} → ${delegation.to_name}`, 'delegations']
  const shown = new Notification(title, { body: what, tag: notice.event_id, icon: 'icon.svg' })
  shown.onclick = () => {
    window.focus()
    location.assign(new URL(address, consoleBase))
  }
}
