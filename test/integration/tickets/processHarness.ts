import { ProcessDefined, ProcessesInUse, type ProcessesInUseReply, ProcessRemoved, queues } from '@gongdan/contracts'
import { done } from '@gongdan/messaging'
import { serviceQueue } from '@gongdan/service'
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
  let followed: readonly string[] = []
  const consumers = [
    harness.bus.consume({
      queue: queues.ticketProcessEvents,
      prefetch: 20,
      messages: { 'process.defined': ProcessDefined, 'process.removed': ProcessRemoved },
      handlers: { 'process.defined': keep, 'process.removed': keep },
    }),
    harness.bus.consume(
      // Proves its answers as the ticket service does.
      serviceQueue(harness.peers.ticket, {
        queue: queues.ticketQueries,
        prefetch: 20,
        messages: { 'ticket.processes-in-use': ProcessesInUse },
        handlers: {
          'ticket.processes-in-use': async (batch) =>
            batch.map(({ body }) => {
              const reply: ProcessesInUseReply = { inUse: body.processUuids.filter((uuid) => followed.includes(uuid)) }
              return done(reply)
            }),
        },
      }),
    ),
  ]
  return {
    ...harness,
    /** The events that the ticket service's queue has got. */
    events,
    /** Pending tickets follow these processes from now on. */
    follow: (processUuids: readonly string[]) => {
      followed = processUuids
    },
    close: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()))
      await harness.close()
    },
  }
}
export type ProcessHarness = Awaited<ReturnType<typeof openProcessHarness>>
