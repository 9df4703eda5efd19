import { codeOf, type PublishFaultCode } from '@gongdan/messaging'
import { openScene, spoken } from '../integration/messagingScene.ts'
import { scenario } from './scenario.ts'

scenario(
  'F11',
  'each message that cannot be sent is its own typed fault, and takes no other with it',
  async (tally) => {
    for (const _ of tally.rounds(3, 50)) {
      const scene = await openScene()
      const bus = await scene.openBus()
      const full = `${scene.work}.full`
      const limits = { 'x-queue-type': 'quorum', 'x-overflow': 'reject-publish', 'x-max-length': 1 }
      await scene.admin.assertQueue(full, { durable: true, arguments: limits })
      const places: Readonly<Record<string, { exchange: string; routingKey: string; may: readonly Fate[] }>> = {
        good: { exchange: '', routingKey: scene.work, may: ['sent'] },
        nowhere: { exchange: '', routingKey: `${scene.work}.nowhere`, may: ['unroutable'] },
        missing: { exchange: `${scene.work}.missing`, routingKey: '', may: ['missing-exchange'] },
        full: { exchange: '', routingKey: full, may: ['nacked'] },
      }
      /** As the services do: what may not have been sent is sent again under the same id. */
      const send = async (
        place: string,
        message = spoken(place),
      ): Promise<{ place: string; id: string; fate: Fate }> => {
        const fate = await bus.publisher.publish(places[place]!, message).then(
          () => 'sent' as const,
          (fault: unknown) => codeOf(fault) as PublishFaultCode,
        )
        return fate === 'unknown' || fate === 'unavailable' ? send(place, message) : { place, id: message.id, fate }
      }
      // Its length is counted a little behind.
      for (let fate: Fate = 'sent'; fate !== 'nacked'; ) fate = (await send('full')).fate
      const order = Array.from({ length: 200 }, () => tally.dice.oneOf(['good', 'good', 'nowhere', 'missing', 'full']))
      tally.struck(order.filter((place) => place !== 'good').length)
      const sent = await Promise.all(order.map((place) => send(place)))

      const arrived = new Set<unknown>()
      for (let message = await scene.admin.get(scene.work); message; message = await scene.admin.get(scene.work)) {
        arrived.add(message.properties.messageId)
      }
      await scene.admin.deleteQueue(full)
      await scene.close()
      const wrong = sent.filter(({ place, fate }) => !places[place]!.may.includes(fate))
      tally.hold({
        lost: sent.filter(({ place, id }) => place === 'good' && !arrived.has(id)).map(({ id }) => id),
        unexpected: [
          ...wrong.map(({ place, fate }) => `to ${place}: ${fate}`),
          ...(sent.some(({ fate }) => fate === 'nacked') ? [] : ['the full queue refused nothing']),
        ],
      })
    }
  },
)

type Fate = 'sent' | PublishFaultCode
