import { type CommandType, exchanges, MAX_ITEMS, processCommands, queues, ticketCommands } from '@gongdan/contracts'
import { codeOf, type Publisher } from '@gongdan/messaging'
import { recordSpan } from '@gongdan/tracing'
import type { Logger } from 'pino'
import type { Batch, BatchItem, Outcomes } from './batch.ts'
import type { Sign } from './signing.ts'

/** Messages of one batch in flight at once, so that a long one never stands between another caller and the service. */
const maxInFlight = 4
const resendMs = 250

/** A message's worth of items, and what became of the message. */
interface Chunk {
  readonly items: readonly BatchItem[]
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
  /** Sends what may go now. */
  pump(): void
  /** Sends again all that was sent and is not answered, to the present reply queue. */
  resend(): void
  /** Takes note of answered command ids, which lets the next messages go. */
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
  readonly log: Logger
}

/** The queue of the service that carries a command out. */
export const queueOf = (type: CommandType): string => {
  if (Object.hasOwn(ticketCommands, type)) return queues.ticketCommands
  return Object.hasOwn(processCommands, type) ? queues.processCommands : queues.notificationCommands
}

/** Cuts the items without an outcome into messages of at most 100 and sends them, at most four at a time (decision 4). */
export const createSender = ({ batch, outcomes, publisher, replyTo, sign, log }: SenderDeps): Sender => {
  const to = { exchange: exchanges.commands, routingKey: queueOf(batch.type) }
  const unanswered = (items: readonly BatchItem[]) => items.filter((item) => !outcomes.has(item.commandId))
  const chunks = cut(unanswered(batch.items))
  const chunkOf = new Map(chunks.flatMap((chunk) => chunk.items.map((item) => [item.commandId, chunk] as const)))
  let next = 0
  let inFlight = 0
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

  const pump = () => {
    const queue = replyTo()
    if (queue === undefined || stopped) return
    for (; inFlight < maxInFlight && next < chunks.length; next += 1, inFlight += 1) {
      const chunk = chunks[next]
      if (chunk !== undefined) void send(chunk, queue)
    }
  }

  const resend = (which: (chunk: Chunk) => boolean) => {
    clearTimeout(retry)
    retry = undefined
    const queue = replyTo()
    if (queue === undefined || stopped) return
    for (const chunk of chunks.slice(0, next)) {
      if (which(chunk) && unanswered(chunk.items).length > 0) void send(chunk, queue)
    }
    pump()
  }

  return {
    pump,
    resend: () => resend(() => true),
    onReplied: (commandIds) => {
      for (const commandId of commandIds) {
        const chunk = chunkOf.get(commandId)
        if (chunk === undefined || chunk.replied) continue
        chunk.replied = true
        inFlight -= 1
      }
      pump()
    },
    isUnsent: () =>
      chunks.every((chunk) => !chunk.confirmed && !chunk.replied && !chunk.inDoubt && chunk.awaitingConfirm === 0),
    stop: () => {
      stopped = true
      clearTimeout(retry)
    },
  }
}

const cut = (items: readonly BatchItem[]): readonly Chunk[] =>
  Array.from({ length: Math.ceil(items.length / MAX_ITEMS) }, (_, index) => ({
    items: items.slice(index * MAX_ITEMS, (index + 1) * MAX_ITEMS),
    awaitingConfirm: 0,
    confirmed: false,
    inDoubt: false,
    failed: false,
    replied: false,
  }))
