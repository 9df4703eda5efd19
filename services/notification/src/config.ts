import { baseConfig, sealKeys } from '@gongdan/service'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { portsOf } from './domain/address.ts'

const networks = (text: string): readonly string[] => text.split(',').filter((network) => network !== '')

/** An address without query, to which paths are appended; a slash at its end is dropped. */
const publicUrl = z
  .union([z.literal(''), z.url({ protocol: /^https?$/, error: 'Expected https://host/path' })])
  .refine((text) => !/[?#]/.test(text), 'Expected https://host/path, without ? and #')
  .default('')
  .transform((text) => text.replace(/\/+$/, ''))

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
  /** Ports (`8443,9000-9100`) that webhooks may reach beside 443, and 80 by plain http where that is allowed. */
  NOTIFY_PORTS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((one) => one !== ''))
    .refine((all) => all.every((one) => portsOf(one) !== null), 'Expected ports: 8443,9000-9100,…')
    .transform((all) =>
      all.flatMap((one) => {
        const ports = portsOf(one)
        return ports === null ? [] : [ports]
      }),
    ),
  /** Scales every wait between two attempts: 1 is the schedule that receivers are promised. */
  NOTIFY_RETRY_SCALE: z.coerce.number().positive().max(10).default(1),
  /** How long a process that died keeps others from its receiver. An attempt takes 20 s at most, and begins in the first third. */
  NOTIFY_LEASE_MS: z.coerce.number().int().min(1_000).default(60_000),
  /** `smtp(s)://user:password@host:port`; empty: no mail is sent. */
  SMTP_URL: z.union([z.literal(''), z.url({ protocol: /^smtps?$/ })]).default(''),
  MAIL_FROM: z.string().min(3).default('gongdan <gongdan@localhost>'),
  /** The page that takes the token with which a mail address is confirmed, with `{token}` in it; empty: there is none. */
  MAIL_CONFIRM_LINK: z.union([z.literal(''), z.string().includes('{token}')]).default(''),
  /** Where people reach the console, from which links to tickets follow; empty: notices have no links. */
  PUBLIC_URL: publicUrl,
})
