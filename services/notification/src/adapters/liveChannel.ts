import { randomUUID } from 'node:crypto'
import { exchanges, type LiveEntries, liveEntriesType } from '@gongdan/contracts'
import { codeOf, type Publisher } from '@gongdan/messaging'
import type { Logger } from '@gongdan/service'
import { noticeOf } from '../domain/notice.ts'
import type { Channel, Hearing } from '../handlers/onTicketEvent.ts'
import type { Appended, FeedStore } from './feedStore.ts'
import type { SettingsStore } from './settingsStore.ts'

interface Needs {
  readonly feeds: FeedStore
  readonly settings: SettingsStore
  readonly publisher: Publisher
  /** Told how many notices stand in feeds now, repeated ones included. */
  readonly told: (notices: number) => void
  readonly log: Logger
}

/**
 * The live channel: everybody concerned finds the notice in his feed, and the gateways are told of it. The feed is what
 * counts; a message to the gateways may be lost, for they look into the feed themselves.
 */
export const createLiveChannel = ({ feeds, settings, publisher, told, log }: Needs): Channel => {
  const wanted = async (hearings: readonly Hearing[]): Promise<readonly Hearing[]> => {
    const settingsOf = await settings.find(hearings.map(({ user }) => user))
    return hearings.filter(({ user, event }) => {
      const live: readonly string[] = settingsOf.get(user)?.channels.live ?? []
      return live.includes(event.type)
    })
  }

  const tellGateways = async (appended: readonly Appended[], correlationId: string) => {
    if (appended.length === 0) return
    const body: LiveEntries = { told: appended.map(({ user, entries }) => ({ user, entries: [...entries] })) }
    const message = { id: randomUUID(), type: liveEntriesType, correlationId, body: Buffer.from(JSON.stringify(body)) }
    try {
      await publisher.publish({ exchange: exchanges.live, routingKey: '' }, message)
    } catch (err) {
      // Where no gateway runs there is nobody to tell.
      if (codeOf(err) !== 'unroutable') log.warn({ err }, 'the gateways have to look for themselves')
    }
  }

  return {
    tell: async (hearings) => {
      const notices = (await wanted(hearings)).map(({ user, event }) => {
        return { user, eventId: event.id, notice: JSON.stringify(noticeOf(event)) }
      })
      // Not waited for: the gateways' ears are nothing that an event has to wait for.
      void tellGateways(await feeds.append(notices), hearings[0]?.event.correlationId ?? '')
      told(notices.length)
    },
  }
}
