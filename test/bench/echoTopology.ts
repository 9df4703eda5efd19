import { topology } from '@gongdan/contracts'
import type { Topology } from '@gongdan/messaging'

/** Its consumer stores before it answers. */
export const keepingQueue = 'bench.keeping'
/** Its consumer stores, answers, and tells of it. */
export const tellingQueue = 'bench.telling'
/** What is told: a message for each that was stored. */
export const toldQueue = 'bench.told'

/** Quorum queues such as commands go through, for the bare path. */
export const echoTopology: Topology = {
  parking: 'parking',
  exchanges: [{ name: 'parking', type: 'fanout' }],
  queues: [keepingQueue, tellingQueue, toldQueue].map((name) => ({ name, kind: 'work', bindings: {} })),
  retryDelays: topology.retryDelays,
}
