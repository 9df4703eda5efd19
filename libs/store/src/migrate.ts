import { config, up } from 'migrate-mongo'
import { MongoClient } from 'mongodb'
import { databaseName } from './connect.ts'

/**
 * Brings a service's database up to date: runs the migrations of `folder` that have not run yet, in the order of their
 * names. Safe to run twice. Gives the names of those that ran. Its own step, never part of a service's start (toolbox §3).
 */
export const migrate = async (url: string, service: string, folder: string): Promise<readonly string[]> => {
  const client = await MongoClient.connect(url, { writeConcern: { w: 'majority' } })
  try {
    config.set({
      migrationsDir: folder,
      changelogCollectionName: 'migrations',
      lockCollectionName: 'migrations_lock',
      // Without its lock: migrate-mongo makes the lock's index unawaited, which a closing client turns into a rejection.
      lockTtl: 0,
      migrationFileExtension: '.ts',
      moduleSystem: 'esm',
      useFileHash: false,
    })
    return await up(client.db(databaseName(url, service)), client)
  } finally {
    await client.close()
  }
}
