import { batchEnvelope, envelope } from '@gongdan/contracts'
import { parseSealKeys } from '@gongdan/service'
import { expect, test } from '@jest/globals'
import { memoryIdempotencyStore } from '../../test/memoryStores.ts'
import { toAnswer } from './batch.ts'
import { sealAnswers } from './sealing.ts'

const keys = parseSealKeys(`one:${Buffer.alloc(32, 7).toString('base64')}`)
const claim = () => ({ recordId: 'r', bodyHash: 'h', leaseUntil: new Date(0) })
const shown = toAnswer(envelope(0, '', { secret: 'whsec_shown-once' }))

test('an answer is given again to the letter, but cannot be read where it is kept', async () => {
  const kept = memoryIdempotencyStore()
  const store = sealAnswers(kept, keys)
  await store.claim('key', claim())
  expect(await store.answer('key', 'r', shown)).toEqual(shown)
  expect((await store.claim('key', claim())).answer).toEqual(shown)
  expect(await store.answer('key', 'r', toAnswer(envelope(0, '', null)))).toEqual(shown)
  expect(JSON.stringify(await kept.claim('key', claim()))).not.toContain('whsec_')
})

test('an answer with one result 10,000 times is kept as one', async () => {
  const kept = memoryIdempotencyStore()
  const store = sealAnswers(kept, keys)
  const result = envelope(0, '', { ticket_uuid: 'fdf54510-55e2-44e9-ae85-fdd638af7732', ticket_name: 'reimbursement' })
  const answer = toAnswer(batchEnvelope(Array.from({ length: 10_000 }, () => result)))
  await store.claim('key', claim())
  await store.answer('key', 'r', answer)
  expect((await store.claim('key', claim())).answer).toEqual(answer)
  expect(answer.body.length).toBeGreaterThan(1_500_000)
  expect(JSON.stringify(await kept.claim('key', claim())).length).toBeLessThan(25_000)
})

test('an answer that was kept before answers were sealed is given as it is', async () => {
  const kept = memoryIdempotencyStore()
  await kept.claim('key', claim())
  await kept.answer('key', 'r', shown)
  expect((await sealAnswers(kept, keys).claim('key', claim())).answer).toEqual(shown)
})
