import { type CommandOutcome, CommandReply, exchanges, queues } from '@gongdan/contracts'
import { messagesIn } from '@gongdan/messaging'
import type { Watch } from './models/broker.ts'
import type { DatabaseWatch } from './models/database.ts'
import type { Doc } from './models/query.ts'
import type { Message } from './models/queue.ts'

/** What went by at broker and database, and what of it broke a promise at once. */
export interface Observer {
  readonly broker: Watch
  readonly database: DatabaseWatch
  readonly violations: string[]
  /** All that services ever replies of a command. */
  readonly replies: ReadonlyMap<string, readonly CommandOutcome[]>
  /** Command ids of every message that the queue of commands took. */
  readonly accepted: ReadonlySet<string>
  /** Up to which seq the events of a ticket were sent without a gap. */
  publishedUpTo(ticketUuid: string): number
}

interface Aggregate extends Doc {
  readonly relayed: number
  readonly history: readonly { readonly commandId: string }[]
  readonly answered: readonly { readonly commandId: string }[]
}

const bodyOf = ({ content }: Pick<Message, 'content'>) => JSON.parse(content.toString())
interface EventBody {
  readonly ticketUuid: string
  readonly seq: number
}
const eventsOf = (message: Message): readonly EventBody[] =>
  message.exchange === exchanges.events ? bodyOf(message) : []
const idsOf = (items: readonly { readonly commandId: string }[]) => items.map(({ commandId }) => commandId)
const add = <T>(lists: Map<string, T[]>, key: string, value: T) => lists.set(key, [...(lists.get(key) ?? []), value])

/** Records what passes broker and database while a seed runs, and checks it at once. */
export const createObserver = (): Observer => {
  const violations: string[] = []
  const replies = new Map<string, CommandOutcome[]>()
  const accepted = new Set<string>()
  /** Decided, and a majority of the database has it. */
  const settled = new Set<string>()
  const batches = new Set<string>()
  /** Messages that went on to a retry queue or to parking. */
  const handedOn = new Set<string>()
  const sent = new Map<string, Set<number>>()
  const refused = new Map<string, number[]>()

  const publishedUpTo = (ticketUuid: string): number => {
    const seqs = sent.get(ticketUuid)
    let seq = 0
    while (seqs?.has(seq + 1)) seq += 1
    return seq
  }
  const takeEvent = ({ ticketUuid, seq }: EventBody) => {
    const seqs = sent.get(ticketUuid) ?? new Set()
    sent.set(ticketUuid, seqs)
    if (seqs.has(seq)) return
    // Only an event that the broker refused may be overtaken by the next one; the relay sends both again.
    const overtaken = refused.get(ticketUuid)?.some((one) => one < seq) ?? false
    if (!seqs.has(seq - 1) && seq !== 1 && !overtaken) violations.push(`event ${seq} of ${ticketUuid} came too early`)
    seqs.add(seq)
  }

  return {
    violations,
    replies,
    accepted,
    publishedUpTo,
    broker: {
      refused: (message) => {
        for (const { ticketUuid, seq } of eventsOf(message)) add(refused, ticketUuid, seq)
      },
      taken: (message, into) => {
        for (const event of eventsOf(message)) takeEvent(event)
        if (into.some((name) => name.startsWith('retry.') || name === 'parking')) {
          for (const { id } of messagesIn(message)) handedOn.add(id)
        }
        if (message.exchange === exchanges.commands && into.includes(queues.ticketCommands)) {
          for (const id of messagesIn(message).flatMap((one) => idsOf(bodyOf(one).items))) accepted.add(id)
        }
        if (message.exchange === 'replies') {
          const outcomes = messagesIn(message).flatMap((one) => CommandReply.parse(bodyOf(one)).outcomes)
          for (const outcome of outcomes) add(replies, outcome.commandId, outcome)
        }
      },
      acked: (queue, message) => {
        for (const { id, content } of messagesIn(message)) {
          if (handedOn.has(id)) continue
          if (queue.startsWith(queues.ticketCommands)) {
            const open = idsOf(bodyOf({ content }).items).filter((commandId) => !settled.has(commandId))
            if (open.length > 0) violations.push(`${id} was acknowledged with ${open.length} commands undecided`)
          }
          if (queue.startsWith(queues.gatewayBatches) && !batches.has(bodyOf({ content }).work.batchUuid)) {
            violations.push(`batch ${id} was acknowledged and is not recorded`)
          }
        }
      },
    },
    database: {
      written: (collection, doc) => {
        if (collection !== 'tickets') return
        const { relayed } = doc as Aggregate
        if (relayed > publishedUpTo(doc._id))
          violations.push(`${doc._id} is marked as sent up to ${relayed} and is not`)
      },
      committed: (collection, doc) => {
        if (collection === 'batches') batches.add(doc._id)
        if (collection === 'refusals') settled.add(doc._id)
        if (collection !== 'tickets') return
        const { history, answered } = doc as Aggregate
        for (const id of [...idsOf(history), ...idsOf(answered)]) settled.add(id)
      },
    },
  }
}
