import { type SealKeys, seal, unseal, webhookSecret } from '@gongdan/service'
import type { IdempotencyStore } from '../adapters/idempotencyStore.ts'
import type { Answer } from '../http/answer.ts'
import type { Sealer } from '../route.ts'

/** Makes secrets, and makes them unreadable, with the keys that the gateways share with the notification service. */
export const createSealer = (keys: SealKeys): Sealer => ({
  seal: (text) => seal(keys, text),
  secretOf: (commandId) => webhookSecret(keys, commandId),
})

/** An answer of an older gateway is not sealed: it is JSON. */
const isPlain = ({ body }: Answer): boolean => body.startsWith('{')

/**
 * The same store, with answers that only gateways can read: one that shows a secret is kept for 7 days, to be given again to
 * who repeats the request.
 */
export const sealAnswers = (store: IdempotencyStore, keys: SealKeys): IdempotencyStore => {
  const sealed = (answer: Answer): Answer => ({ ...answer, body: seal(keys, answer.body) })
  const opened = (answer: Answer): Answer => (isPlain(answer) ? answer : { ...answer, body: unseal(keys, answer.body) })
  return {
    ...store,
    claim: async (key, wanted) => {
      const { answer, ...claim } = await store.claim(key, wanted)
      return answer === undefined ? claim : { ...claim, answer: opened(answer) }
    },
    answer: async (key, recordId, answer) => opened(await store.answer(key, recordId, sealed(answer))),
  }
}
