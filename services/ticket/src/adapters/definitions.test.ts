import { expect, test } from '@jest/globals'
import { createDefinitions } from './definitions.ts'

const steps = [{ tenantUuid: 'acme', tenantName: 'Acme', roleUuid: 'lead', roleName: 'Lead' }]
const defined = (seq: number) => ({ processUuid: 'p', seq, tenantUuid: 'acme', name: `version ${seq}`, steps })

/** A replica in memory that counts how often it is read. */
const openScene = () => {
  const documents = new Map<string, { _id: string; seq: number; definition: unknown }>()
  let [reads, time] = [0, 0]
  const replica = {
    find: ({ _id: { $in: ids } }: { _id: { $in: readonly string[] } }) => ({
      toArray: async () => {
        reads += 1
        return ids.flatMap((id) => documents.get(id) ?? [])
      },
    }),
    updateOne: async ({ _id }: { _id: string }, { $set }: { $set?: { seq: number; definition: unknown } }) => {
      if ($set !== undefined) documents.set(_id, { _id, ...$set })
    },
  }
  const definitions = createDefinitions({
    store: { db: { collection: () => replica } } as never,
    bus: { request: () => Promise.reject(new Error('nobody answers')) },
    peers: { asking: () => ({ sign: (query) => query, isGenuine: () => true }) },
    log: { warn: () => {} },
    now: () => time,
  })
  const versionOf = async (id: string) => (await definitions.find([id])).get(id)?.version
  return {
    define: (seq: number) => definitions.define(defined(seq) as never),
    versionOf,
    wait: (ms: number) => {
      time += ms
    },
    /** Another process of the service writes to the replica. */
    replace: (seq: number) => documents.set('p', { _id: 'p', seq, definition: { ...defined(seq), version: seq } }),
    reads: () => reads,
  }
}

test('a definition is read once a second, however many tickets are submitted', async () => {
  const { define, versionOf, wait, reads } = openScene()
  await define(1)
  for (let submit = 0; submit < 3; submit += 1) expect(await versionOf('p')).toBe(1)
  expect(reads()).toBe(1)
  wait(1_000)
  expect(await versionOf('p')).toBe(1)
  expect(reads()).toBe(2)
})

test('a new version counts at once for the process that is told of it, and within a second for the others', async () => {
  const { define, versionOf, wait, replace } = openScene()
  await define(1)
  expect(await versionOf('p')).toBe(1)
  await define(2)
  expect(await versionOf('p')).toBe(2)
  replace(3)
  expect(await versionOf('p')).toBe(2)
  wait(1_000)
  expect(await versionOf('p')).toBe(3)
})

test('what does not exist is not remembered', async () => {
  const { define, versionOf } = openScene()
  expect(await versionOf('p')).toBeUndefined()
  await define(1)
  expect(await versionOf('p')).toBe(1)
})
