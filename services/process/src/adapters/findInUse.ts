import { MAX_ITEMS, ProcessesInUseReply, queues } from '@gongdan/contracts'
import type { Bus, PrincipalKeys } from '@gongdan/messaging'
import { type Logger, requestSigned } from '@gongdan/service'
import type { FindInUse } from '../domain/ports.ts'

const TIMEOUT_MS = 2_000

export interface FindInUseDeps {
  readonly bus: Pick<Bus, 'request'>
  readonly keys: PrincipalKeys
  readonly log: Pick<Logger, 'warn'>
}

/** Asks the ticket service, which owns the tickets and so the answer (decision 6). */
export const createFindInUse =
  ({ bus, keys, log }: FindInUseDeps): FindInUse =>
  async (processUuids) => {
    const wanted = [...new Set(processUuids)]
    const ask = async (some: readonly string[]) => {
      const type = 'ticket.processes-in-use'
      const body = { processUuids: some }
      const reply = await requestSigned(bus, keys, { queue: queues.ticketQueries, type, body, timeoutMs: TIMEOUT_MS })
      return ProcessesInUseReply.parse(reply).inUse
    }
    try {
      return new Set((await Promise.all(chunkBy(MAX_ITEMS, wanted).map(ask))).flat())
    } catch (err) {
      log.warn({ err }, 'processes in use not known: no answer from the ticket service')
      return null
    }
  }

const chunkBy = (size: number, uuids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(uuids.length / size) }, (_, at) => uuids.slice(at * size, (at + 1) * size))
