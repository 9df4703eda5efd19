import { topology } from '@gongdan/contracts'
import type { Topology } from '@gongdan/messaging'

export const echoQueue = 'bench.echo'
/** Its consumer stores before it answers. */
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
