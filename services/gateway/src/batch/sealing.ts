import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import { type SealKeys, seal, unseal, webhookSecret } from '@gongdan/service'
import type { Answer } from './batch.ts'
import type { IdempotencyStore } from './idempotency.ts'

/** Hides what a request says and no broker or database may show: addresses and secrets of webhooks. */
export interface Sealer {
  /** Makes a text unreadable to all but the service that needs it. */
  seal(text: string): string
  /** The secret of a webhook that the command with this id makes. */
  secretOf(commandId: string): string
}

/** Makes and seals secrets with the keys that the gateways share with the notification service. */
export const createSealer = (keys: SealKeys): Sealer => ({
  seal: (text) => seal(keys, text),
  secretOf: (commandId) => webhookSecret(keys, commandId),
})

/** An answer of an older gateway is not sealed: it is JSON. */
const isPlain = ({ body }: Answer): boolean => body.startsWith('{')

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
  const sealed = async (answer: Answer): Promise<Answer> => ({ ...answer, body: seal(keys, await pack(answer.body)) })
  const opened = async (answer: Answer): Promise<Answer> =>
    isPlain(answer) ? answer : { ...answer, body: await unpack(unseal(keys, answer.body)) }
  return {
    ...store,
    claim: async (key, wanted) => {
      const { answer, ...record } = await store.claim(key, wanted)
      return answer === undefined ? record : { ...record, answer: await opened(answer) }
    },
    answer: async (key, recordId, answer) => {
      const own = await sealed(answer)
      const standing = await store.answer(key, recordId, own)
      return standing === own ? answer : opened(standing)
    },
  }
}
