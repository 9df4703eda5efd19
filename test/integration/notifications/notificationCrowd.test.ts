import { randomUUID } from 'node:crypto'
import { exchanges, FeedPages, liveEntriesType, type SeatOwner, TicketNotice } from '@gongdan/contracts'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { person } from '../../../services/notification/src/domain/ticketEvent.fixture.ts'
import { eventually } from '../../support/eventually.ts'
import { eventIn, type NotificationHarness, openNotificationHarness } from './notificationHarness.ts'

jest.setTimeout(180_000)

const MIB = 1024 * 1024
const [PEOPLE, EVENTS] = [60, 50]

let harness: NotificationHarness

beforeAll(async () => {
  harness = await openNotificationHarness()
}, 150_000)
afterAll(() => harness.close())

test('many who hear of many tickets hear of each once and in order, in small announcements, also when the process is killed meanwhile', async () => {
  const tenantUuid = `t-${randomUUID().slice(0, 8)}`
  const role: SeatOwner = { kind: 'role', tenantUuid, tenantName: '', roleUuid: 'crowd', roleName: '' }
  const principals = Array.from({ length: PEOPLE }, (_, n) => ({
    ...person(`user${n}`, tenantUuid),
    roles: [{ uuid: role.roleUuid, name: '' }],
  }))
  const users = principals.map(({ userUuid }) => `${tenantUuid} ${userUuid}`)

  /** Pages of the feeds behind these entries; nobody listens before they ask for the first time. */
  const read = async (feeds: readonly { readonly user: string; readonly after: number | null }[]) =>
    FeedPages.parse((await harness.ask('notification.feed', { feeds })).data).pages
  const lasts = async () => (await read(users.map((user) => ({ user, after: null })))).map(({ last }) => last)
  const idsOf = async (user: string): Promise<readonly string[]> => {
    const ids: string[] = []
    for (;;) {
      const [page] = await read([{ user, after: ids.length }])
      if (page === undefined || page.entries.length === 0) return ids
      ids.push(...page.entries.map(({ notice }) => TicketNotice.parse(JSON.parse(notice)).event_id))
    }
  }

  const announced: number[] = []
  harness.listen(exchanges.live, ({ type, body }) => {
    if (type === liveEntriesType) announced.push(body.length)
  })
  await lasts()
  await Promise.all(principals.map((principal) => harness.see(principal)))
  await eventually(async () => expect(await harness.store.db.collection('members').countDocuments()).toBe(PEOPLE), {
    withinMs: 30_000,
  })

  const events = Array.from({ length: EVENTS }, () =>
    eventIn(tenantUuid, { type: 'ticket.cc-added', cc: [role], ticketReason: '\u{1F600}'.repeat(2_000) }),
  )
  await Promise.all(events.map((event) => harness.publish(event)))
  // Some have heard of all, others of nothing yet.
  const someHeard = async () => (await lasts()).filter((last) => last > 0).length
  await eventually(async () => expect(await someHeard()).toBeGreaterThan(PEOPLE / 10), { withinMs: 60_000 })
  await harness.restart('SIGKILL')
  await eventually(async () => expect(await lasts()).toEqual(users.map(() => EVENTS)), { withinMs: 120_000 })
  for (const user of users) expect(await idsOf(user)).toEqual(events.map(({ id }) => id))
  expect(announced.length).toBeGreaterThan(0)
  expect(Math.max(...announced)).toBeLessThanOrEqual(MIB)
})
