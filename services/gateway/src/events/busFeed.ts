import { exchanges, FeedPages, LiveEntries, QueryReply, queues } from '@gongdan/contracts'
import type { Bus } from '@gongdan/messaging'
import type { Logger } from 'pino'
import type { Sign } from '../work/signing.ts'
import type { ReadFeeds } from './feedReader.ts'
import type { Listeners } from './listeners.ts'

const answerWithinMs = 5_000

/** Reads feeds from the notification service. Rejects with a RequestFault when it does not answer within 5 s. */
export const createReadFeeds =
  (bus: Pick<Bus, 'request'>, sign: Sign): ReadFeeds =>
  async (asked) => {
    const reply = await bus.request(
      queues.notificationQueries,
      sign('notification.feed', { feeds: asked }),
      answerWithinMs,
    )
    const { data } = QueryReply.parse(JSON.parse(reply.toString()))
    return FeedPages.parse(data).pages
  }

/** Lets the listeners hear of every feed that grows, and look for themselves after each time they could not hear. */
export const listenToFeeds = (bus: Pick<Bus, 'consumeFanout'>, listeners: Listeners, log: Logger): void => {
  const onMessage = (correlationId: string, body: Buffer) => {
    const news = readNews(body)
    if (news === undefined) log.error({ correlationId }, 'news that are none')
    else listeners.hear(news)
  }
  bus.consumeFanout(exchanges.live, onMessage, listeners.lookAll)
}

const readNews = (body: Buffer): LiveEntries | undefined => {
  try {
    return LiveEntries.parse(JSON.parse(body.toString()))
  } catch {
    return undefined
  }
}
