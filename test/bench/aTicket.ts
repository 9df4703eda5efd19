import { connect } from '@gongdan/store'

/** A ticket's document as the service stored it. */
export const aTicket = async (mongodbUrl: string): Promise<object> => {
  const store = await connect(mongodbUrl, 'ticket')
  const ticket = await store.db.collection('tickets').findOne({ version: { $gt: 1 } })
  await store.close()
  if (ticket === null) throw new Error('no ticket was stored')
  return ticket
}
