import { baseConfig, sealKeys } from '@gongdan/service'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'

const networks = (text: string): readonly string[] => text.split(',').filter((network) => network !== '')

/** What the notification service reads from the environment. */
export const NotificationConfig = z.object({
  ...baseConfig,
  ...sealKeys,
  /** Networks (`10.1.0.0/16,::1/128`) that webhooks may reach although they are not public; there plain http is fine, too. */
  NOTIFY_ALLOW: z
    .string()
    .default('')
    .refine(
      (text) => networks(text).every((network) => ipaddr.isValidCIDR(network)),
      'Expected networks: 10.1.0.0/16,…',
    )
    .transform(networks),
  /** Scales every wait between two attempts: 1 is the schedule that receivers are promised. */
  NOTIFY_RETRY_SCALE: z.coerce.number().positive().max(10).default(1),
  /** How long a process that died keeps others from its receiver. An attempt takes 15 s at most, and begins in the first third. */
  NOTIFY_LEASE_MS: z.coerce.number().int().min(1_000).default(60_000),
  /** `smtp(s)://user:password@host:port`; empty: no mail is sent. */
  SMTP_URL: z.union([z.literal(''), z.url({ protocol: /^smtps?$/ })]).default(''),
  MAIL_FROM: z.string().min(3).default('gongdan <gongdan@localhost>'),
  /** The URL under which a person reads a ticket. */
  TICKET_LINK: z
    .string()
    .includes('{ticket_uuid}')
    .default('http://127.0.0.1:9990/v1/ticket/inspect?ticket_uuid={ticket_uuid}'),
})
