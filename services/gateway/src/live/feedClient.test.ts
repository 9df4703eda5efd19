import { type AskedFeed, type QueryReply, said } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { createReadFeeds } from './feedClient.ts'

const feedsOf = (count: number): readonly AskedFeed[] =>
  Array.from({ length: count }, (_, at) => ({ user: `acme ${at}`, after: 0 }))

/** Reads from a service whose answers hold so many pages, and refuses to answer with more; a page names its feed by `last`. */
const scene = (most: number) => {
  const asked: number[] = []
  const bus = {
    request: async (_to: unknown, { body }: { readonly body: Buffer }) => {
      const { feeds }: { readonly feeds: readonly AskedFeed[] } = JSON.parse(body.toString())
      asked.push(feeds.length)
      const pages = feeds.map(({ user }) => ({ last: Number(user.split(' ')[1]), entries: [] }))
      const reply: QueryReply =
        feeds.length > most
          ? { scode: 1004, desc: said('too large', '过大'), data: null }
          : { scode: 0, desc: '', data: { pages } }
      return Buffer.from(JSON.stringify(reply))
    },
  }
  const proof = { sign: (query: never) => query, isGenuine: () => true }
  return { read: createReadFeeds(bus, { asking: () => proof }), asked }
}

test('feeds that one answer cannot hold are read in halves, and come in the order asked for', async () => {
  const { read, asked } = scene(2)
  expect((await read(feedsOf(5))).map(({ last }) => last)).toEqual([0, 1, 2, 3, 4])
  expect(asked).toEqual([5, 3, 2, 1, 2])
})

test('a feed that alone is too large is an error, and is asked for once', async () => {
  const { read, asked } = scene(0)
  await expect(read(feedsOf(1))).rejects.toThrow('too large')
  expect(asked).toEqual([1])
})
