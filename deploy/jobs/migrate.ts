/**
 * The step before a start: brings the databases and the broker's exchanges and queues up to what the services expect.
 * Safe to run twice.
 */
import { topology } from '@gongdan/contracts'
import { openBus } from '@gongdan/messaging'
import { baseConfig, createLog, readConfig } from '@gongdan/service'
import { z } from 'zod'
import { migrateAll } from './migrateAll.ts'

const { MONGODB_URL, AMQP_URL, LOG_LEVEL } = baseConfig
const config = readConfig(z.object({ MONGODB_URL, AMQP_URL, LOG_LEVEL }))
const log = createLog('migrate', config.LOG_LEVEL)

const migrations = await migrateAll(config.MONGODB_URL)
log.info({ migrations }, 'the databases are up to date')
const bus = await openBus({ url: config.AMQP_URL, service: 'migrate', topology, log })
await bus.close()
log.info('exchanges and queues are declared')
