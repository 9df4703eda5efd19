import {
  type CommandType,
  commentCommands,
  delegationCommands,
  exchanges,
  fulfilmentCommands,
  MAX_ITEMS,
  processCommands,
  queues,
  ticketCommands,
} from '@gongdan/contracts'
import { codeOf, type Publisher } from '@gongdan/messaging'
import { recordSpan } from '@gongdan/tracing'
import type { Logger } from 'pino'
import type { Batch, BatchItem, Outcomes } from './batch.ts'
import type { Sign } from './signing.ts'
import type { Turn, TurnsOf } from './turns.ts'

const resendMs = 250

/** A message's worth of items, and what became of the message. */
interface Chunk {
  readonly items: readonly BatchItem[]
  turn: Turn | undefined
  /** It is, or was, its caller's turn. */
  due: boolean
  /** Publishings that the broker has neither confirmed nor refused yet. */
  awaitingConfirm: number
  /** The broker has it, for sure. */
  confirmed: boolean
  /** A publishing ended without an answer from the broker. */
  inDoubt: boolean
  /** The last publishing failed, so it has to be sent again. */
  failed: boolean
  /** A service has replied to it: it waits in the queue no longer. */
  replied: boolean
}

/** The sending half of a pending batch. */
export interface Sender {
  /** Gets in line for all of it; what has its turn is sent at once. */
  start(): void
  /** Sends again all that was sent and is not answered, to the present reply queue. */
  resend(): void
  /** Takes note of answered command ids, which ends the turns of their messages. */
  onReplied(commandIds: readonly string[]): void
  /** Whether the broker has none of the batch, for sure. */
  isUnsent(): boolean
  stop(): void
}

export interface SenderDeps {
  readonly batch: Batch
  readonly outcomes: Outcomes
  readonly publisher: Publisher
  /** The reply queue; undefined while there is no connection. */
  readonly replyTo: () => string | undefined
  readonly sign: Sign
  readonly turnsOf: TurnsOf
  readonly log: Logger
}

const ofTicketService = { ...ticketCommands, ...commentCommands, ...delegationCommands, ...fulfilmentCommands }

/** The queue of the service that carries a command out. */
export const queueOf = (type: CommandType): string => {
  if (Object.hasOwn(ofTicketService, type)) return queues.ticketCommands
  return Object.hasOwn(processCommands, type) ? queues.processCommands : queues.notificationCommands
}

/** Cuts the items without an outcome into messages of at most 100 and sends each when it is the caller's turn (decision 4). */
export const createSender = ({ batch, outcomes, publisher, replyTo, sign, turnsOf, log }: SenderDeps): Sender => {
  const to = { exchange: exchanges.commands, routingKey: queueOf(batch.type) }
  const turns = turnsOf(to.routingKey)
  const unanswered = (items: readonly BatchItem[]) => items.filter((item) => !outcomes.has(item.commandId))
  const chunks = cut(unanswered(batch.items))
  const chunkOf = new Map(chunks.flatMap((chunk) => chunk.items.map((item) => [item.commandId, chunk] as const)))
  let stopped = false
  let retry: NodeJS.Timeout | undefined

  const send = async (chunk: Chunk, queue: string) => {
    const body = { principal: batch.principal, items: unanswered(chunk.items), ...batch.shared }
    chunk.awaitingConfirm += 1
    chunk.failed = false
    const { correlationId, type } = batch
    const startedAt = Date.now()
    try {
      const message = sign(to.routingKey, type, body, { correlationId, replyTo: queue, issuedAt: batch.acceptedAt })
      await publisher.publish(to, message)
      chunk.confirmed = true
      const attributes = { 'messaging.destination.name': to.routingKey, 'messaging.message.id': message.id }
      recordSpan({ name: `send ${type}`, kind: 'producer', correlationId, startedAt, attributes })
    } catch (fault) {
      chunk.failed = true
      chunk.inDoubt ||= codeOf(fault) === 'unknown'
      log.warn({ err: fault, correlationId }, 'command not confirmed, sending again')
      if (!stopped) retry ??= setTimeout(() => resend((failed) => failed.failed), resendMs)
    } finally {
      chunk.awaitingConfirm -= 1
    }
  }

  const resend = (which: (chunk: Chunk) => boolean) => {
    clearTimeout(retry)
    retry = undefined
    const queue = replyTo()
    if (queue === undefined || stopped) return
    for (const chunk of chunks) {
      if (chunk.due && which(chunk) && unanswered(chunk.items).length > 0) void send(chunk, queue)
    }
  }

  const onTurn = (chunk: Chunk) => {
    chunk.due = true
    const queue = replyTo()
    // Without a connection it keeps its turn, and goes with the next one.
    if (queue !== undefined && !stopped) void send(chunk, queue)
  }

  return {
    start: () => {
      for (const chunk of chunks) chunk.turn = turns.take(batch.caller, () => onTurn(chunk))
    },
    resend: () => resend(() => true),
    onReplied: (commandIds) => {
      for (const commandId of commandIds) {
        const chunk = chunkOf.get(commandId)
        if (chunk === undefined || chunk.replied) continue
        chunk.replied = true
        chunk.turn?.end()
      }
    },
    isUnsent: () => {
      // What waits for its caller's turn while there is a connection is accepted work: it is only slow.
      const isInLine = replyTo() !== undefined && chunks[0]?.due === false
      const isUnsent = (chunk: Chunk) =>
        !chunk.confirmed && !chunk.replied && !chunk.inDoubt && chunk.awaitingConfirm === 0
      return !isInLine && chunks.every(isUnsent)
    },
    stop: () => {
      stopped = true
      clearTimeout(retry)
      for (const chunk of chunks) chunk.turn?.end()
    },
  }
}

const cut = (items: readonly BatchItem[]): readonly Chunk[] =>
  Array.from({ length: Math.ceil(items.length / MAX_ITEMS) }, (_, index) => ({
    items: items.slice(index * MAX_ITEMS, (index + 1) * MAX_ITEMS),
    turn: undefined,
    due: false,
    awaitingConfirm: 0,
    confirmed: false,
    inDoubt: false,
    failed: false,
    replied: false,
  }))
