import { type OutMessage, PublishFault, type PublishFaultCode } from '@gongdan/messaging'
import { expect, test } from '@jest/globals'
import { v5 as uuidv5 } from 'uuid'
import { ann } from '../../test/startGateway.ts'
import type { Batch, BatchStore } from './batch.ts'
import { createPersistBatch } from './persistBatch.ts'

const uuid = (name: string) => uuidv5(name, uuidv5.URL)
const batch = {
  batchUuid: uuid('batch'),
  caller: 'acme ann',
  correlationId: 'c',
  type: 'ticket.pass',
  principal: ann,
  items: [],
  acceptedAt: 1,
} as unknown as Batch
const outcome = { commandId: uuid('command'), scode: 0 as const, desc: '' as const, uuid: '', name: '' }

/** Hands a batch with an outcome over while the database is away; gives how many outcomes each message had that was tried. */
const handOver = async (refuse: (outcomes: number) => PublishFaultCode | undefined) => {
  const tried: number[] = []
  const publish = async (_to: unknown, { body }: OutMessage) => {
    const { outcomes } = JSON.parse(body.toString())
    tried.push(outcomes.length)
    const code = refuse(outcomes.length)
    if (code !== undefined) throw new PublishFault(code, code)
  }
  const store = { save: () => Promise.reject(new Error('no primary')) } as unknown as BatchStore
  const persist = createPersistBatch(
    { publish },
    store,
    (_queue, type, body) => ({ id: 'm', type, body: Buffer.from(JSON.stringify(body)) }),
    async (_isLarge, work) => work(),
  )
  return { isDurable: await persist(batch, new Map([[outcome.commandId, outcome]])), tried }
}

test('a batch that is too large with its outcomes is handed over without them', async () => {
  expect(await handOver((outcomes) => (outcomes > 0 ? 'too-large' : undefined))).toEqual({
    isDurable: true,
    tried: [1, 0],
  })
})

test('a batch that the broker does not take is not durable', async () => {
  expect(await handOver(() => 'nacked')).toEqual({ isDurable: false, tried: [1] })
})
