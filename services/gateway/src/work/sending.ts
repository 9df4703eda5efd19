import { exchanges, MAX_ITEMS } from '@gongdan/contracts'
import { codeOf, type Publisher } from '@gongdan/messaging'
import { recordSpan } from '@gongdan/tracing'
import type { Logger } from 'pino'
import { queueOf } from './refs.ts'
import type { Sign } from './signing.ts'
import type { Outcomes, Work, WorkItem } from './work.ts'

/** Messages of one batch that are under way at once, so that a long one never stands between another caller and the service. */
const mostInFlight = 4
const tryAgainMs = 250

/** A message's worth of items, and what became of the message. */
interface Chunk {
  readonly items: readonly WorkItem[]
  /** Attempts to publish it that are not decided yet. */
  undecided: number
  /** The broker has it, for sure. */
  confirmed: boolean
  /** An attempt ended without an answer from the broker. */
  unsure: boolean
  /** The last attempt failed, so it has to be sent again. */
  failed: boolean
  /** A service has replied to it: it waits in the queue no longer. */
  heard: boolean
}

/** The sending half of a stitching. */
export interface Sending {
  /** Sends what may go now. */
  pump(): void
  /** Sends again all that was sent and is not answered, to the reply queue of today. */
  sendAgain(): void
  /** Takes note of answered command ids, which lets the next messages go. */
  answered(commandIds: readonly string[]): void
  /** Whether the broker has none of the work, for sure. */
  isUntouched(): boolean
  stop(): void
}

export interface SendingNeeds {
  readonly work: Work
  readonly outcomes: Outcomes
  readonly publisher: Publisher
  /** The reply queue; undefined while there is no connection. */
  readonly replyTo: () => string | undefined
  readonly sign: Sign
  readonly log: Logger
}

/** Cuts the items without an outcome into messages of at most 100 and sends them, at most four at a time (design decision 4). */
export const createSending = ({ work, outcomes, publisher, replyTo, sign, log }: SendingNeeds): Sending => {
  const to = { exchange: exchanges.commands, routingKey: queueOf(work.type) }
  const unanswered = (items: readonly WorkItem[]) => items.filter((item) => !outcomes.has(item.commandId))
  const chunks = cut(unanswered(work.items))
  const chunkOf = new Map(chunks.flatMap((chunk) => chunk.items.map((item) => [item.commandId, chunk] as const)))
  let next = 0
  let underWay = 0
  let stopped = false
  let again: NodeJS.Timeout | undefined

  const send = async (chunk: Chunk, queue: string) => {
    const body = { principal: work.principal, items: unanswered(chunk.items), ...work.shared }
    chunk.undecided += 1
    chunk.failed = false
    const { correlationId, type } = work
    const startedAt = Date.now()
    try {
      const message = sign(type, body, { correlationId, replyTo: queue })
      await publisher.publish(to, message)
      chunk.confirmed = true
      const attributes = { 'messaging.destination.name': to.routingKey, 'messaging.message.id': message.id }
      recordSpan({ name: `send ${type}`, kind: 'producer', correlationId, startedAt, attributes })
    } catch (fault) {
      chunk.failed = true
      chunk.unsure ||= codeOf(fault) === 'unknown'
      log.warn({ err: fault, correlationId }, 'a command could not be sent yet')
      if (!stopped) again ??= setTimeout(() => resend((failed) => failed.failed), tryAgainMs)
    } finally {
      chunk.undecided -= 1
    }
  }

  const pump = () => {
    const queue = replyTo()
    if (queue === undefined || stopped) return
    for (; underWay < mostInFlight && next < chunks.length; next += 1, underWay += 1) {
      const chunk = chunks[next]
      if (chunk !== undefined) void send(chunk, queue)
    }
  }

  const resend = (which: (chunk: Chunk) => boolean) => {
    clearTimeout(again)
    again = undefined
    const queue = replyTo()
    if (queue === undefined || stopped) return
    for (const chunk of chunks.slice(0, next)) {
      if (which(chunk) && unanswered(chunk.items).length > 0) void send(chunk, queue)
    }
    pump()
  }

  return {
    pump,
    sendAgain: () => resend(() => true),
    answered: (commandIds) => {
      for (const commandId of commandIds) {
        const chunk = chunkOf.get(commandId)
        if (chunk === undefined || chunk.heard) continue
        chunk.heard = true
        underWay -= 1
      }
      pump()
    },
    isUntouched: () =>
      chunks.every((chunk) => !chunk.confirmed && !chunk.heard && !chunk.unsure && chunk.undecided === 0),
    stop: () => {
      stopped = true
      clearTimeout(again)
    },
  }
}

const cut = (items: readonly WorkItem[]): readonly Chunk[] =>
  Array.from({ length: Math.ceil(items.length / MAX_ITEMS) }, (_, index) => ({
    items: items.slice(index * MAX_ITEMS, (index + 1) * MAX_ITEMS),
    undecided: 0,
    confirmed: false,
    unsure: false,
    failed: false,
    heard: false,
  }))
