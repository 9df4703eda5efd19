import { serviceNames } from '@gongdan/contracts'
import { MongoClient } from 'mongodb'
import type { ServiceKeys } from '../../deploy/local/serviceKeys.ts'
import { callInBroker, makeVirtualHost } from '../support/virtualHost.ts'

/** An Ed25519 key as PKCS#8: these bytes, then the key's own 32. */
const ed25519Head = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * Secrets that are found wherever they get to, for nothing else looks like them. The passwords have to be escaped in a URL,
 * so that they would be told in two spellings.
 */
export const canaries = {
  amqp: 'canary-amqp/5f3a@9c',
  mongodb: 'canary-mongodb/7b1e@2d',
  smtp: 'canary-smtp/3d9c@4e',
  service: 'canary-service-key-of-32-bytes-8',
  seal: 'canary-seal-key-of-32-bytes-or-more',
  history: Buffer.concat([ed25519Head, Buffer.from('canary-history-key-of-32-bytes-8')]).toString('base64'),
  robot: 'canary-robot-key-6e5d',
  webhook: 'canary-webhook-secret-1c7b',
  wrong: 'canary-wrong/0f8e@1a',
} as const

const spellings = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret)
  // Without its end, which depends on what follows.
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('base64').slice(0, -4),
    bytes.toString('base64url').slice(0, -4),
  ]
}

/** The names of the canaries that a text gives away, in whichever spelling; `more` are secrets under names of their own. */
export const givenAway = (text: string, more: Readonly<Record<string, string>> = {}): readonly string[] =>
  Object.entries({ ...canaries, ...more })
    .filter(([, secret]) => spellings(secret).some((spelling) => text.includes(spelling)))
    .map(([name]) => name)

const base64 = (secret: string) => Buffer.from(secret).toString('base64')
export const serviceKeys = Object.fromEntries(
  serviceNames.map((name) => [name, `canary:${base64(canaries.service)}`]),
) as unknown as ServiceKeys
export const historyKey = `canary:0:${canaries.history}`
export const sealKeys = `canary:${base64(canaries.seal)}`

/** A broker user with a canary for a password, at a virtual host of its own. */
export const brokerWithCanary = async (name: string) => {
  const host = await makeVirtualHost(name)
  const [vhost, user] = [`<<"${name}">>`, `<<"${name}">>`]
  await callInBroker([
    `rabbit_auth_backend_internal:add_user(${user}, <<"${canaries.amqp}">>, <<"test">>)`,
    `rabbit_auth_backend_internal:set_permissions(${user}, ${vhost}, ${'<<".*">>, '.repeat(3)}<<"test">>)`,
    `rabbit_trace:start(${vhost})`,
  ])
  return {
    direct: host.url,
    urlAt: (port: number, password: string = canaries.amqp) =>
      `amqp://${name}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`,
    remove: async () => {
      await callInBroker([
        `rabbit_trace:stop(${vhost})`,
        `rabbit_auth_backend_internal:delete_user(${user}, <<"test">>)`,
      ])
      await host.remove()
    },
  }
}

/** A user with a canary for a password, who may write to any database. The server need not ask for one: it checks what is given. */
export const databaseWithCanary = async (name: string) => {
  const client = await MongoClient.connect(process.env.MONGODB_URL ?? '')
  const roles = ['readWriteAnyDatabase', 'dbAdminAnyDatabase']
  await client.db('admin').command({ createUser: name, pwd: canaries.mongodb, roles })
  return {
    urlAt: (port: number, password: string = canaries.mongodb) =>
      `mongodb://${name}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}?authSource=admin&directConnection=true`,
    remove: async () => {
      await client.db('admin').command({ dropUser: name })
      await client.close()
    },
  }
}
