import { languages, type WebhookKind, webhookKinds } from '@gongdan/contracts'
import { type Aggregate, type AggregateDocument, createExecute, type RefusalDocument, type Store } from '@gongdan/store'
import { z } from 'zod'
import { MAX_WEBHOOKS } from '../domain/decide.ts'
import type { WebhookStore } from '../domain/ports.ts'
import { evolve, type LiveWebhook, type Webhook, type WebhookEvent } from '../domain/webhook.ts'

const text = z.string()
const Live = z.object({
  status: z.literal('live'),
  version: z.int(),
  tenantUuid: text,
  name: text,
  eventTypes: z.array(text),
  language: z.enum(languages),
  kind: z.enum(webhookKinds satisfies readonly WebhookKind[]),
  sealedUrl: text,
  shownUrl: text,
  secrets: z.array(z.object({ sealed: text, at: z.number(), until: z.number().nullable() })),
  enabled: z.boolean(),
  disabledReason: text,
  creator: z.object({ userUuid: text, userName: text }),
  createdAt: z.number(),
}) satisfies z.ZodType<LiveWebhook>
const Known = z.object({ _id: text, state: Live }).transform(({ _id, state }) => ({ uuid: _id, webhook: state }))

/** `webhook_places`: the webhooks of a tenant that live, or are being created. */
interface PlacesDocument {
  /** The tenant. */
  readonly _id: string
  readonly uuids: readonly string[]
}

export const webhookAggregate: Aggregate<Webhook, WebhookEvent> = {
  evolve,
  fields: (state) => ({ state }),
  nameOf: (webhook) => webhook.name,
}

/** Webhooks in MongoDB, one document each (decision 1). Their events stay in this service, so there is no relay. */
export const createMongoWebhookStore = ({ db }: Pick<Store, 'db'>, now: () => number = Date.now): WebhookStore => {
  const documents = db.collection<AggregateDocument<WebhookEvent>>('webhooks')
  const refusals = db.collection<RefusalDocument>('refusals')
  const states = db.collection<{ readonly _id: string }>('webhooks')
  const places = db.collection<PlacesDocument>('webhook_places')
  const live = { 'state.status': 'live' }
  const read = async (filter: object, skip = 0, limit = 0) => {
    const newestFirst = { 'state.createdAt': -1, _id: -1 } as const
    const found = await states.find(filter, { projection: { state: 1 }, sort: newestFirst, skip, limit }).toArray()
    return found.map((document) => Known.parse(document))
  }
  return {
    execute: createExecute({ aggregate: webhookAggregate, documents, refusals, now, committed: () => {} }),
    find: (uuids) => read({ _id: { $in: uuids }, ...live }),
    enabledOf: (tenantUuids) => read({ ...live, 'state.tenantUuid': { $in: tenantUuids }, 'state.enabled': true }),
    takePlace: async (tenantUuid, uuid) => {
      const take = () =>
        // One statement looks and takes, so that no two processes take the last place.
        places.updateOne(
          { _id: tenantUuid, $or: [{ uuids: uuid }, { [`uuids.${MAX_WEBHOOKS - 1}`]: { $exists: false } }] },
          { $addToSet: { uuids: uuid } },
        )
      if ((await take()).matchedCount > 0) return true
      await places.updateOne({ _id: tenantUuid }, { $setOnInsert: { uuids: [] } }, { upsert: true })
      return (await take()).matchedCount > 0
    },
    freePlaces: async (uuids) => {
      const found = await states.find({ _id: { $in: [...uuids] }, ...live }, { projection: { _id: 1 } }).toArray()
      const alive = new Set(found.map(({ _id }) => _id))
      const free = uuids.filter((uuid) => !alive.has(uuid))
      if (free.length > 0) await places.updateMany({ uuids: { $in: free } }, { $pull: { uuids: { $in: free } } })
    },
    list: async (tenantUuid, skip, limit) => {
      const filter = tenantUuid === null ? live : { ...live, 'state.tenantUuid': tenantUuid }
      const [total, found] = await Promise.all([states.countDocuments(filter), read(filter, skip, limit)])
      return { total, found }
    },
  }
}
