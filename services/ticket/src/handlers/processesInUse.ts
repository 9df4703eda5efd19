import type { ProcessesInUse, ProcessesInUseReply } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { Tickets } from '../domain/ports.ts'

/** ticket.processes-in-use: which of these processes the plan of a pending ticket came from (contract §4, is_in_using). */
export const processesInUse =
  (tickets: Pick<Tickets, 'processesInUse'>) =>
  (batch: readonly Received<ProcessesInUse>[]): Promise<readonly Outcome[]> =>
    Promise.all(
      batch.map(async ({ body }) => {
        const reply: ProcessesInUseReply = { inUse: [...(await tickets.processesInUse(body.processUuids))] }
        return done(reply)
      }),
    )
