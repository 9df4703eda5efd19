import { randomUUID } from 'node:crypto'
import { LiveChanges, LiveEntries, liveChangesType, TicketNotice } from '@gongdan/contracts'
import { type Publisher, PublishFault } from '@gongdan/messaging'
import { createLog } from '@gongdan/service'
import { describe, expect, jest, test } from '@jest/globals'
import { createLiveAnnouncer } from '../../adapters/liveAnnouncer.ts'
import type { Recipient } from '../../domain/recipients.ts'
import { ticketEvent } from '../../domain/ticketEvent.fixture.ts'
import { createMemoryFeedStore, createMemorySettingsStore } from '../../memoryStores.fixture.ts'
import { liveChannel } from './live.ts'

const unproved = { signTo: <M>(message: M) => message }

const open = async (publish?: Publisher['publish'], listening: readonly string[] = ['t1 li', 't1 wang']) => {
  const feeds = createMemoryFeedStore()
  await feeds.read(listening.map((user) => ({ user, after: null })))
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
  return { notify, channel, feeds, settings, sent, changed, idsIn }
}
const newEvent = (fields: Parameters<typeof ticketEvent>[0] = {}) => ticketEvent({ id: randomUUID(), ...fields })

/** Each of the people hears of each of so many events, whose reason is as long as one may be: 8 kB a notice. */
const crowd = (people: number, events: number) => {
  const users = Array.from({ length: people }, (_, n) => `t1 user${n}`)
  const told = Array.from({ length: events }, () => newEvent({ ticketReason: '\u{1F600}'.repeat(2_000) }))
  return {
    users,
    ids: told.map(({ id }) => id),
    recipients: told.flatMap((event) => users.map((user): Recipient => ({ user, event, role: 't1 auditor' }))),
  }
}
const MIB = 1024 * 1024

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

  test('announces changes of tickets in messages of at most 1 MiB, in their order', async () => {
    const sizes: number[] = []
    const versions: number[] = []
    const { channel } = await open(async (_to, { body }) => {
      sizes.push(body.length)
      versions.push(...LiveChanges.parse(JSON.parse(body.toString())).changes.map(({ change }) => change.version))
    })
    const keys = Array.from({ length: 200 }, (_, n) => `o t1 ${n} ${'x'.repeat(100)}`)
    const seqs = Array.from({ length: 100 }, (_, n) => n + 1)
    await channel.notify(
      seqs.map((seq) => newEvent({ seq, keys })),
      [],
    )
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MIB)
    expect(versions).toEqual(seqs)
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

  test('appends and announces at most 1 MiB and 1,000 notices at once, however many hear of however much', async () => {
    const { users, ids, recipients } = crowd(40, 30)
    const sizes: number[] = []
    const { notify, feeds, idsIn } = await open(async (_to, { body }) => void sizes.push(body.length), users)
    const append = jest.spyOn(feeds, 'append')
    await notify(recipients)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MIB)
    // And not much less: what is told takes no more announcements than it must.
    expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(MIB / 2)
    for (const [notices] of append.mock.calls) {
      const bytes = notices.reduce((sum, { notice }) => sum + Buffer.byteLength(notice), 0)
      expect(bytes).toBeLessThanOrEqual(MIB)
    }
    for (const user of users) expect(await idsIn(user)).toEqual(ids)
  })

  test('appends at most 1,000 notices at once, of however few bytes', async () => {
    const users = Array.from({ length: 2_500 }, (_, n) => `t1 user${n}`)
    const { notify, feeds } = await open(async () => {}, users)
    const append = jest.spyOn(feeds, 'append')
    const event = newEvent()
    await notify(users.map((user) => ({ user, event, role: null })))
    const counts = append.mock.calls.map(([notices]) => notices.length)
    expect(Math.max(...counts)).toBeLessThanOrEqual(1_000)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2_500)
  })

  test('makes the text of an event once, however many hear of it', async () => {
    const { users, recipients } = crowd(40, 3)
    const { notify } = await open(async () => {}, users)
    const stringify = jest.spyOn(JSON, 'stringify')
    try {
      await notify(recipients)
      const made = stringify.mock.calls.filter(([value]) => value instanceof Object && 'event_id' in value)
      expect(made).toHaveLength(3)
    } finally {
      stringify.mockRestore()
    }
  })

  test('has one announcement of a batch on its way at a time', async () => {
    const { users, recipients } = crowd(40, 10)
    let [underWay, most, all] = [0, 0, 0]
    const { notify } = await open(async () => {
      underWay += 1
      all += 1
      most = Math.max(most, underWay)
      await new Promise(setImmediate)
      underWay -= 1
    }, users)
    await notify(recipients)
    expect(all).toBeGreaterThan(2)
    expect(most).toBe(1)
  })

  test('announces nothing more of a batch once gateways are not reached, and appends all of it', async () => {
    const { users, ids, recipients } = crowd(40, 10)
    let attempts = 0
    const { notify, idsIn } = await open(async () => {
      attempts += 1
      throw new PublishFault('unavailable', 'unavailable')
    }, users)
    await notify(recipients)
    expect(attempts).toBe(1)
    for (const user of users) expect(await idsIn(user)).toEqual(ids)
  })

  test('loses and doubles nothing when it broke off between two portions and the events come again', async () => {
    const { users, ids, recipients } = crowd(40, 10)
    const { notify, feeds, idsIn } = await open(async () => {}, users)
    const append = feeds.append
    let portions = 0
    const breaking = jest.spyOn(feeds, 'append').mockImplementation(async (notices) => {
      portions += 1
      if (portions === 3) throw new Error('the database is gone')
      return append(notices)
    })
    await expect(notify(recipients)).rejects.toThrow('the database is gone')
    breaking.mockRestore()
    await notify(recipients)
    for (const user of users) expect(await idsIn(user)).toEqual(ids)
  })
})
