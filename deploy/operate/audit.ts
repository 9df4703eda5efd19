import { randomUUID } from 'node:crypto'
import { connect } from '@gongdan/store'
import { Binary } from 'mongodb'
import { z } from 'zod'

/** What a person is about to do to a message, and why. */
export interface Deed {
  readonly by: string
  readonly reason: string
  readonly action: 'replay' | 'discard'
  readonly queue: string
  readonly message: {
    readonly handle: string
    readonly id: string
    readonly type: string
    readonly correlationId: string
    readonly headers: Readonly<Record<string, unknown>>
    /** The whole of it: a message that was discarded by mistake is still here. */
    readonly body: Buffer
  }
  /** Where it goes. */
  readonly to: string
}

const Line = z.object({
  at: z.date(),
  by: z.string(),
  reason: z.string(),
  action: z.string(),
  queue: z.string(),
  to: z.string(),
  outcome: z.string(),
  message: z.object({ handle: z.string(), id: z.string(), type: z.string(), correlationId: z.string() }),
})
/** A deed as it is told to people: `outcome` is `begun`, `done`, or why it was not done. */
export type Line = z.infer<typeof Line>

export interface Audit {
  /** Records the deed before it is done, and what came of it after. Rejects, with nothing done, while it cannot be recorded. */
  record(deed: Deed, act: () => Promise<void>): Promise<void>
  /** The latest deeds, the last one first. */
  last(count: number): Promise<readonly Line[]>
  close(): Promise<void>
}

/** The collection `audit` of the database `<prefix>_operations`. Nothing of ours ever changes or removes what is done there. */
export const openAudit = async (mongodbUrl: string): Promise<Audit> => {
  const store = await connect(mongodbUrl, 'operations')
  const audit = store.db.collection<{ readonly _id: string }>('audit')
  return {
    record: async (deed, act) => {
      const _id = randomUUID()
      const message = { ...deed.message, body: new Binary(deed.message.body) }
      await audit.insertOne({ _id, at: new Date(), ...deed, message, outcome: 'begun' } as { readonly _id: string })
      const end = (outcome: string) => audit.updateOne({ _id }, { $set: { outcome, endedAt: new Date() } })
      try {
        await act()
      } catch (fault) {
        await end(`not done: ${fault instanceof Error ? fault.message : fault}`)
        throw fault
      }
      await end('done')
    },
    last: async (count) => {
      const found = await audit.find({}, { projection: { 'message.body': 0, 'message.headers': 0 } }).sort({ at: -1 })
      return z.array(Line).parse(await found.limit(count).toArray())
    },
    close: store.close,
  }
}
