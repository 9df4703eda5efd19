import { type Db, MongoClient } from 'mongodb'
import { ConnectionString } from 'mongodb-connection-string-url'

export interface Store {
  readonly db: Db
  /** For the few transactions and snapshots there are. */
  readonly client: Pick<MongoClient, 'withSession' | 'startSession'>
  /** Rejects when the database does not answer as a primary. */
  ping(): Promise<void>
  close(): Promise<void>
}

/**
 * How often the driver looks whether a pool has too few connections; none of ours asks for any. Every 100 ms, as is usual, would
 * be most of what an idle service wakes for. The driver has this option and refuses it from a caller, so it is set afterwards.
 */
const POOL_LOOK_MS = 10_000

/** A service's own database: `<path of the url, default gongdan>_<service>`. */
export const databaseName = (url: string, service: string): string =>
  `${new ConnectionString(url).pathname.slice(1) || 'gongdan'}_${service}`

/**
 * Connects to the service's own database.
 * Everything is written with majority and journal and read with majority from the primary (decision 1): what is
 * answered survives a failover, and what decides was not rolled back.
 * Throws the driver's own fault when no primary is found within 10 s.
 */
export const connect = async (url: string, service: string): Promise<Store> => {
  const client = new MongoClient(url, {
    appName: service,
    writeConcern: { w: 'majority', journal: true, wtimeoutMS: 20_000 },
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    serverSelectionTimeoutMS: 10_000,
    // A primary that falls silent is noticed after the sum of these two, and what was under way there is asked elsewhere.
    connectTimeoutMS: 5_000,
    heartbeatFrequencyMS: 2_000,
    // One question each time. Streamed answers come on a second connection beside it, and find a silent primary no sooner.
    serverMonitoringMode: 'poll',
    socketTimeoutMS: 30_000,
    maxPoolSize: 32,
    ignoreUndefined: true,
  })
  Object.assign(client.options, { minPoolSizeCheckFrequencyMS: POOL_LOOK_MS })
  await client.connect()
  const db = client.db(databaseName(url, service))
  return {
    db,
    client,
    ping: async () => {
      await db.command({ ping: 1 }, { timeoutMS: 2_000 })
    },
    close: () => client.close(),
  }
}
