import type { NewDelivery } from './deliveryDocument.ts'
import type { DeliveryStore } from './deliveryStore.ts'
import type { LaneStore } from './laneStore.ts'

/** Where channels put what is to be delivered. */
export interface Outbound {
  /** Keeps deliveries and wakes their lanes, also of those that were kept before: whoever kept them may have died on it. */
  add(deliveries: readonly NewDelivery[]): Promise<void>
}

export const createOutbound = (deliveries: DeliveryStore, lanes: LaneStore): Outbound => ({
  add: async (added) => {
    await deliveries.add(added)
    await lanes.wake(added.map(({ lane }) => lane))
  },
})
