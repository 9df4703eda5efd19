import { topology } from '@gongdan/contracts'
import type { Topology } from '@gongdan/messaging'

export const echoQueue = 'bench.echo'
/** Whoever consumes it stores before he answers. */
export const keepingQueue = 'bench.keeping'

/** Quorum queues such as commands go through, for the floors of messaging. */
export const echoTopology: Topology = {
  parking: 'parking',
  exchanges: [{ name: 'parking', type: 'fanout' }],
  queues: [
    { name: echoQueue, kind: 'work', bindings: {} },
    { name: keepingQueue, kind: 'work', bindings: {} },
  ],
  retryDelays: topology.retryDelays,
}
