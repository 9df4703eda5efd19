export { type Bus, type BusOptions, openBus } from './bus.ts'
export type { ConsumeOptions, Consumer } from './consumer.ts'
export type { ExclusiveQueue } from './exclusiveQueue.ts'
export {
  codeOf,
  isBusUnavailable,
  PublishFault,
  type PublishFaultCode,
  RequestFault,
  type RequestFaultCode,
  TopologyFault,
} from './faults.ts'
export { type OutMessage, type Received, type Subscription, subscription } from './message.ts'
export { done, type Outcome, reject, retry } from './outcome.ts'
export { openParking, type ParkedDelivery, type ParkedMessage, type Parking } from './parking.ts'
export type { Destination, Publisher } from './publisher.ts'
export { retryHeaders } from './retry.ts'
export { type PrincipalKeys, parsePrincipalKeys, signatureHeader, signBody, verifyBody } from './signature.ts'
export { type Topology, topology, workQueues } from './topology.ts'
