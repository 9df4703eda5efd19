import { randomBytes } from 'node:crypto'
import { type ServiceName, serviceNames } from '@gongdan/contracts'
import { publicKeysOf } from '@gongdan/messaging'

/** The `SERVICE_KEY` of each service. */
export type ServiceKeys = Readonly<Record<ServiceName, string>>

/** A fresh key for each service under this id. */
export const makeServiceKeys = (id: string): ServiceKeys =>
  Object.fromEntries(
    serviceNames.map((name) => [name, `${id}:${randomBytes(32).toString('base64')}`]),
  ) as unknown as ServiceKeys

/** What proves a service to the others: its own key, and the public ones of all. */
export const keyEnvironment = (keys: ServiceKeys, service: ServiceName) => ({
  SERVICE_KEY: keys[service],
  PEER_KEYS: serviceNames.map((name) => publicKeysOf(name, keys[name])).join(','),
})
