import { done } from '@gongdan/messaging'
import { listening, openScene } from '../integration/messagingScene.ts'
import { scenario } from './scenario.ts'
import { heard, missing, parkedIn, until } from './words.ts'

// What happens on the wire and at the broker alone needs no service: a bus, a broker, and a proxy between them.

scenario(
  'F6',
  'a wire that dies anywhere between connecting and consuming leaves a working consumer',
  async (tally) => {
    const buses = 6
    for (const _ of tally.rounds(1, 20)) {
      const scene = await openScene()
      // A broker has said more than this before the first consumer is there.
      const cuts = Array.from({ length: 100 }, () => tally.dice.between(0, 1_000))
      scene.proxy.cutAfter(cuts)
      tally.struck(cuts.length)
      const since = performance.now()
      const opened = await Promise.all(Array.from({ length: buses }, () => scene.openBus()))
      const words: string[] = []
      const hear = listening(async (batch) => {
        words.push(...batch.map(({ body }) => body.word))
        return batch.map(() => done())
      })
      for (const bus of opened) bus.consume({ queue: scene.work, prefetch: 10, ...hear })
      await until(async () => {
        const { consumerCount } = await scene.admin.checkQueue(scene.work)
        return scene.proxy.accepted() > cuts.length && consumerCount === buses
      })
      tally.recovered(performance.now() - since)
      const said = opened.map((_, index) => `word ${index}`)
      await Promise.all(said.map((word, index) => scene.say(opened[index]!, word)))
      const lost = await heard(said, words)
      const parked = await parkedIn(scene)
      await scene.close()
      tally.hold({ lost, parked })
    }
  },
)

scenario('F7', 'a handler that outlives its connection acknowledges nobody else', async (tally) => {
  for (const _ of tally.rounds(5, 100)) {
    const scene = await openScene()
    const bus = await scene.openBus()
    const hands: { readonly word: string; readonly finish: () => void }[] = []
    const consuming = listening(async ([message]) => {
      const gate = Promise.withResolvers<void>()
      hands.push({ word: message!.body.word, finish: gate.resolve })
      await gate.promise
      return [done()]
    })
    const prefetch = tally.dice.between(1, 5)
    const said = Array.from({ length: prefetch }, (_, index) => `word ${index}`)
    bus.consume({ queue: scene.work, prefetch, maxBatch: 1, ...consuming })
    for (const word of said) await scene.say(bus, word)
    const inHand = (count: number) => until(() => hands.length >= count)
    await inHand(prefetch)
    scene.proxy.drop()
    tally.struck()
    const since = performance.now()
    await inHand(2 * prefetch)
    tally.recovered(performance.now() - since)

    // The first deliveries and the second have the same tags: what is acknowledged for the first is another's.
    const late = tally.dice.between(1, prefetch)
    for (const { finish } of hands.slice(0, late)) finish()
    await until(async () => (await scene.metric('amqp_stale_ack_total')) >= late)
    scene.proxy.drop()
    tally.struck()
    // What was acknowledged for another does not come again.
    await inHand(3 * prefetch).catch(() => {})
    const third = hands.slice(2 * prefetch).map(({ word }) => word)
    for (const { finish } of hands) finish()
    await until(async () => (await scene.admin.checkQueue(scene.work)).messageCount === 0)
    const parked = await parkedIn(scene)
    await scene.close()
    tally.hold({ lost: missing(said, third), parked })
  }
})
