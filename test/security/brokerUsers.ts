import { randomUUID } from 'node:crypto'
import { type BrokerRights, brokerRights } from '../../deploy/jobs/rights.ts'
import { callInBroker } from '../support/virtualHost.ts'

/** The users of deploy/jobs at a virtual host of a test, with the very rights that they have in production. */
export interface BrokerUsers {
  /** The URL with which that user connects. */
  urlOf(user: string): string
  remove(): Promise<void>
}

const erlang = (...values: readonly string[]) => values.map((value) => `<<${JSON.stringify(value)}>>`).join(', ')

const evaluateAll = (calls: readonly string[]) =>
  callInBroker(calls.map((call) => `rabbit_auth_backend_internal:${call}`))

export const makeBrokerUsers = async (vhost: string, url: string): Promise<BrokerUsers> => {
  const password = randomUUID()
  const nameOf = (user: string) => `${vhost}-${user}`
  const rights: BrokerRights = brokerRights(vhost, nameOf)
  const names = rights.permissions.map(({ user }) => user)
  await evaluateAll([
    ...names.map((user) => `add_user(${erlang(user, password, 'test')})`),
    ...rights.permissions.map(
      ({ user, configure, write, read }) => `set_permissions(${erlang(user, vhost, configure, write, read, 'test')})`,
    ),
    ...rights.topic_permissions.map(
      ({ user, exchange, write, read }) =>
        `set_topic_permissions(${erlang(user, vhost, exchange, write, read, 'test')})`,
    ),
  ])
  return {
    urlOf: (user) => {
      const own = new URL(url)
      own.username = nameOf(user)
      own.password = password
      return own.href
    },
    remove: () => evaluateAll(names.map((user) => `delete_user(${erlang(user, 'test')})`)),
  }
}
