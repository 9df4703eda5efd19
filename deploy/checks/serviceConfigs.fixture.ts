import type { z } from 'zod'
import { GatewayConfig } from '../../services/gateway/src/config.ts'
import { ImageConfig } from '../../services/image/src/config.ts'
import { NotificationConfig } from '../../services/notification/src/config.ts'
import { ProcessConfig } from '../../services/process/src/config.ts'
import { TicketConfig } from '../../services/ticket/src/public.ts'
import type { ServiceName } from '../local/services.ts'

/** What each service reads from the environment. */
export const serviceConfigs: Readonly<Record<ServiceName, z.ZodObject>> = {
  gateway: GatewayConfig,
  ticket: TicketConfig,
  process: ProcessConfig,
  image: ImageConfig,
  notification: NotificationConfig,
}
