import type { Db } from 'mongodb'

/** The places of processes under the limit of their tenant are given back by the process. */
export const up = async (db: Db): Promise<void> => {
  await db.collection('process_places').createIndex({ uuids: 1 }, { name: 'of-a-process' })
}

export const down = async (db: Db): Promise<void> => {
  await db.collection('process_places').drop()
}
