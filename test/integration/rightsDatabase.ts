import { connect } from '@gongdan/store'
import { eventually } from '../support/eventually.ts'
import type { TestSystem } from '../support/system.ts'

/**
 * How many writes to tickets and to refusals MongoDB carries out during a call: a caller who watches the time must not
 * learn more than from the answer. Waits until earlier tickets are done with.
 */
export const countWrites = async ({ mongodbUrl }: TestSystem, call: () => Promise<unknown> | undefined) => {
  const store = await connect(mongodbUrl, 'ticket')
  const tickets = store.db.collection('tickets')
  const quiet = async () => {
    const unsent = await tickets.countDocuments({ unrelayedSince: { $exists: true } })
    if (unsent > 0) throw new Error(`${unsent} tickets still have events to send`)
  }
  try {
    await eventually(quiet, { withinMs: 30_000 })
    await store.db.command({ profile: 2 })
    await call()
    await store.db.command({ profile: 0 })
    const ns = ['tickets', 'refusals'].map((name) => `${store.db.databaseName}.${name}`)
    const op = { $in: ['insert', 'update', 'remove'] }
    return await store.db.collection('system.profile').countDocuments({ ns: { $in: ns }, op })
  } finally {
    await store.db.command({ profile: 0 })
    await store.db.dropCollection('system.profile')
    await store.close()
  }
}
