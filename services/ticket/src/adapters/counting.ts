import { randomUUID } from 'node:crypto'
import { type Mark, markPublished, type Sent, type Store } from '@gongdan/store'
import { countersOf } from '../domain/counters.ts'
import { countingsOf, type Delta, noteInTickets, writeDown } from './countings.ts'
import { ticketsOf } from './mongoTicketStore.ts'
import type { TicketDocument } from './ticketStore.ts'

/** So many tickets a counting: it must fit into one document. */
const TOGETHER = 500
const ATTEMPTS = 5

/**
 * Keeps the totals of lists (contract §3, total_count: within a second): tickets whose events have been sent are counted anew,
 * and marked. What they change is written down first, as one document, and noted in the tickets by the write that marks them.
 *
 * Not a transaction: one whose process dies keeps what it wrote locked for a minute and more, and nobody could decide on its
 * tickets so long. Instead no move of a ticket can be written down twice, and whoever meets one that is not noted in the
 * ticket, notes it and goes on from there. A crash leaves the mark to be made, so the relay's sweeper comes by. Rejects when
 * others are always faster.
 */
export const markAndCount =
  (store: Store): ((sent: Sent) => Promise<void>) =>
  async (sent) => {
    const all = [...sent]
    for (let at = 0; at < all.length; at += TOGETHER) await countSome(store, new Map(all.slice(at, at + TOGETHER)))
  }

const projection = { version: 1, relayed: 1, keys: 1, state: 1, counters: 1, counted: 1 }

const countSome = async (store: Store, sent: Sent): Promise<void> => {
  const tickets = ticketsOf(store)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await tickets.find({ _id: { $in: [...sent.keys()] } }, { projection }).toArray()
    const settled = found.filter(({ _id, version, relayed }) => sent.get(_id) === version && relayed < version)
    if (settled.length === 0) return
    const moved = settled.filter(({ version, counted = 0 }) => counted < version)
    if (moved.length > 0 && !(await writeDown(store, countingOf(moved)))) {
      await noteInTickets(store, await countedBefore(store, moved))
      continue
    }
    await markPublished(tickets, settled.map(mark))
    return
  }
  throw new Error(`${sent.size} tickets were counted by others at the same time`)
}

const namesOf = ({ keys = [], state }: TicketDocument): readonly string[] =>
  state === undefined ? [] : countersOf(keys, state)

const countingOf = (moved: readonly TicketDocument[]) => ({
  _id: randomUUID(),
  at: new Date(),
  moves: moved.map((ticket) => ({
    ticket: ticket._id,
    from: ticket.counted ?? 0,
    to: ticket.version,
    names: namesOf(ticket),
  })),
  deltas: deltasOf(moved),
})

/** By how much each counter changes; those that do not are left out. */
const deltasOf = (moved: readonly TicketDocument[]): readonly Delta[] => {
  const deltas = new Map<string, number>()
  const add = (names: readonly string[], n: number) => {
    for (const name of names) deltas.set(name, (deltas.get(name) ?? 0) + n)
  }
  for (const ticket of moved) {
    add(ticket.counters ?? [], -1)
    add(namesOf(ticket), 1)
  }
  return [...deltas].filter(([, n]) => n !== 0).map(([name, n]) => ({ name, n }))
}

const mark = (ticket: TicketDocument): Mark => ({
  _id: ticket._id,
  version: ticket.version,
  extraFields: { counters: namesOf(ticket), counted: ticket.version },
})

/** The moves that were written down of what these tickets are about to leave. */
const countedBefore = async (store: Store, moved: readonly TicketDocument[]) => {
  const leaves = new Map(moved.map(({ _id, counted = 0 }) => [_id, counted]))
  const found = await countingsOf(store)
    .find({ 'moves.ticket': { $in: [...leaves.keys()] } })
    .toArray()
  return found.flatMap(({ moves }) => moves).filter(({ ticket, from }) => leaves.get(ticket) === from)
}
