import { inHistory, isDuplicateKey, readInParts, type Store, stateAt } from '@gongdan/store'
import type { Claims, RecordedClaim } from '../domain/ports.ts'
import { type TicketDocument, ticketAggregate, ticketsOf } from './ticketDocument.ts'

/** What a command claimed, kept for 7 days, as long as a command lives. */
export interface ClaimDocument extends Pick<RecordedClaim, 'tickets'> {
  /** The command's id. */
  readonly _id: string
  readonly at: Date
}

export const claimsOf = ({ db }: Pick<Store, 'db'>) => db.collection<ClaimDocument>('claims')

/**
 * That it is free: it was never claimed, the lease has ended, or the claim is of an earlier request, whose work is over
 * however long its lease would last. What is missing is less than any time.
 */
const isFree = {
  $expr: { $or: [{ $lte: ['$claim.until', '$$NOW'] }, { $ne: ['$claim.request', '$fulfil.request'] }] },
}

/** A worker that loses so many tickets to others in a row has found enough. */
const ATTEMPTS = 20

/** Leases on tickets, in their documents but in no history; see Claims. */
export const createClaims = (store: Store): Claims => {
  const documents = ticketsOf(store)
  const claims = claimsOf(store)

  const read = async function* (filter: object) {
    const cursor = documents.find(filter, { projection: inHistory }).sort({ createdAt: 1, _id: 1 })
    for await (const part of readInParts<TicketDocument>(cursor)) {
      for (const { _id, history, claim } of part.documents) {
        const ticket = stateAt(ticketAggregate, _id, history)
        if (ticket !== undefined) yield { ticket, history, claim }
      }
    }
  }
  const ofFence = (ticketUuid: string, fence: number) => ({
    _id: ticketUuid,
    'claim.fence': fence,
    'fulfil.type': { $type: 'string' as const },
  })

  const heldBy = (commandId: string) => ({ 'claim.commandId': commandId, 'fulfil.type': { $type: 'string' as const } })

  return {
    recorded: async (commandId) => {
      const found = await claims.findOne({ _id: commandId })
      return found === null ? undefined : { commandId, tickets: found.tickets }
    },
    take: async ({ commandId, by, types, limit, leaseMs }) => {
      const wanted = { 'fulfil.type': { $in: [...types] } }
      let missing = limit - (await documents.countDocuments({ 'claim.commandId': commandId, ...wanted }))
      for (let attempt = 0; missing > 0 && attempt < ATTEMPTS; attempt += 1) {
        const free = await documents
          .aggregate<Pick<TicketDocument, '_id'>>([
            { $match: { ...wanted, ...isFree } },
            { $sort: { createdAt: 1, _id: 1 } },
            { $limit: missing },
            { $project: { _id: 1 } },
          ])
          .toArray()
        if (free.length === 0) return
        const { modifiedCount } = await documents.updateMany(
          { _id: { $in: free.map(({ _id }) => _id) }, ...wanted, ...isFree },
          [
            {
              // A new claim has nothing of the one before it but the number.
              $replaceWith: {
                $mergeObjects: [
                  '$$ROOT',
                  {
                    claim: {
                      fence: { $add: [{ $ifNull: ['$claim.fence', 0] }, 1] },
                      by: { $literal: by },
                      commandId: { $literal: commandId },
                      request: '$fulfil.request',
                      until: { $add: ['$$NOW', leaseMs] },
                    },
                  },
                ],
              },
            },
          ],
        )
        missing -= modifiedCount
      }
    },
    async *held(commandId) {
      for await (const { claim, ...found } of read(heldBy(commandId)))
        if (claim !== undefined) yield { ...found, claim }
    },
    record: async ({ commandId, tickets }) => {
      try {
        await claims.insertOne({ _id: commandId, tickets, at: new Date() })
        return { commandId, tickets }
      } catch (fault) {
        if (!isDuplicateKey(fault)) throw fault
        const first = await claims.findOne({ _id: commandId })
        return { commandId, tickets: first?.tickets ?? tickets }
      }
    },
    releaseOthers: async (commandId, ticketUuids) => {
      const others = { ...heldBy(commandId), _id: { $nin: [...ticketUuids] } }
      await documents.updateMany(others, [{ $set: { 'claim.until': '$$NOW' } }])
    },
    read: (ticketUuids) => read({ _id: { $in: [...ticketUuids] } }),
    find: async (ticketUuid) => {
      for await (const found of read({ _id: ticketUuid })) return found
      return undefined
    },
    extend: async (ticketUuid, fence, leaseMs) => {
      const after = await documents.findOneAndUpdate(
        ofFence(ticketUuid, fence),
        [{ $set: { 'claim.until': { $add: ['$$NOW', leaseMs] } } }],
        { returnDocument: 'after', projection: { claim: 1 } },
      )
      return after?.claim?.until.getTime() ?? null
    },
    note: async (ticketUuid, fence, progress) => {
      const { matchedCount } = await documents.updateOne(ofFence(ticketUuid, fence), {
        $set: { 'claim.progress': progress },
      })
      return matchedCount > 0
    },
  }
}
