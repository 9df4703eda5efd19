import { randomUUID } from 'node:crypto'
import { LiveEntries, TicketNotice } from '@gongdan/contracts'
import { type Publisher, PublishFault } from '@gongdan/messaging'
import { createLog } from '@gongdan/service'
import { describe, expect, test } from '@jest/globals'
import { ticketEvent } from '../domain/ticketEvent.fixture.ts'
import { createLiveChannel } from './liveChannel.ts'
import { createMemoryFeedStore } from './memoryFeedStore.ts'
import { createMemorySettingsStore } from './memorySettingsStore.ts'

const open = (publish?: Publisher['publish']) => {
  const feeds = createMemoryFeedStore()
  const settings = createMemorySettingsStore()
  const sent: LiveEntries[] = []
  const publisher: Publisher = {
    publish:
      publish ??
      (async (to, { body }) => {
        expect(to).toEqual({ exchange: 'live', routingKey: '' })
        sent.push(LiveEntries.parse(JSON.parse(body.toString())))
      }),
  }
  const channel = createLiveChannel({
    feeds,
    settings,
    publisher,
    told: () => {},
    log: createLog('notification', 'silent'),
  })
  const idsIn = async (user: string) => {
    const [page] = await feeds.read([{ user, after: 0 }])
    return page?.entries.map(({ notice }) => TicketNotice.parse(JSON.parse(notice)).event_id)
  }
  return { channel, settings, sent, idsIn }
}
const happened = (type: Parameters<typeof ticketEvent>[0] = {}) => ticketEvent({ id: randomUUID(), ...type })

describe('the live channel', () => {
  test('puts a notice into everybody’s feed, and tells the gateways', async () => {
    const { channel, sent, idsIn } = open()
    const event = happened()
    await channel.tell([
      { user: 't1 li', event },
      { user: 't1 wang', event },
    ])
    expect([await idsIn('t1 li'), await idsIn('t1 wang')]).toEqual([[event.id], [event.id]])
    expect(sent.map(({ told }) => told.map(({ user, entries }) => [user, entries.length]))).toEqual([
      [
        ['t1 li', 1],
        ['t1 wang', 1],
      ],
    ])
  })

  test('tells an event once, however often it comes', async () => {
    const { channel, idsIn } = open()
    const event = happened()
    for (let time = 0; time < 3; time += 1) await channel.tell([{ user: 't1 li', event }])
    expect(await idsIn('t1 li')).toEqual([event.id])
  })

  test('leaves out what somebody does not want to hear live', async () => {
    const { channel, settings, idsIn } = open()
    const nothing = { commandId: randomUUID(), language: null, mailAddress: null, mail: null }
    await settings.change({ user: 't1 li', live: ['ticket.passed'], ...nothing })
    const wanted = happened({ type: 'ticket.passed' })
    await channel.tell([happened(), wanted].map((event) => ({ user: 't1 li', event })))
    expect(await idsIn('t1 li')).toEqual([wanted.id])
  })

  test.each(['unroutable', 'unavailable', 'unknown'] as const)('does without gateways that are %s', async (code) => {
    const { channel, idsIn } = open(async () => {
      throw new PublishFault(code, code)
    })
    const event = happened()
    await channel.tell([{ user: 't1 li', event }])
    expect(await idsIn('t1 li')).toEqual([event.id])
  })
})
