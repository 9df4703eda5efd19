export { answerCommands, answerQueries } from './answer.ts'
export type { Component } from './component.ts'
export { serviceComponents } from './components.ts'
export {
  baseConfig,
  developmentHistoryKey,
  developmentPrincipalKeys,
  historyKey,
  principalKeys,
  readConfig,
  sealKeys,
} from './config.ts'
export { runService } from './lifecycle.ts'
export { createLog, type Logger } from './log.ts'
export { eventQueue, signedQueue } from './queue.ts'
export { requestSigned } from './requestSigned.ts'
export { parseSealKeys, type SealKeys, seal, unseal, webhookSecret } from './seal.ts'
export { startService } from './startService.ts'
