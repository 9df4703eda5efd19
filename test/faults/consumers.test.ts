import { type Bus, done } from '@gongdan/messaging'
import { eventually } from '../support/eventually.ts'
import { type MessagingHarness, openMessagingHarness, wordSubscriptions } from '../support/messagingHarness.ts'
import { scenario } from './scenario.ts'
import { parkedIn, waitForWords, withinAMinute } from './waitUntil.ts'

/** Each word by itself, or ten of them as one message. */
const ways = [1, 10] as const

const sayAll = async (harness: MessagingHarness, bus: Bus, words: readonly string[], together: number) => {
  for (let from = 0; from < words.length; from += together) {
    const next = words.slice(from, from + together)
    await (together === 1 ? harness.say(bus, next[0] ?? '') : harness.sayTogether(bus, next))
  }
}

scenario('F9', 'a message that its consumers die of takes no other with it', async (tally) => {
  const [prefetch, deliveries] = [20, 3]
  for (const round of tally.rounds(2, 40)) {
    const together = ways[round % ways.length] ?? 1
    const harness = await openMessagingHarness(deliveries)
    const bus = await harness.openBus()
    const handled: string[] = []
    const theEnd = Promise.withResolvers<never>()
    theEnd.promise.catch(() => {})
    const deadly = tally.random.between(0, 2 * prefetch - 1)
    const words = Array.from({ length: 2 * prefetch }, (_, index) =>
      index === deadly ? 'deadly' : `innocent ${index}`,
    )
    const said = wordSubscriptions(async (batch) => {
      if (batch.some(({ body }) => body.word === 'deadly')) {
        // To the broker a process that is killed is a connection that is gone.
        harness.proxy.drop()
        tally.injected()
        return theEnd.promise
      }
      handled.push(...batch.map(({ body }) => body.word))
      return batch.map(() => done())
    })
    await sayAll(harness, bus, words, together)
    bus.consume({ queue: harness.work, prefetch, ...said })
    const since = performance.now()
    const lost = await waitForWords(words.toSpliced(deadly, 1), handled)
    tally.recovered(performance.now() - since)
    const guilty = await eventually(() => harness.nextParked(), withinAMinute)
    const parked = await parkedIn(harness)
    theEnd.reject(new Error('the test is over'))
    await harness.close()
    // By a consumer, which can tell who waits for it, and not by the broker.
    const isOfQueue = together > 1 || guilty['x-first-death-queue'] === harness.work
    const isFound = guilty['x-reason'] === 'its consumers die of it' && isOfQueue
    const unexpected = isFound ? [] : [JSON.stringify(guilty)]
    tally.check({ lost, parked, unexpected })
  }
})

scenario(
  'F10',
  'what always fails is parked after exactly the configured tries, and the rest goes on',
  async (tally) => {
    for (const round of tally.rounds(4, 50)) {
      const together = ways[round % ways.length] ?? 1
      const retryDelays = Array.from({ length: tally.random.between(1, 4) }, () => tally.random.between(1, 60) * 10)
      const harness = await openMessagingHarness()
      const bus = await harness.openBus({ retryDelays: [...new Set(retryDelays)] })
      const tries = new Set(retryDelays).size + 1
      const attempts: string[] = []
      const said = wordSubscriptions(async (batch) => {
        attempts.push(...batch.map(({ body, attempt }) => `${body.word}, attempt ${attempt}`))
        if (batch.length === 1 && batch[0]?.body.word.startsWith('bad')) throw new Error('it always fails')
        if (batch.some(({ body }) => body.word.startsWith('bad'))) throw new Error('one of them fails')
        return batch.map(() => done())
      })
      bus.consume({ queue: harness.work, prefetch: 10, ...said })
      const words = Array.from({ length: 40 }, (_, index) =>
        tally.random.next() < 0.1 ? `bad ${index}` : `good ${index}`,
      )
      const [bad, good] = [
        words.filter((word) => word.startsWith('bad')),
        words.filter((word) => word.startsWith('good')),
      ]
      await sayAll(harness, bus, words, together)
      tally.injected(bad.length)
      const lost = await waitForWords(
        good.map((word) => `${word}, attempt 1`),
        attempts,
      )
      const reasons: unknown[] = []
      for (const _ of bad) {
        const { 'x-reason': reason, 'x-attempt': attempt } = await eventually(() => harness.nextParked(), withinAMinute)
        reasons.push(`${reason}, attempt ${attempt}`)
      }
      const parked = await parkedIn(harness)
      await harness.close()
      const unexpected = reasons.filter((reason) => reason !== `it always fails, attempt ${tries}`).map(String)
      const beyond = attempts.filter((line) => line.startsWith('good') && !line.endsWith('attempt 1'))
      tally.check({ lost, parked, unexpected: [...unexpected, ...beyond] })
    }
  },
)
