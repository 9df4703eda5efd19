export { bundleOf, messagesIn } from './bundle.ts'
export {
  type Bus,
  type BusConsumer as Consumer,
  type BusPublisher as Publisher,
  openBus,
} from './bus.ts'
export type { ConsumeOptions } from './consumer.ts'
export type { Verdict } from './decode.ts'
export type { ReceivedDirectly } from './exclusiveQueue.ts'
export {
  codeOf,
  isBusUnavailable,
  PublishFault,
  type PublishFaultCode,
  RequestFault,
  type RequestFaultCode,
} from './faults.ts'
export {
  createKeyring,
  type KeyringOptions,
  macHeader,
  type OwnMac,
  publicKeysOf,
  type Verification,
} from './keyring.ts'
export {
  type Authenticated,
  type Bundled,
  done,
  doneAfter,
  type Handler,
  type Handlers,
  later,
  type MessageSchemas,
  type Outcome,
  type OutMessage,
  proved,
  type Received,
  type Receiver,
  reject,
  retry,
} from './message.ts'
export { openParking, type ParkedDelivery, type ParkedMessage, type Parking } from './parking.ts'
export { retryHeaders } from './retry.ts'
export type { RequestProof } from './rpcClient.ts'
export {
  backExchange,
  consumedQueues,
  declarationsOf,
  parkingQueues,
  type Queue,
  quarantineOf,
  repliesExchange,
  retryExchange,
  type Topology,
} from './topology.ts'
