import { randomUUID } from 'node:crypto'
import { exchanges, type LiveChanges, type LiveEntries, liveChangesType, liveEntriesType } from '@gongdan/contracts'
import { codeOf, type Publisher } from '@gongdan/messaging'
import { portionsOf } from '@gongdan/scheduling'
import type { Logger, Peers } from '@gongdan/service'
import { AT_ONCE, type LiveAnnouncer } from '../domain/ports.ts'

/** Announces on the exchange `live`, which reaches every connected gateway. */
export const createLiveAnnouncer = (
  publisher: Pick<Publisher, 'publish'>,
  peers: Pick<Peers, 'signTo'>,
  log: Pick<Logger, 'warn'>,
): LiveAnnouncer => {
  const announce = async (
    type: string,
    content: LiveEntries | LiveChanges,
    correlationId: string,
  ): Promise<boolean> => {
    const message = { id: randomUUID(), type, correlationId, body: Buffer.from(JSON.stringify(content)) }
    try {
      await publisher.publish({ exchange: exchanges.live, routingKey: '' }, peers.signTo(message, 'gateway'))
      return true
    } catch (err) {
      // Unroutable: no gateway is connected.
      if (codeOf(err) !== 'unroutable') log.warn({ err, type }, 'not announced to the gateways')
      return false
    }
  }
  return {
    entries: async (appended, correlationId) => {
      const told = appended.map(({ user, entries }) => ({ user, entries: [...entries] }))
      return announce(liveEntriesType, { told }, correlationId)
    },
    changes: async (changes, correlationId) => {
      const bytesOf = (one: LiveChanges['changes'][number]) => Buffer.byteLength(JSON.stringify(one)) + 1
      const portions = portionsOf(changes, bytesOf, AT_ONCE)
      // Published in one go, so that those of the next batch of events come behind all of them.
      await Promise.all(portions.map((some) => announce(liveChangesType, { changes: [...some] }, correlationId)))
    },
  }
}
