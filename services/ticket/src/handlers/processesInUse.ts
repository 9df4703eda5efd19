import type { ProcessesInUse, ProcessesInUseReply } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { TicketStore } from '../ports.ts'

/** ticket.processes-in-use: which of these processes the plan of a pending ticket came from (contract §4, is_in_using). */
export const processesInUse =
  (tickets: Pick<TicketStore, 'processesInUse'>) =>
  async (batch: readonly Received<ProcessesInUse>[]): Promise<readonly Outcome[]> => {
    const inUse = new Set(await tickets.processesInUse([...new Set(batch.flatMap(({ body }) => body.processUuids))]))
    return batch.map(({ body }) => {
      const reply: ProcessesInUseReply = { inUse: body.processUuids.filter((uuid) => inUse.has(uuid)) }
      return done(reply)
    })
  }
