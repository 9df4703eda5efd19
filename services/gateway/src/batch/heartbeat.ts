import { pause } from '@gongdan/scheduling'
import type { Logger } from 'pino'

/** The gateways that run beside each other. */
export interface LivingGateways {
  /** Notes that this one lives; gives how many do. */
  beat(): Promise<number>
  /** It stops. */
  leave(): Promise<void>
}

const everyMs = 5_000

export interface Heartbeat {
  /** Gateways that live, this one included; the last number known while the database is away. */
  gateways(): number
  stop(): Promise<void>
}

export interface HeartbeatDeps {
  readonly living: LivingGateways
  /** What else is exchanged with the other gateways. */
  readonly exchange: () => Promise<void>
  readonly log: Pick<Logger, 'warn'>
}

/** Tells the other gateways every 5 s that this one lives: what a caller may do is divided among them (decision 4). */
export const startHeartbeat = ({ living, exchange, log }: HeartbeatDeps): Heartbeat => {
  const stopping = new AbortController()
  let gateways = 1

  const beat = async () => {
    gateways = Math.max(1, await living.beat())
    await exchange()
  }
  const run = async () => {
    while (!stopping.signal.aborted) {
      await beat().catch((err: unknown) => log.warn({ err }, 'heartbeat not stored'))
      await pause(everyMs, stopping.signal)
    }
  }
  const running = run()

  return {
    gateways: () => gateways,
    stop: async () => {
      stopping.abort()
      await running
      await Promise.all([living.leave(), exchange()]).catch((err: unknown) => log.warn({ err }, 'heartbeat not stored'))
    },
  }
}
