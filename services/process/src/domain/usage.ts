import type { TicketEvent } from '@gongdan/contracts'

/** Whether a ticket holds a process in use, as far as events have told by `seq`. A deleted ticket stays as a tombstone. */
export interface Usage {
  readonly ticketUuid: string
  readonly seq: number
  readonly processUuid: string
  readonly pending: boolean
}

/** What a heap of ticket events, in any order and repeated, says in the end: one usage a ticket, of its highest seq. */
export const latestUsages = (events: readonly TicketEvent[]): readonly Usage[] => {
  const latest = new Map<string, TicketEvent>()
  for (const event of events) {
    if (event.seq > (latest.get(event.ticketUuid)?.seq ?? 0)) latest.set(event.ticketUuid, event)
  }
  return [...latest.values()].map(({ ticketUuid, seq, processUuid, state, deleted }) => ({
    ticketUuid,
    seq,
    processUuid,
    pending: state === 'pending' && !deleted,
  }))
}
