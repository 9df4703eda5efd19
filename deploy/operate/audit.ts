import { randomUUID } from 'node:crypto'
import { connect } from '@gongdan/store'
import { Binary } from 'mongodb'
import { z } from 'zod'

/** What an operator is about to do to a parked message, and why. */
export interface OperatorAction {
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
    /** The whole body, so that a message discarded by mistake is not lost. */
    readonly body: Buffer
  }
  /** Its destination. */
  readonly to: string
}

const AuditEntry = z.object({
  at: z.date(),
  by: z.string(),
  reason: z.string(),
  action: z.string(),
  queue: z.string(),
  to: z.string(),
  outcome: z.string(),
  message: z.object({ handle: z.string(), id: z.string(), type: z.string(), correlationId: z.string() }),
})
/** A recorded action as operators read it: `outcome` is `begun`, `done`, or the reason why it failed. */
export type Line = z.infer<typeof AuditEntry>

export interface Audit {
  /** Records the action, runs `act`, then records the outcome. Rejects without running `act` if it cannot be recorded. */
  record(action: OperatorAction, act: () => Promise<void>): Promise<void>
  /** The latest actions, newest first. */
  last(count: number): Promise<readonly Line[]>
  close(): Promise<void>
}

/** The collection `audit` of the database `<prefix>_operations`. No program changes or removes its finished entries. */
export const openAudit = async (mongodbUrl: string): Promise<Audit> => {
  const store = await connect(mongodbUrl, 'operations')
  const audit = store.db.collection<{ readonly _id: string }>('audit')
  return {
    record: async (action, act) => {
      const _id = randomUUID()
      const message = { ...action.message, body: new Binary(action.message.body) }
      await audit.insertOne({ _id, at: new Date(), ...action, message, outcome: 'begun' } as { readonly _id: string })
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
      return z.array(AuditEntry).parse(await found.limit(count).toArray())
    },
    close: store.close,
  }
}
