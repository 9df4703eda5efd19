import { ProcessDefined, ProcessRemoved, queues } from '@gongdan/contracts'
import { done, subscription } from '@gongdan/messaging'
import { openServiceHarness } from '../../support/serviceHarness.ts'

/** The process service as a process of its own, and this test in the place of the gateway and the ticket service. */
export const openProcessHarness = async () => {
  const harness = await openServiceHarness('process', {
    queues: { commands: queues.processCommands, queries: queues.processQueries },
  })
  const events: (ProcessDefined | ProcessRemoved)[] = []
  const keep = async (batch: readonly { readonly body: ProcessDefined | ProcessRemoved }[]) => {
    events.push(...batch.map(({ body }) => body))
    return batch.map(() => done())
  }
  const consumer = harness.bus.consume({
    queue: queues.ticketProcessEvents,
    prefetch: 20,
    subscriptions: {
      'process.defined': subscription(ProcessDefined, keep),
      'process.removed': subscription(ProcessRemoved, keep),
    },
  })
  return {
    ...harness,
    /** The events that the ticket service's queue has got. */
    events,
    close: async () => {
      await consumer.stop()
      await harness.close()
    },
  }
}
export type ProcessHarness = Awaited<ReturnType<typeof openProcessHarness>>
