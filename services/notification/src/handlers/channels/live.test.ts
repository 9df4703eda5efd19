import { randomUUID } from 'node:crypto'
import { LiveChanges, LiveEntries, liveChangesType, TicketNotice } from '@gongdan/contracts'
import { type Publisher, PublishFault } from '@gongdan/messaging'
import { createLog } from '@gongdan/service'
import { describe, expect, test } from '@jest/globals'
import { createLiveAnnouncer } from '../../adapters/liveAnnouncer.ts'
import type { Recipient } from '../../domain/recipients.ts'
import { ticketEvent } from '../../domain/ticketEvent.fixture.ts'
import { createMemoryFeedStore, createMemorySettingsStore } from '../../memoryStores.fixture.ts'
import { liveChannel } from './live.ts'

const unproved = { signTo: <M>(message: M) => message }

const open = async (publish?: Publisher['publish']) => {
  const feeds = createMemoryFeedStore()
  await feeds.read(['t1 li', 't1 wang'].map((user) => ({ user, after: null })))
  const settings = createMemorySettingsStore()
  const sent: LiveEntries[] = []
  const changed: LiveChanges[] = []
  const recordSent: Publisher['publish'] = async (to, { type, body }) => {
    expect(to).toEqual({ exchange: 'live', routingKey: '' })
    const content: unknown = JSON.parse(body.toString())
    if (type === liveChangesType) changed.push(LiveChanges.parse(content))
    else sent.push(LiveEntries.parse(content))
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
  return { notify, channel, settings, sent, changed, idsIn }
}
const newEvent = (fields: Parameters<typeof ticketEvent>[0] = {}) => ticketEvent({ id: randomUUID(), ...fields })

describe('the live channel', () => {
  test('appends a notice to every recipient’s feed, and announces it to the gateways', async () => {
    const { notify, sent, idsIn } = await open()
    const event = newEvent()
    await notify([
      { user: 't1 li', event, role: null },
      { user: 't1 wang', event, role: null },
    ])
    expect([await idsIn('t1 li'), await idsIn('t1 wang')]).toEqual([[event.id], [event.id]])
    expect(sent.map(({ told }) => told.map(({ user, entries }) => [user, entries.length]))).toEqual([
      [
        ['t1 li', 1],
        ['t1 wang', 1],
      ],
    ])
  })

  test('announces each change of a ticket for those in whose lists it is, whether they are notified of it or not', async () => {
    const { channel, changed, sent } = await open()
    const keys = ['a t1 zhang', 't t1']
    await channel.notify(
      [newEvent({ seq: 4, keys }), newEvent({ type: 'ticket.saved', actor: null, keys }), newEvent()],
      [],
    )
    expect(changed).toMatchObject([
      {
        changes: [
          { keys, change: { version: 4, ticket_state_code: 'pending', actor_name: 'ZHANG', owner_uuid: 'auditor' } },
          { keys, change: { version: 1, actor_name: '' } },
        ],
      },
    ])
    expect(sent).toEqual([])
  })

  test('notifies of an event once, however often it comes', async () => {
    const { notify, idsIn } = await open()
    const event = newEvent()
    for (let time = 0; time < 3; time += 1) await notify([{ user: 't1 li', event, role: null }])
    expect(await idsIn('t1 li')).toEqual([event.id])
  })

  test('keeps nothing for a user who has never listened', async () => {
    const { notify, sent, idsIn } = await open()
    await notify([{ user: 't1 zhao', event: newEvent(), role: null }])
    expect(sent).toEqual([])
    expect(await idsIn('t1 zhao')).toEqual([])
  })

  test('leaves out what a user has not chosen for it', async () => {
    const { notify, settings, idsIn } = await open()
    const nothing = { commandId: randomUUID(), language: null, mailAddress: null, mail: null }
    await settings.change({ user: 't1 li', live: ['ticket.passed'], ...nothing })
    const wanted = newEvent({ type: 'ticket.passed' })
    await notify([newEvent(), wanted].map((event) => ({ user: 't1 li', event, role: null })))
    expect(await idsIn('t1 li')).toEqual([wanted.id])
  })

  test.each(['unroutable', 'unavailable', 'unknown', 'too-large'] as const)(
    'does without gateways that are %s',
    async (code) => {
      const { notify, idsIn } = await open(async () => {
        throw new PublishFault(code, code)
      })
      const event = newEvent()
      await notify([{ user: 't1 li', event, role: null }])
      expect(await idsIn('t1 li')).toEqual([event.id])
    },
  )
})
