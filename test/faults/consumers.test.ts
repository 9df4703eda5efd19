import { done } from '@gongdan/messaging'
import { listening, openScene } from '../integration/messagingScene.ts'
import { eventually } from '../support/eventually.ts'
import { scenario } from './scenario.ts'
import { heard, parkedIn, patiently } from './words.ts'

scenario('F9', 'a message that its consumers die of takes no other with it', async (tally) => {
  const [prefetch, deliveries] = [20, 3]
  for (const _ of tally.rounds(1, 20)) {
    const scene = await openScene(deliveries)
    const bus = await scene.openBus()
    const handled: string[] = []
    const theEnd = Promise.withResolvers<never>()
    theEnd.promise.catch(() => {})
    const deadly = tally.dice.between(0, 2 * prefetch - 1)
    const words = Array.from({ length: 2 * prefetch }, (_, index) =>
      index === deadly ? 'deadly' : `innocent ${index}`,
    )
    const said = listening(async (batch) => {
      if (batch.some(({ body }) => body.word === 'deadly')) {
        // To the broker a process that is killed is a connection that is gone.
        scene.proxy.drop()
        tally.struck()
        return theEnd.promise
      }
      handled.push(...batch.map(({ body }) => body.word))
      return batch.map(() => done())
    })
    for (const word of words) await scene.say(bus, word)
    bus.consume({ queue: scene.work, prefetch, ...said })
    const since = performance.now()
    const lost = await heard(words.toSpliced(deadly, 1), handled)
    tally.recovered(performance.now() - since)
    const guilty = await eventually(() => scene.nextParked(), patiently)
    const parked = await parkedIn(scene)
    theEnd.reject(new Error('the test is over'))
    await scene.close()
    const unexpected = guilty['x-first-death-queue'] === scene.work ? [] : [JSON.stringify(guilty)]
    tally.hold({ lost, parked, unexpected })
  }
})

scenario(
  'F10',
  'what always fails is parked after exactly the configured tries, and the rest goes on',
  async (tally) => {
    for (const _ of tally.rounds(3, 50)) {
      const retryDelays = Array.from({ length: tally.dice.between(1, 4) }, () => tally.dice.between(1, 60) * 10)
      const scene = await openScene()
      const bus = await scene.openBus({ retryDelays: [...new Set(retryDelays)] })
      const tries = new Set(retryDelays).size + 1
      const attempts: string[] = []
      const said = listening(async (batch) => {
        attempts.push(...batch.map(({ body, attempt }) => `${body.word}, attempt ${attempt}`))
        if (batch.length === 1 && batch[0]?.body.word.startsWith('bad')) throw new Error('it always fails')
        if (batch.some(({ body }) => body.word.startsWith('bad'))) throw new Error('one of them fails')
        return batch.map(() => done())
      })
      bus.consume({ queue: scene.work, prefetch: 10, ...said })
      const words = Array.from({ length: 40 }, (_, index) =>
        tally.dice.roll() < 0.1 ? `bad ${index}` : `good ${index}`,
      )
      const [bad, good] = [
        words.filter((word) => word.startsWith('bad')),
        words.filter((word) => word.startsWith('good')),
      ]
      await Promise.all(words.map((word) => scene.say(bus, word)))
      tally.struck(bad.length)
      const lost = await heard(
        good.map((word) => `${word}, attempt 1`),
        attempts,
      )
      const reasons: unknown[] = []
      for (const _ of bad) {
        const { 'x-reason': reason, 'x-attempt': attempt } = await eventually(() => scene.nextParked(), patiently)
        reasons.push(`${reason}, attempt ${attempt}`)
      }
      const parked = await parkedIn(scene)
      await scene.close()
      const unexpected = reasons.filter((reason) => reason !== `it always fails, attempt ${tries}`).map(String)
      const beyond = attempts.filter((line) => line.startsWith('good') && !line.endsWith('attempt 1'))
      tally.hold({ lost, parked, unexpected: [...unexpected, ...beyond] })
    }
  },
)
