import type { NewDelivery } from '../domain/delivery.ts'
import type { DeliveryStore, ReceiverQueue } from '../domain/ports.ts'

/** Where channels put what is to be delivered. */
export interface DeliveryQueue {
  /**
   * Stores deliveries and schedules their receivers, also for deliveries that were there already: a process may have died
   * between the two.
   */
  add(deliveries: readonly NewDelivery[]): Promise<void>
}

export const createDeliveryQueue = (
  deliveries: Pick<DeliveryStore, 'add'>,
  receivers: Pick<ReceiverQueue, 'schedule'>,
): DeliveryQueue => ({
  add: async (added) => {
    await deliveries.add(added)
    await receivers.schedule(added.map(({ receiver }) => receiver))
  },
})
