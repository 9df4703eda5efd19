import { CommandReply } from '@gongdan/contracts'
import type { Bus } from '@gongdan/messaging'
import type { Logger } from 'pino'
import { createSending, type Sending } from './sending.ts'
import type { Sign } from './signing.ts'
import type { Outcomes, Work } from './work.ts'

/** One piece of work on its way: sent, and waited for. */
export interface Stitching {
  /** Resolves with true once every item has its outcome, with false when the time is up or the gateway stops first. */
  settled(ms: number): Promise<boolean>
  outcomes(): Outcomes
  /** Whether the broker has none of the work, for sure. */
  isUntouched(): boolean
  /** Forgets the work here: nothing more is sent, what is answered later is not noticed. */
  close(): void
}

export interface Stitcher {
  /** Sends the items that have no outcome yet, and starts to wait for theirs. */
  start(work: Work, known?: Outcomes): Stitching
  /** Wakes everything that waits, now and from now on: the gateway stops. */
  stop(): void
  /** Items of the work in hand. */
  size(): number
}

interface Waiting {
  readonly sending: Sending
  readonly take: (reply: CommandReply) => void
  readonly wake: () => void
}

/**
 * Puts the answers of the services back together (design decision 4). It is memory only: whoever loses it asks again
 * with the same command ids. When the reply queue is renewed, replies may have gone to the old one, so everything that
 * was sent and is unanswered is asked for again at once.
 */
export const createStitcher = (bus: Pick<Bus, 'publisher' | 'consumeReplies'>, sign: Sign, log: Logger): Stitcher => {
  const inHand = new Map<string, Waiting>()
  let itemsInHand = 0
  let stopped = false

  const onReply = (correlationId: string, body: Buffer) => {
    const waiting = inHand.get(correlationId)
    if (waiting === undefined) return
    const reply = readReply(body)
    if (reply === undefined) log.error({ correlationId }, 'a reply that is none')
    else waiting.take(reply)
  }
  const onRenewed = () => {
    for (const { sending } of inHand.values()) sending.sendAgain()
  }
  const replies = bus.consumeReplies(onReply, onRenewed)

  const start = (work: Work, known: Outcomes = new Map()): Stitching => {
    const outcomes = new Map(known)
    const items = new Set(work.items.map((item) => item.commandId))
    const sending = createSending({ work, outcomes, publisher: bus.publisher, replyTo: replies.name, sign, log })
    const isDone = () => outcomes.size === items.size
    let closed = false
    let wake = () => {}
    const take = (reply: CommandReply) => {
      for (const outcome of reply.outcomes) if (items.has(outcome.commandId)) outcomes.set(outcome.commandId, outcome)
      sending.answered(reply.outcomes.map((outcome) => outcome.commandId))
      if (isDone()) wake()
    }
    const waiting: Waiting = { sending, take, wake: () => wake() }
    inHand.set(work.correlationId, waiting)
    itemsInHand += items.size
    sending.pump()

    return {
      settled: (ms) =>
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
      isUntouched: sending.isUntouched,
      close: () => {
        if (closed) return
        closed = true
        sending.stop()
        itemsInHand -= items.size
        if (inHand.get(work.correlationId) === waiting) inHand.delete(work.correlationId)
      },
    }
  }

  return {
    start,
    stop: () => {
      stopped = true
      for (const waiting of inHand.values()) waiting.wake()
    },
    size: () => itemsInHand,
  }
}

const readReply = (body: Buffer): CommandReply | undefined => {
  try {
    return CommandReply.parse(JSON.parse(body.toString()))
  } catch {
    return undefined
  }
}
