import { describe, expect, test } from '@jest/globals'
import { decideAll, memoryBus, silence } from '../../test/memoryBus.ts'
import { ann, peers, silent, uuid } from '../../test/startGateway.ts'
import type { Batch } from './batch.ts'
import { createStitcher } from './stitcher.ts'

const passOf = (count: number): Batch => ({
  batchUuid: uuid(),
  correlationId: uuid(),
  caller: 'ann',
  type: 'ticket.pass',
  principal: ann,
  shared: { config: null },
  items: Array.from({ length: count }, () => ({ commandId: uuid(), ticketUuid: uuid() })),
  order: Array.from({ length: count }, (_, index) => index),
  single: false,
  acceptedAt: 1,
})
const stitch = () => {
  const { bus, ...world } = memoryBus()
  return { stitcher: createStitcher(bus, peers, silent), ...world }
}
const turn = () => new Promise(setImmediate)

describe('the stitcher', () => {
  test('asks again for what is unanswered, with the same command ids, as soon as it has a new reply queue', async () => {
    const { stitcher, services, received, connection } = stitch()
    const batch = passOf(3)
    services((command) => decideAll(0)(command).slice(0, 1))
    const pending = stitcher.start(batch)
    await turn()
    services(decideAll(0))
    connection('replies-2')
    expect(await pending.completed(1_000)).toBe(true)
    expect(received.map(({ items, message }) => [message.replyTo, items])).toEqual([
      ['replies', batch.items],
      ['replies-2', batch.items.slice(1)],
    ])
  })

  test('sends the next message when one was answered in part: its rest waits for a retry, not in the queue', async () => {
    const { stitcher, services, received } = stitch()
    services((command) => decideAll(0)(command).slice(0, 99))
    stitcher.start(passOf(600))
    await turn()
    expect(received.map(({ items }) => items.length)).toEqual([100, 100, 100, 100, 100, 100])
  })

  test('sends no fifth message of a batch while four are unanswered', async () => {
    const { stitcher, services, received } = stitch()
    services(silence)
    stitcher.start(passOf(600))
    await turn()
    expect(received).toHaveLength(4)
  })

  test('sends again what the broker did not take', async () => {
    const { stitcher, publishFails } = stitch()
    publishFails('nacked')
    const pending = stitcher.start(passOf(1))
    await turn()
    expect(pending.isUnsent()).toBe(true)
    publishFails(undefined)
    expect(await pending.completed(2_000)).toBe(true)
    expect(pending.isUnsent()).toBe(false)
  })

  test('never takes back that the broker may have it', async () => {
    const { stitcher, publishFails, connection } = stitch()
    publishFails('unknown')
    const pending = stitcher.start(passOf(1))
    await turn()
    publishFails('unavailable')
    connection('replies-2')
    await turn()
    expect(pending.isUnsent()).toBe(false)
    pending.close()
  })

  test('drops replies that are invalid, not asked for, or late', async () => {
    const { stitcher, services, received, reply } = stitch()
    services(silence)
    const pending = stitcher.start(passOf(1))
    await turn()
    const { message } = received[0]!
    reply(message, [{ commandId: uuid(), scode: 0, desc: '', uuid: uuid(), name: '' }])
    reply({ ...message, correlationId: uuid() }, decideAll(0)(received[0]!))
    // The process service cannot answer for the ticket service, nor can anybody for another reply queue.
    reply(message, decideAll(0)(received[0]!), 'process')
    reply({ ...message, id: 'm', replyTo: 'another' }, decideAll(0)(received[0]!), 'image')
    expect(pending.outcomes().size).toBe(0)
    pending.close()
    reply(message, decideAll(0)(received[0]!))
    expect([pending.outcomes().size, stitcher.size()]).toEqual([0, 0])
  })
})
