import type { TicketEvent } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { CounterStore } from '../adapters/counterStore.ts'

/** ticket.*: whatever happened, the ticket counts as it is now (contract §3, total_count). */
export const onTicketChanged = ({ counters }: { readonly counters: CounterStore }) => {
  // Events of different types arrive side by side; side by side their transactions would only fail each other.
  let before: Promise<void> = Promise.resolve()
  return async (batch: readonly Received<TicketEvent>[]): Promise<readonly Outcome[]> => {
    const counted = before.catch(() => {}).then(() => counters.count(batch.map(({ body }) => body.ticketUuid)))
    before = counted
    await counted
    return batch.map(() => done())
  }
}
