import { parsePrincipalKeys } from '@gongdan/messaging'
import { startService } from '@gongdan/service'
import { createFindInUse } from './adapters/findInUse.ts'
import { createMongoNameStore } from './adapters/mongoNameStore.ts'
import { createMongoProcessStore, processAggregate, processesOf } from './adapters/mongoProcessStore.ts'
import { eventOf } from './adapters/processEvents.ts'
import { ProcessConfig } from './config.ts'
import { subscriptions } from './subscriptions.ts'

await startService({
  name: 'process',
  config: ProcessConfig,
  start: async ({ config, log, store, bus, startRelay }) => {
    const keys = parsePrincipalKeys(config.PRINCIPAL_KEYS)
    const relay = startRelay({ aggregate: processAggregate, documents: processesOf(store), eventOf })
    return {
      queues: subscriptions({
        processes: createMongoProcessStore(store, relay.send),
        names: createMongoNameStore(store),
        findInUse: createFindInUse({ bus, keys, log }),
        keys,
      }),
    }
  },
})
