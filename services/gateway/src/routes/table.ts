import { inspectBatch } from './batches.ts'
import { commentRoutes } from './comments.ts'
import { delegationRoutes } from './delegations.ts'
import { listenToEvents } from './events.ts'
import { fulfilmentRoutes } from './fulfilment.ts'
import { notificationRoutes } from './notifications.ts'
import { peopleRoutes } from './people.ts'
import { processRoutes } from './processes.ts'
import type { Route } from './route.ts'
import { imageRoutes, ticketRoutes } from './tickets.ts'
import { webhookRoutes } from './webhooks.ts'

/** Every address of the API (contract §3-§5). */
export const routes: readonly Route[] = [
  ...ticketRoutes,
  ...commentRoutes,
  ...processRoutes,
  ...imageRoutes,
  ...fulfilmentRoutes,
  ...peopleRoutes,
  ...delegationRoutes,
  listenToEvents,
  ...notificationRoutes,
  ...webhookRoutes,
  inspectBatch,
]
