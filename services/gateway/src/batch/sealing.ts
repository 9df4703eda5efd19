import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import { type SealKeys, seal, sealedFor, unseal, unsealKept, webhookSecret } from '@gongdan/service'
import type { Answer } from './batch.ts'
import type { IdempotencyStore } from './idempotency.ts'

/** Hides what a request says and no broker or database may show: addresses and secrets of webhooks. */
export interface Sealer {
  /** Makes the address of a webhook unreadable to all but the service that needs it. */
  sealUrl(webhookUuid: string, url: string): string
  sealSecret(webhookUuid: string, secret: string): string
  /** The secret of a webhook that the caller's command with this id makes. */
  secretOf(commandId: string): string
}

/** Reads the sealed secret of a webhook. */
export type OpenSecret = (webhookUuid: string, sealed: string) => string

/**
 * Makes and seals a caller's secrets with the keys that the gateways share with the notification service. Command ids follow from
 * what the database keeps: another caller who is given them there makes another secret.
 */
export const createSealer =
  (keys: SealKeys) =>
  (caller: string): Sealer => ({
    sealUrl: (webhookUuid, url) => seal(keys, sealedFor.webhookUrl(webhookUuid), url),
    sealSecret: (webhookUuid, secret) => seal(keys, sealedFor.webhookSecret(webhookUuid), secret),
    secretOf: (commandId) => webhookSecret(keys, `${commandId} ${caller}`),
  })

export const createOpenSecret =
  (keys: SealKeys): OpenSecret =>
  (webhookUuid, sealed) =>
    unsealKept(keys, sealedFor.webhookSecret(webhookUuid), sealed)

const deflated = 'deflate,'
const smallBytes = 1_024

/** A body as it is stored: a uuid that was listed 10,000 times has 10,000 equal results in it, of which one is kept. */
const pack = async (body: string): Promise<string> => {
  if (body.length <= smallBytes) return body
  return deflated + (await promisify<Buffer, Buffer>(deflate)(Buffer.from(body))).toString('base64')
}
const unpack = async (packed: string): Promise<string> => {
  if (!packed.startsWith(deflated)) return packed
  return (await promisify<Buffer, Buffer>(inflate)(Buffer.from(packed.slice(deflated.length), 'base64'))).toString()
}

/** The same store, with answers that only gateways can read: one that shows a secret is stored for 7 days. */
export const sealAnswers = (store: IdempotencyStore, keys: SealKeys): IdempotencyStore => {
  const sealed = async (key: string, answer: Answer): Promise<Answer> => ({
    ...answer,
    body: seal(keys, sealedFor.answer(key), await pack(answer.body)),
  })
  const opened = async (key: string, answer: Answer): Promise<Answer> => ({
    ...answer,
    body: await unpack(unseal(keys, sealedFor.answer(key), answer.body)),
  })
  return {
    ...store,
    claim: async (key, wanted) => {
      const { answer, ...record } = await store.claim(key, wanted)
      return answer === undefined ? record : { ...record, answer: await opened(key, answer) }
    },
    answer: async (key, recordId, answer) => {
      const own = await sealed(key, answer)
      const standing = await store.answer(key, recordId, own)
      return standing === own ? answer : opened(key, standing)
    },
  }
}
