import { type Db, MongoClient, MongoServerError } from 'mongodb'

export const replicaSet = 'gongdan'

const notYetInitialized = 94

const readConfig = async (admin: Db) => {
  try {
    return (await admin.command({ replSetGetConfig: 1 })).config
  } catch (fault) {
    if (fault instanceof MongoServerError && fault.code === notYetInitialized) return undefined
    throw fault
  }
}

/**
 * Makes a mongod that was started with `--replSet` the primary of a set of one, whether it is new or comes back from
 * an earlier run under another port. Gives whether it already takes writes; to be asked until it does.
 * @param address where it listens for us
 * @param member its `host:port` as it sees itself
 */
export const becomePrimary = async (address: string, member: string): Promise<boolean> => {
  const client = new MongoClient(`mongodb://${address}/?directConnection=true`, { serverSelectionTimeoutMS: 2000 })
  try {
    const admin = client.db('admin')
    const config = await readConfig(admin)
    const members = [{ _id: 0, host: member }]
    if (config === undefined) await admin.command({ replSetInitiate: { _id: replicaSet, members } })
    else if (config.members[0]?.host !== member) {
      // Forced: under its old address the set has no primary that could be asked.
      await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members }, force: true })
    }
    return (await admin.command({ hello: 1 })).isWritablePrimary === true
  } catch {
    return false
  } finally {
    await client.close()
  }
}
