import { startService } from '@gongdan/service'
import { createCloudRateLimiter } from './adapters/cloudRateLimiter.ts'
import { credentialFrom } from './adapters/credentials.ts'
import { eventOf } from './adapters/imageEvents.ts'
import { createImageMetrics } from './adapters/imageMetrics.ts'
import { countByState, jobAggregate, jobsOf, outboxOf } from './adapters/jobDocument.ts'
import { wasRestored } from './adapters/restores.ts'
import { createCall } from './adapters/tencentCloud.ts'
import { createCloud, createQuickCloud } from './adapters/tencentImages.ts'
import { endpointOf, ImageConfig, limitsOf } from './config.ts'
import { subscriptions } from './subscriptions.ts'
import { startImageWorker } from './worker.ts'

await startService({
  name: 'image',
  config: ImageConfig,
  start: async ({ config, log, registry, store, peers, startRelay }) => {
    const relay = startRelay({ aggregate: jobAggregate, documents: outboxOf(store), eventOf })
    const metrics = createImageMetrics(registry, () => countByState(jobsOf(store)))
    const getCredential = credentialFrom(config)
    const rateLimiter = createCloudRateLimiter(store.db.collection('rate_buckets'))
    const callOptions = {
      endpoint: endpointOf(config),
      connectTo: config.CVM_CONNECT_TO,
      getCredential,
      answered: (action: string, outcome: string) => metrics.answers.inc({ action, outcome }),
    }
    const call = createCall(callOptions)
    const image = startImageWorker({
      store,
      cloud: createCloud(call, rateLimiter),
      rateLimiter,
      getCredential,
      committed: relay.send,
      alarm: (alarm, ticketUuid) => {
        metrics.alarms.inc({ alarm })
        log.error({ alarm, ticketUuid }, 'image alarm')
      },
      report: (orphan, region) => {
        metrics.orphans.inc({ kind: orphan.kind })
        log.warn({ ...orphan, region }, 'orphaned image')
      },
      limits: limitsOf(config),
      leaseMs: config.CVM_LEASE_MS,
      own: peers.own('image jobs'),
      log,
    })
    return {
      queues: subscriptions({
        peers,
        store: image.store,
        wasRestored: wasRestored(store),
        quickCloud: createQuickCloud(callOptions, rateLimiter),
      }),
      components: [{ name: 'worker', stop: image.worker.stop }],
    }
  },
})
