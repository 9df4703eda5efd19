import { batchEnvelope, envelope } from '@gongdan/contracts'
import { parseSealKeys, seal, sealedFor } from '@gongdan/service'
import { describe, expect, test } from '@jest/globals'
import { memoryIdempotencyStore } from '../../test/memoryStores.ts'
import { type Answer, toAnswer } from './batch.ts'
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

describe('who may write the database has none opened for themselves that is', () => {
  const stored = async (answer: Answer) => {
    const kept = memoryIdempotencyStore()
    await kept.claim('mine', claim())
    await kept.answer('mine', 'r', answer)
    return sealAnswers(kept, keys)
  }

  test("another key's answer", async () => {
    const kept = memoryIdempotencyStore()
    await kept.claim('theirs', claim())
    await sealAnswers(kept, keys).answer('theirs', 'r', shown)
    const { answer } = await kept.claim('theirs', claim())
    const store = await stored(answer as Answer)
    await expect(store.claim('mine', claim())).rejects.toThrow('what was sealed does not open')
    await expect(store.answer('mine', 'r', shown)).rejects.toThrow('what was sealed does not open')
  })

  test.each([
    ['the address of a webhook', seal(keys, sealedFor.webhookUrl('w'), 'https://robot.example/send?key=secret')],
    ['the secret of a webhook', seal(keys, sealedFor.webhookSecret('w'), 'whsec_')],
  ])('%s', async (_what, body) => {
    await expect((await stored({ ...shown, body })).claim('mine', claim())).rejects.toThrow('does not open')
  })

  test('not sealed at all', async () => {
    await expect((await stored(shown)).claim('mine', claim())).rejects.toThrow('sealed with a key that is not there')
  })
})
