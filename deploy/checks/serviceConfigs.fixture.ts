import type { ServiceName } from '@gongdan/contracts'
import type { z } from 'zod'
import { GatewayConfig } from '../../services/gateway/src/public.ts'
import { ImageConfig } from '../../services/image/src/public.ts'
import { NotificationConfig } from '../../services/notification/src/public.ts'
import { ProcessConfig } from '../../services/process/src/public.ts'
import { TicketConfig } from '../../services/ticket/src/public.ts'

/** The configuration schema of each service: its environment variables. */
export const serviceConfigs: Readonly<Record<ServiceName, z.ZodObject>> = {
  gateway: GatewayConfig,
  ticket: TicketConfig,
  process: ProcessConfig,
  image: ImageConfig,
  notification: NotificationConfig,
}
