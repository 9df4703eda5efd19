import { changeOf, isOfTicket, noticeText } from '../../domain/notice.ts'
import type { FeedStore, LiveAnnouncer, SettingsStore } from '../../domain/ports.ts'
import type { Recipient } from '../../domain/recipients.ts'
import type { Channel } from './channel.ts'
import { inPortions } from './portions.ts'

interface Deps {
  readonly feeds: FeedStore
  readonly settings: Pick<SettingsStore, 'find'>
  readonly announce: LiveAnnouncer
  /** Counts the notices that are in feeds now, repeated ones included. */
  readonly countNotices: (notices: number) => void
}

/**
 * The live channel: appends each notice to the feed of a recipient who listens, or did within the week, and announces it to the
 * gateways: most of a role's holders would never read it. The feed is what counts:
 * gateways read it themselves, so an announcement may be lost. Changes of tickets are announced to the streams that are open, and kept for none.
 */
export const liveChannel = ({ feeds, settings, announce, countNotices }: Deps): Channel => {
  const wanted = async (recipients: readonly Recipient[]): Promise<readonly Recipient[]> => {
    const listening = await feeds.listening([...new Set(recipients.map(({ user }) => user))])
    const settingsOf = await settings.find([...listening])
    return recipients.filter(({ user, event }) => {
      const types: readonly string[] = listening.has(user) ? (settingsOf.get(user)?.channels.live ?? []) : []
      return types.includes(event.type)
    })
  }

  return {
    name: 'live',
    notify: async (events, recipients) => {
      // No announcement is awaited for its own sake: the events are handled once they are in the feeds.
      const changes = events
        .filter(isOfTicket)
        .flatMap((event) => (event.keys.length === 0 ? [] : [{ keys: event.keys, change: changeOf(event) }]))
      void announce.changes(changes, events[0]?.correlationId ?? '')
      let announced = Promise.resolve(true)
      await inPortions(
        await wanted(recipients),
        ({ user }) => user,
        async (portion) => {
          const appended = await feeds.append(
            portion.map(({ user, event, role }) => ({ user, eventId: event.id, notice: noticeText(event), role })),
          )
          countNotices(portion.length)
          // One is on its way at a time, so that few are in memory. Where one got nowhere, the rest would wait as long each.
          if (await announced) announced = announce.entries(appended, portion[0]?.event.correlationId ?? '')
        },
      )
    },
  }
}
