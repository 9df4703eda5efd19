/** What deploy and test use of the notification service; nothing else of it is imported from outside. */
export { type DeliveryDocument, deliveriesOf, deliveryId } from './adapters/deliveryDocument.ts'
export { createMongoFeedStore } from './adapters/mongoFeedStore.ts'
export { createMongoSettingsStore } from './adapters/mongoSettingsStore.ts'
export { createRobotTokens } from './adapters/robotTokens.ts'
export { NotificationConfig } from './config.ts'
