import { randomUUID } from 'node:crypto'
import { MAX_ITEMS, ProcessesInUseReply, queues } from '@gongdan/contracts'
import type { Bus } from '@gongdan/messaging'
import { ask, type Logger, type Peers } from '@gongdan/service'
import type { FindInUse } from '../domain/ports.ts'

const TIMEOUT_MS = 2_000

export interface FindInUseDeps {
  readonly bus: Pick<Bus, 'request'>
  readonly peers: Pick<Peers, 'asking'>
  readonly log: Pick<Logger, 'warn'>
}

/** Asks the ticket service, which owns the tickets and so the answer (decision 6). */
export const createFindInUse =
  ({ bus, peers, log }: FindInUseDeps): FindInUse =>
  async (processUuids) => {
    const wanted = [...new Set(processUuids)]
    const askFor = async (some: readonly string[]) => {
      const body = Buffer.from(JSON.stringify({ processUuids: some }))
      const message = { id: randomUUID(), type: 'ticket.processes-in-use', body }
      const reply = await ask(bus, peers, { queue: queues.ticketQueries, message, timeoutMs: TIMEOUT_MS })
      return ProcessesInUseReply.parse(JSON.parse(reply.toString())).inUse
    }
    try {
      return new Set((await Promise.all(chunkBy(MAX_ITEMS, wanted).map(askFor))).flat())
    } catch (err) {
      log.warn({ err }, 'processes in use not known: no answer from the ticket service')
      return null
    }
  }

const chunkBy = (size: number, uuids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(uuids.length / size) }, (_, at) => uuids.slice(at * size, (at + 1) * size))
