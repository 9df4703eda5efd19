import type { Lane } from '@gongdan/scheduling'
import type { Logger } from 'pino'
import { v5 as uuidv5 } from 'uuid'
import type { Timers } from '../domain/ports.ts'
import { type DueTimer, fireTimer, type TimerContext } from '../domain/timers.ts'
import type { ExecuteTickets } from './commands.ts'

/** So many are decided together. */
const TOGETHER = 100

export interface TimerDeps {
  readonly timers: Timers
  readonly execute: ExecuteTickets
  readonly context: Omit<TimerContext, 'at'>
  readonly log: Pick<Logger, 'error'>
  /** Asks for a look in so many milliseconds. */
  readonly wakeIn: (ms: number) => void
  /** Told at each look how late the earliest timer is, in milliseconds. */
  readonly onLag?: (ms: number) => void
}

/** The same for each sweeper, so that a timer has one result however many of them find it due. */
const commandIdOf = ({ step, kind, at, ticketUuid }: DueTimer): string =>
  uuidv5(`timer ${step} ${kind} ${at}`, ticketUuid)

/**
 * The lane of timers (contract §3, Time). It holds no lease: sweepers of several processes collide on the version of the ticket,
 * and the loser finds the command done. Whether a timer is due is said by the clock of the database alone: by a clock of its own
 * that is behind, a sweeper would find nothing to do, and that answer is remembered.
 *
 * A look is made every pause of the worker, and at the moment of a timer that comes before the next pause ends. What is set in
 * between is no sooner than a minute ahead, so writes need not wake it.
 */
export const sweepTimers = (
  { timers, execute, context, log, wakeIn, onLag = () => {} }: TimerDeps,
  pauseMs: number,
): Lane => {
  /** What this process has tried since it last found nothing else: what could not be decided must not be tried without a pause. */
  const tried = new Set<string>()
  const fire = async (due: readonly DueTimer[]): Promise<void> => {
    for (const timer of due) tried.add(commandIdOf(timer))
    const { faults } = await execute(
      due.map((timer) => ({
        id: timer.ticketUuid,
        commandId: commandIdOf(timer),
        correlationId: commandIdOf(timer),
        by: null,
        creates: false,
        decide: (ticket, at) => fireTimer(timer, ticket, { ...context, at }),
      })),
    )
    for (const { commandId, fault } of faults) {
      const ticketUuid = due.find((timer) => commandIdOf(timer) === commandId)?.ticketUuid
      log.error({ err: fault, commandId, ticketUuid }, 'timer of a ticket failed')
    }
  }
  return {
    name: 'timers',
    concurrency: 1,
    next: async () => {
      const found = await timers.look()
      onLag(found === null ? 0 : Math.max(0, found.now - found.nextAt))
      if (found !== null && found.nextAt <= found.now) {
        const due = await timers.due(found.now, TOGETHER, (timer) => !tried.has(commandIdOf(timer)))
        if (due.length > 0) return () => fire(due)
      }
      tried.clear()
      const waitMs = found === null ? pauseMs : found.nextAt - found.now
      if (waitMs > 0 && waitMs < pauseMs) wakeIn(waitMs)
      return null
    },
  }
}
