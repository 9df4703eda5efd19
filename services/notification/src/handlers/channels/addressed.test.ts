import { type NotificationSettingsData, settingsFrom } from '@gongdan/contracts'
import { createSemaphore } from '@gongdan/scheduling'
import { expect, test } from '@jest/globals'
import type { Delivery, NewDelivery } from '../../domain/delivery.ts'
import type { DeliveryStore, ReceiverClaim } from '../../domain/ports.ts'
import { ticketEvent } from '../../domain/ticketEvent.fixture.ts'
import { addressedChannel } from './addressed.ts'
import { newDelivery, receiverOf } from './channel.ts'

const own: NotificationSettingsData = { ...settingsFrom({}), mail_address: 'li@example.com', mail_confirmed: true }

const claimOf = (user: string): ReceiverClaim => ({
  receiver: receiverOf('mail', user),
  lane: 'people',
  owner: user,
  scheduled: 1,
  at: new Date(),
  heldMs: () => 0,
})

/** A mail channel to people who have one delivery due each; `sent` and `recorded` by whom. */
const harness = (send: () => Promise<void>) => {
  const sent: string[] = []
  const recorded: string[] = []
  const added: (readonly NewDelivery[])[] = []
  const deliveryOf = (receiver: string): Delivery => ({
    ...newDelivery(ticketEvent(), 'mail', receiver, receiver, null),
    ...{ state: 'pending', createdAt: new Date(), dueAt: new Date(), attempts: 0, attemptsBefore: 0 },
    ...{ replayedBy: [], log: [], answer: '' },
  })
  const deliveries: Pick<DeliveryStore, 'due' | 'recordAttempt'> = {
    due: async (receiver) => [deliveryOf(receiver)],
    recordAttempt: async ({ receiver }) => void recorded.push(receiver),
  }
  const channel = addressedChannel(
    {
      deliveries: deliveries as DeliveryStore,
      queue: { add: async (deliveries) => void added.push(deliveries) },
      settings: { find: async (users) => new Map(users.map((user) => [user, own])) },
      roleMembers: { rolesOf: async () => new Set() },
      publicUrl: '',
      scale: 1,
      clock: Date.now,
      random: () => 0,
      countAttempt: () => {},
    },
    {
      name: 'mail',
      addressOf: ({ mail_address }) => mail_address,
      sender: {
        inTurn: createSemaphore(1),
        send: async (_address, id) => {
          sent.push(id)
          await send()
          return { status: 250, error: '' }
        },
      },
    },
  )
  return { channel, sent, recorded, added }
}

test('a message whose turn comes too late in its claim is left for the next one, and no attempt is counted', async () => {
  const slow = Promise.withResolvers<void>()
  const { channel, sent, recorded } = harness(() => slow.promise)
  let early = true
  const first = channel.deliver?.(claimOf('t1 li'), () => true)
  const second = channel.deliver?.(claimOf('t1 wang'), () => early)
  await new Promise(setImmediate)
  early = false
  slow.resolve()
  expect(await Promise.all([first, second])).toEqual([0, 0])
  expect(sent).toHaveLength(1)
  expect(recorded).toEqual(['mail t1 li'])
})

test('mails are queued at most 1 MiB at once, and those to one person in the order of the events', async () => {
  const { channel, added } = harness(async () => {})
  const ids = Array.from({ length: 30 }, (_, n) => `event ${n}`)
  const events = ids.map((id) => ticketEvent({ id, ticketReason: '\u{1F600}'.repeat(2_000) }))
  const users = Array.from({ length: 20 }, (_, n) => `t1 user${n}`)
  await channel.notify(
    events,
    events.flatMap((event) => users.map((user) => ({ user, event, role: null }))),
  )
  for (const deliveries of added) expect(Buffer.byteLength(JSON.stringify(deliveries))).toBeLessThan(1024 * 1024)
  const ofUser = Map.groupBy(added.flat(), ({ target }) => target)
  expect([...ofUser.keys()].toSorted()).toEqual(users.toSorted())
  for (const own of ofUser.values()) expect(own.map(({ notice }) => notice.event_id)).toEqual(ids)
})
