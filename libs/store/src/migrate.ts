import { config, up } from 'migrate-mongo'
import { MongoClient } from 'mongodb'
import { databaseName } from './connect.ts'
import { withMigrationLock } from './migrationLock.ts'

/**
 * Brings a service's database up to date: runs the migrations of `folder` that have not run yet, in the order of their
 * names. Safe to run twice, and two at a time: the second waits for the first. Gives the names of those that ran. Its own
 * step, never part of a service's start.
 */
export const migrate = async (url: string, service: string, folder: string): Promise<readonly string[]> => {
  const client = await MongoClient.connect(url, { writeConcern: { w: 'majority' } })
  try {
    config.set({
      migrationsDir: folder,
      changelogCollectionName: 'migrations',
      lockCollectionName: 'migrations_lock',
      // Without its lock, which lets the second fail instead of wait, and makes an index that no process waits for.
      lockTtl: 0,
      migrationFileExtension: '.ts',
      moduleSystem: 'esm',
      useFileHash: false,
    })
    const db = client.db(databaseName(url, service))
    return await withMigrationLock(db, () => up(db, client))
  } finally {
    await client.close()
  }
}
