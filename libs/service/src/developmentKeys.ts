import { serviceNames } from '@gongdan/contracts'
import { publicKeysOf } from '@gongdan/messaging'

const marker = 'gongdan development'
const rawKey = (service: string): string =>
  `development:${Buffer.from(`${marker} ${service}`.padEnd(32, '.')).toString('base64')}`

const publicKeys = serviceNames.map((service) => publicKeysOf(service, rawKey(service)))

/** A service's keys on a developer's machine and in tests. Everybody can make them, so production refuses them. */
export const developmentKeys = (service: string): { readonly SERVICE_KEY: string; readonly PEER_KEYS: string } => ({
  SERVICE_KEY: rawKey(service),
  PEER_KEYS: publicKeys.join(','),
})

/** Whether one of the keys, private or public, is a development key. */
export const holdsDevelopmentKey = (text: string): boolean =>
  text.split(',').some((entry) => {
    const base64 = entry.slice(entry.lastIndexOf(':') + 1)
    return Buffer.from(base64, 'base64').includes(marker) || publicKeys.some((known) => known.endsWith(`:${base64}`))
  })
