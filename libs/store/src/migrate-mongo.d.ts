/** The part of migrate-mongo that we call; the package ships no types. */
declare module 'migrate-mongo' {
  import type { Db, MongoClient } from 'mongodb'
  export const config: {
    set(config: {
      migrationsDir: string
      changelogCollectionName: string
      lockCollectionName: string
      lockTtl: number
      migrationFileExtension: string
      moduleSystem: 'esm'
      useFileHash: boolean
    }): void
  }
  /** Gives the names of the migrations that ran. */
  export const up: (db: Db, client: MongoClient) => Promise<string[]>
}
