import { type AggregateDocument, brokenAt, connect } from '@gongdan/store'
import { eventually } from '../../support/eventually.ts'
import type { TestSystem } from '../../support/system.ts'

/** How many tickets have events that are not published yet. */
export const countUnsent = async ({ mongodbUrl }: TestSystem): Promise<number> => {
  const store = await connect(mongodbUrl, 'ticket')
  const unsent = await store.db.collection('tickets').countDocuments({ unrelayedSince: { $exists: true } })
  await store.close()
  return unsent
}

/**
 * How many writes to tickets and to refusals MongoDB carries out during a call: a caller who watches the time must not
 * learn more than from the answer. Waits until earlier tickets are done with.
 */
export const countWrites = async (system: TestSystem, call: () => Promise<unknown> | undefined) => {
  const store = await connect(system.mongodbUrl, 'ticket')
  const quiet = async () => {
    const unsent = await countUnsent(system)
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

const services = ['gateway', 'ticket', 'process']

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null
/** Every key of an object and of all that is in it, each with its value. */
const entriesIn = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).flatMap(([key, inner]) => [[key, inner], ...(isNested(inner) ? entriesIn(inner) : [])])

/**
 * Has MongoDB write down every command of the services. `withOperand` gives those in which an operator has that operand,
 * as text, and how many commands there were.
 */
export const watchCommands = async ({ mongodbUrl }: TestSystem) => {
  const stores = await Promise.all(services.map((service) => connect(mongodbUrl, service)))
  for (const { db } of stores) {
    await db.createCollection('system.profile', { capped: true, size: 512 * 1024 * 1024 })
    await db.command({ profile: 2 })
  }
  return {
    withOperand: async (operand: string) => {
      let count = 0
      const found: string[] = []
      for (const { db } of stores) {
        await db.command({ profile: 0 })
        for await (const { command } of db.collection('system.profile').find({}, { projection: { command: 1 } })) {
          count += 1
          const isOperand = (value: unknown) => value === operand || (Array.isArray(value) && value.includes(operand))
          if (entriesIn(Object(command)).some(([key, value]) => key.startsWith('$') && isOperand(value))) {
            found.push(JSON.stringify(command))
          }
        }
      }
      return { count, found }
    },
    close: async () => {
      for (const { db, close } of stores) {
        await db.command({ profile: 0 })
        await db.dropCollection('system.profile')
        await close()
      }
    },
  }
}

/** Whatever of a request has become a key in a document would be one of these. */
const strangeKey = /^\$|\.|^__proto__$|^(constructor|toString|valueOf|rawJSON|admin)$/

/** The keys of documents, in all collections of the services, that no program of ours has named. */
export const strangeKeys = async ({ mongodbUrl }: TestSystem): Promise<readonly string[]> => {
  const found: string[] = []
  for (const service of services) {
    const { db, close } = await connect(mongodbUrl, service)
    for (const { name } of await db.listCollections().toArray()) {
      if (name.startsWith('system.')) continue
      for await (const document of db.collection(name).find()) {
        const keys = entriesIn(document).map(([key]) => key)
        found.push(...keys.filter((key) => strangeKey.test(key)).map((key) => `${service}.${name}: ${key}`))
      }
    }
    await close()
  }
  return found
}

/** The tickets and processes whose history's hashes do not follow from each other. */
export const brokenChains = async ({ mongodbUrl }: TestSystem): Promise<readonly string[]> => {
  const broken: string[] = []
  for (const [service, collection] of [
    ['ticket', 'tickets'],
    ['process', 'processes'],
  ] as const) {
    const { db, close } = await connect(mongodbUrl, service)
    for await (const { _id, history } of db.collection<AggregateDocument>(collection).find()) {
      const at = brokenAt(history)
      if (at !== null) broken.push(`${collection}: ${_id} at ${at}`)
    }
    await close()
  }
  return broken
}
