import type { FeedPages, QueryReply, ReadFeeds } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { FeedStore } from '../adapters/feedStore.ts'

interface Needs {
  readonly feeds: FeedStore
}

/** notification.feed: a gateway reads on for its listeners. */
export const readFeeds =
  ({ feeds }: Needs) =>
  async (batch: readonly Received<ReadFeeds>[]): Promise<readonly Outcome[]> =>
    Promise.all(
      batch.map(async ({ body }) => {
        const data: FeedPages = { pages: [...(await feeds.read(body.feeds))] }
        const reply: QueryReply = { scode: 0, desc: '', data }
        return done(reply)
      }),
    )
