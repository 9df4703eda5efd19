import { type WebhookKind, webhookKinds } from '@gongdan/contracts'
import {
  type Aggregate,
  type AggregateDocument,
  type CommandResults,
  createExecute,
  type Item,
  type RefusalDocument,
  type Store,
} from '@gongdan/store'
import { z } from 'zod'
import { evolve, type LiveWebhook, type Webhook, type WebhookFact } from '../domain/webhook.ts'

/** One command on one webhook, as the store executes it. */
export type WebhookItem = Item<Webhook, WebhookFact>

export interface KnownWebhook {
  readonly uuid: string
  readonly webhook: LiveWebhook
}

export interface WebhookStore {
  /** Decides and keeps; a command that was answered before gets the same answer (decision 1). */
  execute(items: readonly WebhookItem[]): Promise<CommandResults>
  find(uuids: readonly string[]): Promise<readonly KnownWebhook[]>
  /** All of the tenants that are switched on. */
  enabledOf(tenantUuids: readonly string[]): Promise<readonly KnownWebhook[]>
  count(tenantUuid: string): Promise<number>
  /** A stretch of the webhooks of a tenant, or of all tenants for null, newest first; `total` counts them all. */
  list(
    tenantUuid: string | null,
    skip: number,
    limit: number,
  ): Promise<{ total: number; found: readonly KnownWebhook[] }>
}

const text = z.string()
const Live = z.object({
  status: z.literal('live'),
  version: z.int(),
  tenantUuid: text,
  name: text,
  eventTypes: z.array(text),
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

const aggregate: Aggregate<Webhook, WebhookFact> = {
  evolve,
  fields: (state) => ({ state }),
  nameOf: (webhook) => webhook.name,
}

/** Webhooks in MongoDB, one document each (decision 1). Nobody outside hears of their events, so there is no relay. */
export const createWebhookStore = ({ db }: Pick<Store, 'db'>, now: () => number = Date.now): WebhookStore => {
  const documents = db.collection<AggregateDocument<WebhookFact>>('webhooks')
  const refusals = db.collection<RefusalDocument>('refusals')
  const states = db.collection<{ readonly _id: string }>('webhooks')
  const live = { 'state.status': 'live' }
  const read = async (filter: object, skip = 0, limit = 0) => {
    const newestFirst = { 'state.createdAt': -1, _id: -1 } as const
    const found = await states.find(filter, { projection: { state: 1 }, sort: newestFirst, skip, limit }).toArray()
    return found.map((document) => Known.parse(document))
  }
  return {
    execute: createExecute({ aggregate, documents, refusals, now, committed: () => {} }),
    find: (uuids) => read({ _id: { $in: uuids }, ...live }),
    enabledOf: (tenantUuids) => read({ ...live, 'state.tenantUuid': { $in: tenantUuids }, 'state.enabled': true }),
    count: (tenantUuid) => states.countDocuments({ ...live, 'state.tenantUuid': tenantUuid }),
    list: async (tenantUuid, skip, limit) => {
      const filter = tenantUuid === null ? live : { ...live, 'state.tenantUuid': tenantUuid }
      const [total, found] = await Promise.all([states.countDocuments(filter), read(filter, skip, limit)])
      return { total, found }
    },
  }
}
