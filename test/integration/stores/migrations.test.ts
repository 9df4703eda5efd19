import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { connect } from '@gongdan/store'
import { expect, jest, test } from '@jest/globals'
import { migrateAll } from '../../../deploy/jobs/migrateAll.ts'
import { root } from '../../../deploy/local/localDirectory.ts'
import { databaseUrl } from '../../support/system.ts'

jest.setTimeout(240_000)

const run = promisify(execFile)
const services = ['gateway', 'ticket', 'process', 'image']

const ownDatabases = () => databaseUrl(`test-${randomUUID().slice(0, 8)}`)

const whatIsThere = async (mongodbUrl: string) => {
  const found: unknown[] = []
  for (const service of services) {
    const store = await connect(mongodbUrl, service)
    const collections = await store.db.listCollections().toArray()
    for (const { name } of collections.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const indexes = await store.db.collection(name).indexes()
      found.push([service, name, indexes.map((index) => index.name)])
    }
    found.push(await store.db.collection('migrations').distinct('fileName'))
    expect(await store.db.collection('migrations_lock').countDocuments()).toBe(0)
    await store.close()
  }
  return found
}

test('migrations run once, however often they are run', async () => {
  const url = ownDatabases()
  const first = await migrateAll(url)
  expect(first.length).toBeGreaterThanOrEqual(services.length)
  const before = await whatIsThere(url)
  expect(await migrateAll(url)).toEqual([])
  expect(await whatIsThere(url)).toEqual(before)
})

test('of migrations that are started together, one does each of them', async () => {
  const url = ownDatabases()
  const script = `import('${join(root, 'deploy/jobs/migrateAll.ts')}')
    .then(({ migrateAll }) => migrateAll(process.env.MONGODB_URL)).then((ran) => console.log(JSON.stringify(ran)))`
  const all = await Promise.all(
    [1, 2, 3].map(() => run(process.execPath, ['--eval', script], { env: { ...process.env, MONGODB_URL: url } })),
  )
  const ran: string[] = all.flatMap(({ stdout }) => JSON.parse(stdout))
  expect(ran.toSorted()).toEqual([...new Set(ran)].toSorted())
  expect(ran.length).toBeGreaterThanOrEqual(services.length)
})

test('a migration goes on where one that died had the lock', async () => {
  const url = ownDatabases()
  const store = await connect(url, 'ticket')
  const dead = { _id: 'migration' as const, until: new Date(Date.now() - 1) }
  await store.db.collection<typeof dead>('migrations_lock').insertOne(dead)
  await store.close()
  expect(await migrateAll(url)).toContain('ticket/0001-lists-and-outbox.ts')
})
