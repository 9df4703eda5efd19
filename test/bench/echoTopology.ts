import { type Topology, workQueues } from '@gongdan/messaging'

export const echoQueue = 'bench.echo'

/** One quorum queue such as commands go through, for the floor of messaging. */
export const echoTopology: Topology = {
  parking: 'parking',
  exchanges: [{ name: 'parking', type: 'fanout' }],
  queues: workQueues(echoQueue, 'parking'),
}
