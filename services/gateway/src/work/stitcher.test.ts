import { describe, expect, test } from '@jest/globals'
import { ann, sign, silent, uuid } from '../app.fixture.ts'
import { decideAll, memoryBus, silence } from '../memoryBus.fixture.ts'
import { createStitcher } from './stitcher.ts'
import type { Work } from './work.ts'

const passOf = (count: number): Work => ({
  batchUuid: uuid(),
  correlationId: uuid(),
  caller: 'ann',
  type: 'ticket.pass',
  principal: ann,
  shared: { config: null },
  items: Array.from({ length: count }, () => ({ commandId: uuid(), ticketUuid: uuid() })),
  order: Array.from({ length: count }, (_, index) => index),
  single: false,
})
const stitch = () => {
  const { bus, ...world } = memoryBus()
  return { stitcher: createStitcher(bus, sign, silent), ...world }
}
const turn = () => new Promise(setImmediate)

describe('the stitcher', () => {
  test('asks again for what is unanswered, with the same command ids, as soon as it has a new reply queue', async () => {
    const { stitcher, services, heard, connection } = stitch()
    const work = passOf(3)
    services((command) => decideAll(0)(command).slice(0, 1))
    const stitching = stitcher.start(work)
    await turn()
    services(decideAll(0))
    connection('replies-2')
    expect(await stitching.settled(1_000)).toBe(true)
    expect(heard.map(({ items, message }) => [message.replyTo, items])).toEqual([
      ['replies', work.items],
      ['replies-2', work.items.slice(1)],
    ])
  })

  test('sends the next message when one was answered in part: its rest waits on the ladder, not in the queue', async () => {
    const { stitcher, services, heard } = stitch()
    services((command) => decideAll(0)(command).slice(0, 99))
    stitcher.start(passOf(600))
    await turn()
    expect(heard.map(({ items }) => items.length)).toEqual([100, 100, 100, 100, 100, 100])
  })

  test('sends no fifth message of a batch while four are unanswered', async () => {
    const { stitcher, services, heard } = stitch()
    services(silence)
    stitcher.start(passOf(600))
    await turn()
    expect(heard).toHaveLength(4)
  })

  test('sends again what the broker did not take', async () => {
    const { stitcher, publishFails } = stitch()
    publishFails('nacked')
    const stitching = stitcher.start(passOf(1))
    await turn()
    expect(stitching.isUntouched()).toBe(true)
    publishFails(undefined)
    expect(await stitching.settled(2_000)).toBe(true)
    expect(stitching.isUntouched()).toBe(false)
  })

  test('never takes back that the broker may have it', async () => {
    const { stitcher, publishFails, connection } = stitch()
    publishFails('unknown')
    const stitching = stitcher.start(passOf(1))
    await turn()
    publishFails('unavailable')
    connection('replies-2')
    await turn()
    expect(stitching.isUntouched()).toBe(false)
    stitching.close()
  })

  test('does not listen to replies that are none, are not asked for, or come too late', async () => {
    const { stitcher, services, heard, reply } = stitch()
    services(silence)
    const stitching = stitcher.start(passOf(1))
    await turn()
    const { message } = heard[0]!
    reply(message, [{ commandId: uuid(), scode: 0, desc: '', uuid: uuid(), name: '' }])
    reply({ correlationId: uuid() }, decideAll(0)(heard[0]!))
    expect(stitching.outcomes().size).toBe(0)
    stitching.close()
    reply(message, decideAll(0)(heard[0]!))
    expect([stitching.outcomes().size, stitcher.size()]).toEqual([0, 0])
  })
})
