import type { Db } from 'mongodb'

/** The places of a tenant's webhooks are taken by those that there are. */
export const up = async (db: Db): Promise<void> => {
  const places = db.collection<{ _id: string; uuids: string[] }>('webhook_places')
  await places.createIndex({ uuids: 1 }, { name: 'of-a-webhook' })
  const live = db
    .collection<{ _id: string; state: { tenantUuid: string } }>('webhooks')
    .find({ 'state.status': 'live' })
  for await (const { _id, state } of live) {
    await places.updateOne({ _id: state.tenantUuid }, { $addToSet: { uuids: _id } }, { upsert: true })
  }
}

export const down = async (db: Db): Promise<void> => {
  await db.collection('webhook_places').drop()
}
