import { randomUUID } from 'node:crypto'
import { exchanges, type LiveEntries, liveEntriesType } from '@gongdan/contracts'
import { codeOf, type Publisher } from '@gongdan/messaging'
import type { Logger, Peers } from '@gongdan/service'
import type { AnnounceEntries } from '../domain/ports.ts'

/** Announces feed entries on the exchange `live`, which reaches every connected gateway. */
export const createLiveAnnouncer =
  (publisher: Pick<Publisher, 'publish'>, peers: Pick<Peers, 'signTo'>, log: Pick<Logger, 'warn'>): AnnounceEntries =>
  async (appended, correlationId) => {
    if (appended.length === 0) return
    const body: LiveEntries = { told: appended.map(({ user, entries }) => ({ user, entries: [...entries] })) }
    const message = { id: randomUUID(), type: liveEntriesType, correlationId, body: Buffer.from(JSON.stringify(body)) }
    try {
      await publisher.publish({ exchange: exchanges.live, routingKey: '' }, peers.signTo(message, 'gateway'))
    } catch (err) {
      // Unroutable: no gateway is connected.
      if (codeOf(err) !== 'unroutable') log.warn({ err }, 'live entries not announced, gateways read the feeds')
    }
  }
