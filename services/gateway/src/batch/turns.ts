import { refusal } from '@gongdan/contracts'
import { withTimeout } from '@gongdan/scheduling'
import { type Answer, refuse } from './batch.ts'

/** A message's place in its caller's line, then its time in flight. */
export interface Turn {
  /** It is answered or given up: the next one may go. Safe to repeat, and to call before it was started. */
  end(): void
}

/** Who may send next to one queue. */
export interface Turns {
  /** Calls `start`, which must not throw, once it is the caller's turn: at once, perhaps. The turn lasts until it is ended. */
  take(caller: string, start: () => void): Turn
}

/** What waits longer for its turn has too many of the same caller's before it. */
const turnTimeoutMs = 5_000

/** Answers a question when it is its caller's turn, or with 1007 where that does not come within 5 s. */
export const answerInTurn = async (turns: Turns, caller: string, answer: () => Promise<Answer>): Promise<Answer> => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<true>()
  const turn = turns.take(caller, () => begin(true))
  try {
    if (await withTimeout(turnTimeoutMs, begun, false)) return await answer()
    return refuse(refusal(1007, 'too many of your questions wait for their answer', '您等待应答的查询过多'))
  } finally {
    turn.end()
  }
}

interface TurnLimits {
  /** Messages in flight at once. */
  readonly most: number
  /** Those of one caller; asked each time, for it falls with the number of gateways. */
  readonly mostOfCaller: () => number
}

interface Waiting {
  start(): void
}

interface Line {
  inFlight: number
  readonly waiting: Set<Waiting>
}

/**
 * Lets callers take turns, a message each, so that however much one of them sends, another waits for no more than a round
 * (decision 4). What a caller sends beyond a share of its own waits in a line of its own.
 */
export const createTurns = ({ most, mostOfCaller }: TurnLimits): Turns => {
  const lines = new Map<string, Line>()
  /** The callers who may send now, the one whose turn is next first. */
  const ready = new Set<string>()
  let inFlight = 0
  let starting = false

  const settle = (caller: string, line: Line) => {
    if (line.waiting.size === 0 || line.inFlight >= mostOfCaller()) ready.delete(caller)
    else ready.add(caller)
    if (line.waiting.size === 0 && line.inFlight === 0) lines.delete(caller)
  }

  const startNext = (caller: string) => {
    ready.delete(caller)
    const line = lines.get(caller)
    const [next] = line?.waiting ?? []
    if (line === undefined || next === undefined) return
    line.waiting.delete(next)
    line.inFlight += 1
    inFlight += 1
    settle(caller, line)
    next.start()
  }

  const startAll = () => {
    // What is started may end at once, and is then seen by the loop that runs.
    if (starting) return
    starting = true
    for (let [caller] = ready; caller !== undefined && inFlight < most; [caller] = ready) startNext(caller)
    starting = false
  }

  return {
    take: (caller, start) => {
      const line = lines.get(caller) ?? { inFlight: 0, waiting: new Set() }
      let state: 'waiting' | 'in flight' | 'over' = 'waiting'
      const waiting: Waiting = {
        start: () => {
          state = 'in flight'
          start()
        },
      }
      lines.set(caller, line)
      line.waiting.add(waiting)
      settle(caller, line)
      startAll()
      return {
        end: () => {
          if (state === 'over') return
          if (state === 'waiting') line.waiting.delete(waiting)
          else {
            line.inFlight -= 1
            inFlight -= 1
          }
          state = 'over'
          settle(caller, line)
          startAll()
        },
      }
    },
  }
}

/** The turns of a queue. */
export type TurnsOf = (queue: string) => Turns

const mostInFlight = 64
const mostOfCallerInFlight = 4

/**
 * Turns for each queue by itself, so that a service that does not answer holds up no message to another: at this gateway 64
 * messages in flight, and of one caller 4, divided among the gateways that live.
 */
export const createTurnsOf = (gateways: () => number): TurnsOf => {
  const all = new Map<string, Turns>()
  const mostOfCaller = () => Math.max(1, Math.floor(mostOfCallerInFlight / gateways()))
  return (queue) => {
    const turns = all.get(queue) ?? createTurns({ most: mostInFlight, mostOfCaller })
    all.set(queue, turns)
    return turns
  }
}
