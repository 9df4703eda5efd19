import { randomUUID } from 'node:crypto'
import {
  type AskedFeed,
  exchanges,
  type FeedPage,
  FeedPages,
  LiveChanges,
  LiveEntries,
  liveChangesType,
  MAX_FEEDS,
  QueryReply,
  queues,
} from '@gongdan/contracts'
import type { Bus, ReceivedDirectly } from '@gongdan/messaging'
import { createBatcher } from '@gongdan/scheduling'
import { ask, type Peers } from '@gongdan/service'
import type { Logger } from 'pino'

/** New entries of one user's feed, in order. */
export type FeedUpdate = LiveEntries['told'][number]

/** Asks the owner of the feeds: a page for each, in the order given. Rejects when there is no answer. */
export type ReadFeeds = (feeds: readonly AskedFeed[]) => Promise<readonly FeedPage[]>

/** Asks for one page. */
export type ReadFeed = (feed: AskedFeed) => Promise<FeedPage>

const replyTimeoutMs = 5_000

interface Waiting {
  readonly feed: AskedFeed
  readonly resolve: (page: FeedPage) => void
  readonly reject: (fault: unknown) => void
}

/** Batches what is asked while a query is in flight into the next one, so that a thousand streams cause ten queries. */
export const createFeedReader = (read: ReadFeeds): ReadFeed => {
  const { add } = createBatcher<Waiting>(MAX_FEEDS, async (batch) => {
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
  })
  return (feed) => new Promise((resolve, reject) => add({ feed, resolve, reject }))
}

/** Reads feeds from the notification service. Rejects with a RequestFault when it does not answer within 5 s. */
export const createReadFeeds =
  (bus: Pick<Bus, 'request'>, peers: Pick<Peers, 'asking'>): ReadFeeds =>
  async (feeds) => {
    const message = { id: randomUUID(), type: 'notification.feed', body: Buffer.from(JSON.stringify({ feeds })) }
    const reply = await ask(bus, peers, { queue: queues.notificationQueries, message, timeoutMs: replyTimeoutMs })
    return FeedPages.parse(QueryReply.parse(JSON.parse(reply.toString())).data).pages
  }

export interface FeedListener {
  onUpdates(updates: readonly FeedUpdate[]): void
  onChanges(changes: LiveChanges['changes']): void
  /** Updates may have been missed. */
  checkAll(): void
}

/** Passes on what the bus tells of feeds that grow and of tickets that change; feeds are checked when something may be missed. */
export const listenToFeeds = (
  bus: Pick<Bus, 'consumeFanout'>,
  peers: Pick<Peers, 'isAnnouncement'>,
  listener: FeedListener,
  log: Logger,
): void => {
  const onMessage = (received: ReceivedDirectly) => {
    const { correlationId, type, body } = received
    try {
      if (!peers.isAnnouncement(received)) throw new Error('not announced by a service that may')
      const content: unknown = JSON.parse(body.toString())
      if (type === liveChangesType) listener.onChanges(LiveChanges.parse(content).changes)
      else listener.onUpdates(LiveEntries.parse(content).told)
    } catch (err) {
      log.error({ err, correlationId, type }, 'invalid live announcement')
    }
  }
  bus.consumeFanout(exchanges.live, onMessage, listener.checkAll)
}
