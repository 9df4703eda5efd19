import type { TicketEvent, TicketEventType } from '@gongdan/contracts'

/** By these a ticket begins or ceases to hold a process in use; the others say nothing new of it. */
export const usageEventTypes: readonly TicketEventType[] = [
  'ticket.submitted',
  'ticket.passed',
  'ticket.overruled',
  'ticket.withdrawn',
  'ticket.deleted',
]

/** Whether a ticket holds a process in use, as of the event `seq`, the last of those. A deleted ticket stays as a tombstone. */
export interface Usage {
  readonly ticketUuid: string
  readonly seq: number
  readonly processUuid: string
  readonly pending: boolean
}

/** What a heap of ticket events, in any order and repeated, says in the end: at most one usage a ticket, of its highest seq. */
export const latestUsages = (events: readonly TicketEvent[]): readonly Usage[] => {
  const latest = new Map<string, TicketEvent>()
  for (const event of events) {
    if (!usageEventTypes.includes(event.type)) continue
    if (event.seq > (latest.get(event.ticketUuid)?.seq ?? 0)) latest.set(event.ticketUuid, event)
  }
  return [...latest.values()].map(({ ticketUuid, seq, processUuid, state, deleted }) => ({
    ticketUuid,
    seq,
    processUuid,
    pending: state === 'pending' && !deleted,
  }))
}
