import {
  type AskedFeed,
  exchanges,
  type FeedPage,
  FeedPages,
  LiveEntries,
  MAX_FEEDS,
  QueryReply,
  queues,
} from '@gongdan/contracts'
import type { Bus } from '@gongdan/messaging'
import type { Logger } from 'pino'
import type { Sign } from '../batch/signing.ts'

/** New entries of one user's feed, in order. */
export type FeedUpdate = LiveEntries['told'][number]

/** Asks the owner of the feeds: a page for each, in the order given. Rejects when there is no answer. */
export type ReadFeeds = (feeds: readonly AskedFeed[]) => Promise<readonly FeedPage[]>

/** Asks for one page. */
export type ReadFeed = (feed: AskedFeed) => Promise<FeedPage>

const replyTimeoutMs = 5_000
/** Queries in flight: enough to be quick, too few to be a burden, however many clients come back together. */
const maxInFlight = 2

interface Waiting {
  readonly feed: AskedFeed
  readonly resolve: (page: FeedPage) => void
  readonly reject: (fault: unknown) => void
}

/** Gathers questions that wait into queries of up to 100, so that a thousand streams ask ten times, not a thousand. */
export const createFeedReader = (read: ReadFeeds): ReadFeed => {
  const waiting: Waiting[] = []
  let inFlight = 0

  const send = async (batch: readonly Waiting[]) => {
    try {
      const pages = await read(batch.map(({ feed }) => feed))
      batch.forEach(({ resolve, reject }, index) => {
        const page = pages[index]
        if (page === undefined) reject(new Error('an answer without a page for each feed'))
        else resolve(page)
      })
    } catch (fault) {
      for (const { reject } of batch) reject(fault)
    }
  }

  const pump = () => {
    while (inFlight < maxInFlight && waiting.length > 0) {
      inFlight += 1
      void send(waiting.splice(0, MAX_FEEDS)).finally(() => {
        inFlight -= 1
        pump()
      })
    }
  }

  return (feed) =>
    new Promise((resolve, reject) => {
      waiting.push({ feed, resolve, reject })
      // At the end of the turn, so that all who ask in it share a query.
      queueMicrotask(pump)
    })
}

/** Reads feeds from the notification service. Rejects with a RequestFault when it does not answer within 5 s. */
export const createReadFeeds =
  (bus: Pick<Bus, 'request'>, sign: Sign): ReadFeeds =>
  async (feeds) => {
    const reply = await bus.request(queues.notificationQueries, sign('notification.feed', { feeds }), replyTimeoutMs)
    const { data } = QueryReply.parse(JSON.parse(reply.toString()))
    return FeedPages.parse(data).pages
  }

export interface FeedListener {
  onUpdates(updates: readonly FeedUpdate[]): void
  /** Updates may have been missed. */
  checkAll(): void
}

/** Passes on what the bus tells of feeds that grow, and has all of them checked each time it may have missed something. */
export const listenToFeeds = (bus: Pick<Bus, 'listen'>, listener: FeedListener, log: Logger): void => {
  const onMessage = (correlationId: string, body: Buffer) => {
    const updates = readUpdates(body)
    if (updates === undefined) log.error({ correlationId }, 'invalid feed update')
    else listener.onUpdates(updates)
  }
  bus.listen(exchanges.live, onMessage, listener.checkAll)
}

const readUpdates = (body: Buffer): readonly FeedUpdate[] | undefined => {
  try {
    return LiveEntries.parse(JSON.parse(body.toString())).told
  } catch {
    return undefined
  }
}
