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
  const shown = new Notification(notice.ticket_name, { body: what, tag: notice.event_id, icon: 'icon.svg' })
  shown.onclick = () => {
    window.focus()
    location.assign(new URL(`ticket/${notice.ticket_uuid}`, consoleBase))
  }
}
