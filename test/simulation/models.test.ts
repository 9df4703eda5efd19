import { randomUUID } from 'node:crypto'
import { createLog } from '@gongdan/service'
import { connect, type Store } from '@gongdan/store'
import { afterAll, jest } from '@jest/globals'
import { type Connection, connect as connectByTcp } from 'amqplib/callback_api'
import { makeServiceKeys } from '../../deploy/local/serviceKeys.ts'
import { mongoBatchStore, mongoIdempotencyStore } from '../../services/gateway/src/public.ts'
import { storesSuite } from '../../services/gateway/test/stores.suite.ts'
import { peersIn } from '../support/peersIn.ts'
import { brokerSuite } from './models/broker.suite.ts'
import { createBroker } from './models/broker.ts'
import { modelDb, plainWire } from './models/collection.ts'
import { ModelConnection } from './models/connection.ts'
import { databaseSuite } from './models/database.suite.ts'
import { createDatabase } from './models/database.ts'

// A busy machine takes its time.
jest.setTimeout(30_000)

const stores: Store[] = []
const connections: Connection[] = []

afterAll(async () => {
  for (const { db, close } of stores) {
    await db.dropDatabase()
    await close()
  }
  await Promise.all(connections.map((connection) => new Promise((resolve) => connection.close(resolve))))
})

const openModelDb = async () => {
  const database = createDatabase()
  return modelDb(database, plainWire(database))
}

databaseSuite('the model', openModelDb)
databaseSuite('MongoDB', async () => {
  const store = await connect(process.env.MONGODB_URL ?? '', `model_${randomUUID().slice(0, 8)}`)
  stores.push(store)
  return store.db
})
storesSuite('in the model of the database', async () => {
  const db = await openModelDb()
  return {
    batches: mongoBatchStore(
      db,
      peersIn(makeServiceKeys('model')).gateway.own('batches'),
      createLog('model', 'silent'),
    ),
    claims: mongoIdempotencyStore(db),
  }
})

brokerSuite('the model', async () => {
  const broker = createBroker()
  const turn = (run: () => void) => void setTimeout(run)
  const open = new Map<object, ModelConnection>()
  return {
    connect: async () => {
      let isCut = false
      const carry = (run: () => void) => turn(() => isCut || run())
      const connection = new ModelConnection(broker, { toBroker: carry, toClient: carry })
      open.set(connection, connection)
      connection.on('cut', () => {
        isCut = true
      })
      return connection as unknown as Connection
    },
    cut: (connection) => {
      const model = open.get(connection)
      model?.emit('cut')
      turn(() => model?.broken(new Error('cut')))
      turn(() => model?.drop())
    },
  }
})
brokerSuite('RabbitMQ', async () => {
  const wires = new Map<object, AbortController>()
  return {
    connect: () =>
      new Promise((resolve, reject) => {
        const wire = new AbortController()
        const options: object = { noDelay: true, signal: wire.signal }
        connectByTcp(process.env.AMQP_URL ?? '', options, (fault: unknown, connection: Connection) => {
          if (fault) return reject(fault)
          wires.set(connection, wire)
          connections.push(connection)
          resolve(connection)
        })
      }),
    cut: (connection) => wires.get(connection)?.abort(),
  }
})
