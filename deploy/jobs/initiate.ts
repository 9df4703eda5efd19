/**
 * Makes a new mongod, started with `--replSet` and `--keyFile`, the primary of a set of one and gives it its
 * administrator. Runs beside it, in its network: as long as there is no user, MongoDB accepts only the loopback
 * address (MongoDB manual, "Localhost Exception in Self-Managed Deployments"). Safe to run again.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { readConfig } from '@gongdan/service'
import { MongoClient, MongoServerError } from 'mongodb'
import { ConnectionString } from 'mongodb-connection-string-url'
import { z } from 'zod'

const { MONGODB_ADMIN_URL } = readConfig(z.object({ MONGODB_ADMIN_URL: z.string().startsWith('mongodb://') }))
const { username, password, hosts } = new ConnectionString(MONGODB_ADMIN_URL)
const member = hosts[0]

const alreadyInitialized = 23
const unauthorized = 13

const client = await MongoClient.connect('mongodb://127.0.0.1:27017/?directConnection=true')
try {
  const admin = client.db('admin')
  await admin.command({ replSetInitiate: { _id: 'gongdan', members: [{ _id: 0, host: member }] } }).catch((fault) => {
    if (fault instanceof MongoServerError && (fault.code === alreadyInitialized || fault.code === unauthorized)) return
    throw fault
  })
  while ((await admin.command({ hello: 1 })).isWritablePrimary !== true) await sleep(200)
  const pwd = decodeURIComponent(password)
  await admin.command({ createUser: decodeURIComponent(username), pwd, roles: ['root'] }).catch((fault) => {
    if (fault instanceof MongoServerError && fault.code === unauthorized) return
    throw fault
  })
} finally {
  await client.close()
}
console.log('the replica set has its primary and its administrator')
