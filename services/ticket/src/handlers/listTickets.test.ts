import type { ListTickets, Principal } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import type { TicketQuery } from '../domain/ports.ts'
import { administrator, lin, superAdministrator, ticketUuid } from '../domain/tickets.fixture.ts'
import { listTickets } from './listTickets.ts'

const query: ListTickets = {
  principal: lin,
  scope: 'all',
  tenantUuid: null,
  pageNum: 1,
  pageSize: 20,
  sort: 'newest',
  states: [],
  types: [],
  imageStates: [],
  overdue: false,
  owner: null,
  applicantUuid: null,
  name: null,
  processUuid: null,
  start: null,
  end: null,
  cursor: null,
}
const next = { createdAt: 1_700_000_000_123, uuid: ticketUuid }

const listOf = () => {
  const asked: TicketQuery[] = []
  const list = listTickets(
    {
      list: async (one) => {
        asked.push(one)
        return { items: [], total: 7, capped: true, next: one.cursor === null ? next : null }
      },
    },
    { absentOf: async () => new Map() },
  )
  return { list, asked }
}

test('a page gives a cursor to the next, which is read again as it was', async () => {
  const { list, asked } = listOf()
  const page = await list(query)
  expect(page).toMatchObject({ total_count: 7, total_capped: true, list: [] })
  const last = await list({ ...query, cursor: Object(page).next_cursor })
  expect(last).toMatchObject({ next_cursor: '' })
  expect(asked.map(({ cursor }) => cursor)).toEqual([null, next])
})

test('what waits for an owner is listed for the administrator of its tenant and super administrators alone', async () => {
  const of = (principal: Principal, tenantUuid: string) =>
    listOf().list({ ...query, principal, owner: { tenantUuid, uuid: 'kai' } })
  expect(await of(administrator, 'acme')).toMatchObject({ total_count: 7 })
  expect(await of(superAdministrator, 'acme')).toMatchObject({ total_count: 7 })
  expect(await of(administrator, 'umbrella')).toMatchObject({ scode: 2003 })
  expect(await of(lin, 'acme')).toMatchObject({ scode: 2003 })
})

test.each(['?', '1', '1.2', `1.${ticketUuid} `, `-1.${ticketUuid}`])('a cursor %j is refused', async (cursor) => {
  expect(await listOf().list({ ...query, cursor })).toMatchObject({ scode: 1002 })
})
