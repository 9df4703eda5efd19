import { DeliveryRef, DeliveryReplayBody } from '@gongdan/contracts'
import { places } from '../plans/places.ts'
import { commandRoute, plan } from '../route.ts'

export const replayDeliveries = commandRoute({
  method: 'POST',
  url: '/v1/webhook/delivery/replay',
  operationId: 'replayDeliveries',
  tag: 'notifications',
  summary: 'Send deliveries once more 重新投递',
  description: 'Under the ids that they had, so that a receiver which has them already can tell.',
  data: DeliveryRef,
  refusals: [7001, 7003, 7004],
  single: false,
  body: DeliveryReplayBody,
  plan: ({ webhook_uuid: webhookUuid, list }, ids) => {
    const { items, order } = places(list.map((ref) => (typeof ref === 'string' ? ref : ref.delivery_uuid)))
    return plan({
      type: 'webhook.replay',
      items: items.map((deliveryUuid, index) => ({ commandId: ids.command(index), webhookUuid, deliveryUuid })),
      shared: {},
      order,
      single: false,
    })
  },
})
