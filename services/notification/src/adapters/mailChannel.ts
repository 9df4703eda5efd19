import type { NotificationSettingsData } from '@gongdan/contracts'
import { noticeOf } from '../domain/notice.ts'
import type { Channel } from '../handlers/onTicketEvent.ts'
import { deliveryId, mailLane } from './deliveryDocument.ts'
import type { Outbound } from './outbound.ts'

/** Looks up what users said, each as `userKey` has him. */
export type FindSettings = (users: readonly string[]) => Promise<ReadonlyMap<string, NotificationSettingsData>>

/** Who has given an address gets a mail of the events that he wants mails of. */
export const createMailChannel = (findSettings: FindSettings, outbound: Outbound): Channel => ({
  tell: async (hearings) => {
    const settingsOf = await findSettings(hearings.map(({ user }) => user))
    const deliveries = hearings
      .filter(({ user, event }) => {
        const said = settingsOf.get(user)
        const types: readonly string[] = said?.channels.mail ?? []
        return said !== undefined && said.mail_address !== '' && types.includes(event.type)
      })
      .map(({ user, event }) => ({
        _id: deliveryId(event.id, 'mail', user),
        lane: mailLane(user),
        channel: 'mail' as const,
        target: user,
        notice: noticeOf(event),
        correlationId: event.correlationId,
      }))
    await outbound.add(deliveries)
  },
})
