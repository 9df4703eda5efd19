import { CommandReply, type CommandType, commands } from '@gongdan/contracts'
import type { Bus, ReceivedDirectly } from '@gongdan/messaging'
import type { Peers } from '@gongdan/service'
import type { Logger } from 'pino'
import type { Batch, Outcomes } from './batch.ts'
import { createSender, queueOf, type Sender } from './sender.ts'
import { createSigner } from './signing.ts'
import type { TurnsOf } from './turns.ts'

/** A batch that was sent, as long as outcomes are waited for here. */
export interface PendingBatch {
  /** Resolves with true once every item has its outcome, with false when the time is up or the gateway stops first. */
  completed(ms: number): Promise<boolean>
  outcomes(): Outcomes
  /** Whether the broker has none of the batch, for sure. */
  isUnsent(): boolean
  /** Forgets the batch here: nothing more is sent, later replies are dropped. */
  close(): void
}

export interface Stitcher {
  /** Sends the items that have no outcome yet, and starts to wait for theirs. */
  start(batch: Batch, known?: Outcomes): PendingBatch
  /** Wakes everything that waits, now and from now on: the gateway stops. */
  stop(): void
  /** Items of the pending batches. */
  size(): number
}

export interface StitcherDeps {
  readonly bus: Pick<Bus, 'gathering' | 'consumeReplies'>
  readonly peers: Pick<Peers, 'prove' | 'isAnswer'>
  readonly turnsOf: TurnsOf
  /** Told of each message that a service has parked: no reply to it comes before a person has seen to it. */
  readonly onParked: (correlationId: string, type: string) => void
  readonly log: Logger
}

interface Waiting {
  readonly sender: Sender
  /** The queue of the service that answers. */
  readonly queue: string
  readonly onReply: (reply: CommandReply) => void
  readonly wake: () => void
}

/**
 * Puts the replies of the services back together (decision 4). It is memory only: a batch that is lost here is asked for
 * again with the same command ids. When the reply queue is renewed, replies may have gone to the old one, so everything
 * that was sent and is unanswered is asked for again at once.
 */
export const createStitcher = ({ bus, peers, turnsOf, onParked, log }: StitcherDeps): Stitcher => {
  const sign = createSigner(peers)
  const pending = new Map<string, Waiting>()
  let pendingItems = 0
  let stopped = false

  const onReply = (received: ReceivedDirectly) => {
    const { correlationId, type, body } = received
    const waiting = pending.get(correlationId)
    if (waiting === undefined && !isCommandType(type)) return
    const queue = waiting?.queue ?? queueOf(type as CommandType)
    if (!peers.isAnswer(received, queue)) return log.error({ correlationId }, 'reply of an unknown sender')
    const reply = readReply(body)
    if (reply === undefined) return log.error({ correlationId }, 'invalid reply')
    // Long after its batch was handed over, most likely: a message is parked after the last of its retries.
    if (reply.parked !== undefined) onParked(correlationId, type)
    waiting?.onReply(reply)
  }
  const onRenewed = () => {
    for (const { sender } of pending.values()) sender.resend()
  }
  const replies = bus.consumeReplies(onReply, onRenewed)

  const start = (batch: Batch, known: Outcomes = new Map()): PendingBatch => {
    const outcomes = new Map(known)
    const items = new Set(batch.items.map((item) => item.commandId))
    const sender = createSender({
      batch,
      outcomes,
      publisher: bus.gathering,
      replyTo: replies.name,
      sign,
      turnsOf,
      log,
    })
    const isDone = () => outcomes.size === items.size
    let closed = false
    let wake = () => {}
    const waiting: Waiting = {
      sender,
      queue: queueOf(batch.type),
      onReply: (reply) => {
        for (const outcome of reply.outcomes) if (items.has(outcome.commandId)) outcomes.set(outcome.commandId, outcome)
        sender.onReplied(reply.outcomes.map((outcome) => outcome.commandId))
        if (isDone()) wake()
      },
      wake: () => wake(),
    }
    pending.set(batch.correlationId, waiting)
    pendingItems += items.size
    sender.start()

    return {
      completed: (ms) =>
        new Promise((resolve) => {
          const end = () => {
            clearTimeout(timer)
            resolve(isDone())
          }
          const timer = setTimeout(end, ms)
          wake = end
          if (stopped || isDone()) end()
        }),
      outcomes: () => outcomes,
      isUnsent: sender.isUnsent,
      close: () => {
        if (closed) return
        closed = true
        sender.stop()
        pendingItems -= items.size
        if (pending.get(batch.correlationId) === waiting) pending.delete(batch.correlationId)
      },
    }
  }

  return {
    start,
    stop: () => {
      stopped = true
      for (const waiting of pending.values()) waiting.wake()
    },
    size: () => pendingItems,
  }
}

const isCommandType = (type: string): type is CommandType => Object.hasOwn(commands, type)

const readReply = (body: Buffer): CommandReply | undefined => {
  try {
    return CommandReply.parse(JSON.parse(body.toString()))
  } catch {
    return undefined
  }
}
