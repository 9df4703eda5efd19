export {
  type Bus,
  type BusConsumer as Consumer,
  type BusPublisher as Publisher,
  openBus,
} from './bus.ts'
export type { ConsumeOptions } from './consumer.ts'
export {
  codeOf,
  isBusUnavailable,
  PublishFault,
  type PublishFaultCode,
  RequestFault,
  type RequestFaultCode,
} from './faults.ts'
export {
  done,
  type Handler,
  type Handlers,
  type MessageSchemas,
  type Outcome,
  type OutMessage,
  type Received,
  reject,
  retry,
} from './message.ts'
export { openParking, type ParkedDelivery, type ParkedMessage, type Parking } from './parking.ts'
export { retryHeaders } from './retry.ts'
export { type PrincipalKeys, parsePrincipalKeys, signatureHeader, signBody, verifyBody } from './signature.ts'
export {
  consumedQueues,
  declarationsOf,
  parkingQueues,
  type Queue,
  quarantineOf,
  type Topology,
} from './topology.ts'
