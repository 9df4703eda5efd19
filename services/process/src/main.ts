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
  start: async ({ log, store, bus, peers, startRelay }) => {
    const relay = startRelay({ aggregate: processAggregate, documents: processesOf(store), eventOf })
    return {
      queues: subscriptions({
        processes: createMongoProcessStore(store, relay.send),
        names: createMongoNameStore(store),
        findInUse: createFindInUse({ bus, peers, log }),
        peers,
      }),
    }
  },
})
