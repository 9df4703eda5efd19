import type { TicketEvent } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { UsageStore } from '../adapters/usageStore.ts'
import { latestUsages } from '../domain/usage.ts'

interface Needs {
  readonly usages: UsageStore
}

/** Notes which tickets hold a process in use; an event that says nothing of it is passed over (design decision 6). */
export const onTicketEvent =
  ({ usages }: Needs) =>
  async (batch: readonly Received<TicketEvent>[]): Promise<readonly Outcome[]> => {
    await usages.record(latestUsages(batch.map(({ body }) => body)))
    return batch.map(() => done())
  }
