import { type AskedFeed, type FeedPage, MAX_FEEDS } from '@gongdan/contracts'

/** Asks the owner of the feeds: a page for each, in the order given. Rejects when there is no answer. */
export type ReadFeeds = (asked: readonly AskedFeed[]) => Promise<readonly FeedPage[]>

/** Asks for one page. */
export type ReadFeed = (asked: AskedFeed) => Promise<FeedPage>

interface Waiting {
  readonly asked: AskedFeed
  readonly resolve: (page: FeedPage) => void
  readonly reject: (fault: unknown) => void
}

/** Messages under way at once: enough to be quick, too few to be a burden, however many listeners come back together. */
const mostInFlight = 2

/** Gathers questions that wait into messages of up to 100, so that a thousand listeners ask ten times, not a thousand. */
export const createFeedReader = (read: ReadFeeds): ReadFeed => {
  const waiting: Waiting[] = []
  let inFlight = 0

  const send = async (together: readonly Waiting[]) => {
    try {
      const pages = await read(together.map(({ asked }) => asked))
      together.forEach(({ resolve, reject }, index) => {
        const page = pages[index]
        if (page === undefined) reject(new Error('an answer without a page for each feed'))
        else resolve(page)
      })
    } catch (fault) {
      for (const { reject } of together) reject(fault)
    }
  }

  const pump = () => {
    while (inFlight < mostInFlight && waiting.length > 0) {
      inFlight += 1
      void send(waiting.splice(0, MAX_FEEDS)).finally(() => {
        inFlight -= 1
        pump()
      })
    }
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject })
      // At the end of the turn, so that all who ask in it share a message.
      queueMicrotask(pump)
    })
}
