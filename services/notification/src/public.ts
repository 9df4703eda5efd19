/** What deploy and test use of the notification service; nothing else of it is imported from outside. */
export { createMongoDeliveryStore, type DeliveryDocument, deliveriesOf } from './adapters/mongoDeliveryStore.ts'
export { createMongoFeedStore } from './adapters/mongoFeedStore.ts'
export { createMongoHeads, headsOf } from './adapters/mongoHeads.ts'
export { createMongoReceiverQueue } from './adapters/mongoReceiverQueue.ts'
export { createMongoSettingsStore } from './adapters/mongoSettingsStore.ts'
export { createRobotRateLimiter } from './adapters/robotRateLimiter.ts'
export { NotificationConfig } from './config.ts'
export { deliveryId } from './handlers/channels/channel.ts'
