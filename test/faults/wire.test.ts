import { done } from '@gongdan/messaging'
import { openMessagingHarness, wordSubscriptions } from '../support/messagingHarness.ts'
import { scenario } from './scenario.ts'
import { missing, parkedIn, waitForWords, waitUntil } from './waitUntil.ts'

// What happens on the wire and at the broker alone needs no service: a bus, a broker, and a proxy between them.

scenario(
  'F6',
  'a wire that dies anywhere between connecting and consuming leaves a working consumer',
  async (tally) => {
    const buses = 6
    for (const _ of tally.rounds(1, 20)) {
      const harness = await openMessagingHarness()
      // A broker has said more than this before the first consumer is there.
      const cuts = Array.from({ length: 100 }, () => tally.random.between(0, 1_000))
      harness.proxy.cutAfter(cuts)
      tally.injected(cuts.length)
      const since = performance.now()
      const opened = await Promise.all(Array.from({ length: buses }, () => harness.openBus()))
      const words: string[] = []
      const hear = wordSubscriptions(async (batch) => {
        words.push(...batch.map(({ body }) => body.word))
        return batch.map(() => done())
      })
      for (const bus of opened) bus.consume({ queue: harness.work, prefetch: 10, ...hear })
      await waitUntil(async () => {
        const { consumerCount } = await harness.admin.checkQueue(harness.work)
        return harness.proxy.accepted() > cuts.length && consumerCount === buses
      })
      tally.recovered(performance.now() - since)
      const said = opened.map((_, index) => `word ${index}`)
      await Promise.all(said.map((word, index) => harness.say(opened[index]!, word)))
      const lost = await waitForWords(said, words)
      const parked = await parkedIn(harness)
      await harness.close()
      tally.check({ lost, parked })
    }
  },
)

scenario('F7', 'a handler that outlives its connection acknowledges no other message', async (tally) => {
  for (const _ of tally.rounds(5, 100)) {
    const harness = await openMessagingHarness()
    const bus = await harness.openBus()
    const hands: { readonly word: string; readonly finish: () => void }[] = []
    const consuming = wordSubscriptions(async ([message]) => {
      const gate = Promise.withResolvers<void>()
      hands.push({ word: message!.body.word, finish: gate.resolve })
      await gate.promise
      return [done()]
    })
    const prefetch = tally.random.between(1, 5)
    const said = Array.from({ length: prefetch }, (_, index) => `word ${index}`)
    bus.consume({ queue: harness.work, prefetch, maxBatch: 1, ...consuming })
    for (const word of said) await harness.say(bus, word)
    const inHand = (count: number) => waitUntil(() => hands.length >= count)
    await inHand(prefetch)
    harness.proxy.drop()
    tally.injected()
    const since = performance.now()
    await inHand(2 * prefetch)
    tally.recovered(performance.now() - since)

    // The first deliveries and the second have the same tags: what is acknowledged for the first is another's.
    const late = tally.random.between(1, prefetch)
    for (const { finish } of hands.slice(0, late)) finish()
    await waitUntil(async () => (await harness.metric('amqp_stale_ack_total')) >= late)
    harness.proxy.drop()
    tally.injected()
    // What was acknowledged for another does not come again.
    await inHand(3 * prefetch).catch(() => {})
    const third = hands.slice(2 * prefetch).map(({ word }) => word)
    for (const { finish } of hands) finish()
    await waitUntil(async () => (await harness.admin.checkQueue(harness.work)).messageCount === 0)
    const parked = await parkedIn(harness)
    await harness.close()
    tally.check({ lost: missing(said, third), parked })
  }
})
