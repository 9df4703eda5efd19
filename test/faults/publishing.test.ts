import { codeOf, type PublishFaultCode } from '@gongdan/messaging'
import { openMessagingHarness, wordMessage } from '../support/messagingHarness.ts'
import { scenario } from './scenario.ts'

scenario(
  'F11',
  'each message that cannot be sent is its own typed fault, and takes no other with it',
  async (tally) => {
    for (const _ of tally.rounds(3, 50)) {
      const harness = await openMessagingHarness()
      const bus = await harness.openBus()
      const full = `${harness.work}.full`
      const limits = { 'x-queue-type': 'quorum', 'x-overflow': 'reject-publish', 'x-max-length': 1 }
      await harness.admin.assertQueue(full, { durable: true, arguments: limits })
      const places: Readonly<Record<string, { exchange: string; routingKey: string; may: readonly PublishOutcome[] }>> =
        {
          good: { exchange: '', routingKey: harness.work, may: ['sent'] },
          nowhere: { exchange: '', routingKey: `${harness.work}.nowhere`, may: ['unroutable'] },
          missing: { exchange: `${harness.work}.missing`, routingKey: '', may: ['missing-exchange'] },
          full: { exchange: '', routingKey: full, may: ['nacked'] },
        }
      /** As the services do: what may not have been sent is sent again under the same id. */
      const send = async (
        place: string,
        message = wordMessage(place),
      ): Promise<{ place: string; id: string; outcome: PublishOutcome }> => {
        const outcome = await bus.publisher.publish(places[place]!, message).then(
          () => 'sent' as const,
          (fault: unknown) => codeOf(fault) as PublishFaultCode,
        )
        return outcome === 'unknown' || outcome === 'unavailable'
          ? send(place, message)
          : { place, id: message.id, outcome }
      }
      // Its length is counted a little behind.
      for (let outcome: PublishOutcome = 'sent'; outcome !== 'nacked'; ) outcome = (await send('full')).outcome
      const order = Array.from({ length: 200 }, () =>
        tally.random.oneOf(['good', 'good', 'nowhere', 'missing', 'full']),
      )
      tally.injected(order.filter((place) => place !== 'good').length)
      const sent = await Promise.all(order.map((place) => send(place)))

      const arrived = new Set<unknown>()
      for (
        let message = await harness.admin.get(harness.work);
        message;
        message = await harness.admin.get(harness.work)
      ) {
        arrived.add(message.properties.messageId)
      }
      await harness.admin.deleteQueue(full)
      await harness.close()
      const wrong = sent.filter(({ place, outcome }) => !places[place]!.may.includes(outcome))
      tally.check({
        lost: sent.filter(({ place, id }) => place === 'good' && !arrived.has(id)).map(({ id }) => id),
        unexpected: [
          ...wrong.map(({ place, outcome }) => `to ${place}: ${outcome}`),
          ...(sent.some(({ outcome }) => outcome === 'nacked') ? [] : ['the full queue refused nothing']),
        ],
      })
    }
  },
)

type PublishOutcome = 'sent' | PublishFaultCode
