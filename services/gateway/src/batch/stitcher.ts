import { CommandReply } from '@gongdan/contracts'
import type { Bus, ReceivedDirectly } from '@gongdan/messaging'
import type { Peers } from '@gongdan/service'
import type { Logger } from 'pino'
import type { Batch, Outcomes } from './batch.ts'
import { createSender, queueOf, type Sender } from './sender.ts'
import { createSigner } from './signing.ts'

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
export const createStitcher = (
  bus: Pick<Bus, 'publisher' | 'consumeReplies'>,
  peers: Pick<Peers, 'sign' | 'isAnswer'>,
  log: Logger,
): Stitcher => {
  const sign = createSigner(peers)
  const pending = new Map<string, Waiting>()
  let pendingItems = 0
  let stopped = false

  const onReply = (received: ReceivedDirectly) => {
    const { correlationId, body } = received
    const waiting = pending.get(correlationId)
    if (waiting === undefined) return
    if (!peers.isAnswer(received, waiting.queue)) return log.error({ correlationId }, 'reply of an unknown sender')
    const reply = readReply(body)
    if (reply === undefined) log.error({ correlationId }, 'invalid reply')
    else waiting.onReply(reply)
  }
  const onRenewed = () => {
    for (const { sender } of pending.values()) sender.resend()
  }
  const replies = bus.consumeReplies(onReply, onRenewed)

  const start = (batch: Batch, known: Outcomes = new Map()): PendingBatch => {
    const outcomes = new Map(known)
    const items = new Set(batch.items.map((item) => item.commandId))
    const sender = createSender({ batch, outcomes, publisher: bus.publisher, replyTo: replies.name, sign, log })
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
    sender.pump()

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

const readReply = (body: Buffer): CommandReply | undefined => {
  try {
    return CommandReply.parse(JSON.parse(body.toString()))
  } catch {
    return undefined
  }
}
