import { afterEach, expect, test } from '@jest/globals'
import { closeAll, envelope, send, startAnswering } from '../test/answering.ts'
import { createGongdan, type Ticket } from './index.ts'

afterEach(closeAll)

const ROWS = 10_000

/** A gateway whose list is the newest first; while it is read tickets change their states, and new ones come. */
const startChanging = async () => {
  const rows = Array.from({ length: ROWS }, (_, index) => ({
    ticket_uuid: `t${index}`,
    ticket_create_time: index,
    ticket_state_code: 'pending',
  }))
  const { baseUrl, received } = await startAnswering(({ url }, response, page) => {
    const { searchParams } = new URL(url, 'http://gateway')
    const size = Number(searchParams.get('page_size'))
    const before = Number(searchParams.get('cursor') ?? Number.POSITIVE_INFINITY)
    const state = searchParams.get('filter_state')
    const found = rows
      .filter((row) => row.ticket_create_time < before && (state === null || row.ticket_state_code === state))
      .toSorted((one, other) => other.ticket_create_time - one.ticket_create_time)
    const list = found.slice(0, size).map((row) => ({ ...row }))
    const next = found.length > size ? String(list.at(-1)?.ticket_create_time) : ''
    // Some that were shown, some that are still to come, and a new one.
    for (const row of rows) if (row.ticket_create_time % 7 === page % 7) row.ticket_state_code = 'passed'
    rows.push({ ticket_uuid: `new${page}`, ticket_create_time: ROWS + page, ticket_state_code: 'pending' })
    send(response, 200, envelope(0, { total_count: ROWS, total_capped: true, list, next_cursor: next }))
  })
  return { gd: createGongdan({ baseUrl }), received, rows }
}

const read = async (tickets: AsyncIterable<Ticket>) => {
  const seen: string[] = []
  for await (const { ticket_uuid } of tickets) seen.push(ticket_uuid)
  return seen
}
const allOf = () => Array.from({ length: ROWS }, (_, index) => `t${ROWS - 1 - index}`)

test('ten thousand rows by cursor are each there once, in order, while they change', async () => {
  const { gd, received } = await startChanging()
  expect(await read(gd.tickets.each())).toEqual(allOf())
  expect(received).toHaveLength(ROWS / 100)
})

test('by a filter none comes twice, and those that fit all along are all there', async () => {
  const { gd, rows } = await startChanging()
  const seen = await read(gd.tickets.each({ state: 'pending', page_size: 1_000 }))
  expect(new Set(seen).size).toBe(seen.length)
  const still = rows.filter(
    ({ ticket_uuid, ticket_state_code }) => ticket_state_code === 'pending' && /^t/.test(ticket_uuid),
  )
  expect(still.map(({ ticket_uuid }) => ticket_uuid).filter((uuid) => !seen.includes(uuid))).toEqual([])
})

test('who has seen enough asks for no further page', async () => {
  const { gd, received } = await startChanging()
  for await (const _ of gd.tickets.each()) break
  expect(received).toHaveLength(1)
})
