import { randomUUID } from 'node:crypto'
import { LiveEntries, TicketNotice } from '@gongdan/contracts'
import { type Publisher, PublishFault } from '@gongdan/messaging'
import { createLog } from '@gongdan/service'
import { describe, expect, test } from '@jest/globals'
import { createLiveAnnouncer } from '../../adapters/liveAnnouncer.ts'
import type { Recipient } from '../../domain/recipients.ts'
import { ticketEvent } from '../../domain/ticketEvent.fixture.ts'
import { createMemoryFeedStore, createMemorySettingsStore } from '../../memoryStores.fixture.ts'
import { liveChannel } from './live.ts'

const unproved = { signTo: <M>(message: M) => message }

const open = (publish?: Publisher['publish']) => {
  const feeds = createMemoryFeedStore()
  const settings = createMemorySettingsStore()
  const sent: LiveEntries[] = []
  const recordSent: Publisher['publish'] = async (to, { body }) => {
    expect(to).toEqual({ exchange: 'live', routingKey: '' })
    sent.push(LiveEntries.parse(JSON.parse(body.toString())))
  }
  const announce = createLiveAnnouncer(
    { publish: publish ?? recordSent },
    unproved,
    createLog('notification', 'silent'),
  )
  const channel = liveChannel({ feeds, settings, announce, countNotices: () => {} })
  const notify = (recipients: readonly Recipient[]) =>
    channel.notify(
      recipients.map(({ event }) => event),
      recipients,
    )
  const idsIn = async (user: string) => {
    const [page] = await feeds.read([{ user, after: 0 }])
    return page?.entries.map(({ notice }) => TicketNotice.parse(JSON.parse(notice)).event_id)
  }
  return { notify, settings, sent, idsIn }
}
const newEvent = (fields: Parameters<typeof ticketEvent>[0] = {}) => ticketEvent({ id: randomUUID(), ...fields })

describe('the live channel', () => {
  test('appends a notice to every recipient’s feed, and announces it to the gateways', async () => {
    const { notify, sent, idsIn } = open()
    const event = newEvent()
    await notify([
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

  test('notifies of an event once, however often it comes', async () => {
    const { notify, idsIn } = open()
    const event = newEvent()
    for (let time = 0; time < 3; time += 1) await notify([{ user: 't1 li', event }])
    expect(await idsIn('t1 li')).toEqual([event.id])
  })

  test('leaves out what a user has not chosen for it', async () => {
    const { notify, settings, idsIn } = open()
    const nothing = { commandId: randomUUID(), language: null, mailAddress: null, mail: null }
    await settings.change({ user: 't1 li', live: ['ticket.passed'], ...nothing })
    const wanted = newEvent({ type: 'ticket.passed' })
    await notify([newEvent(), wanted].map((event) => ({ user: 't1 li', event })))
    expect(await idsIn('t1 li')).toEqual([wanted.id])
  })

  test.each(['unroutable', 'unavailable', 'unknown'] as const)('does without gateways that are %s', async (code) => {
    const { notify, idsIn } = open(async () => {
      throw new PublishFault(code, code)
    })
    const event = newEvent()
    await notify([{ user: 't1 li', event }])
    expect(await idsIn('t1 li')).toEqual([event.id])
  })
})
