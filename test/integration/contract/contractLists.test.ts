import { ProcessListData, TicketListData } from '@gongdan/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Asked, expected, type Known, populate } from '../tickets/ticketPopulation.ts'
import { type ContractHarness, feedback, type Name, openContractHarness, people, refusalOf } from './contractHarness.ts'

jest.setTimeout(120_000)

let harness: ContractHarness
let known: readonly Known[]
let gone: readonly string[]
let process: string
beforeAll(async () => {
  // Those that nothing fulfils may be archived once they are passed.
  harness = await openContractHarness({ FULFILLED_TYPES: 'TENCENT_IMAGE_CREATE' }, { image: 0, notification: 0 })
  ;({ known, gone, process } = await populate(harness))
})
afterAll(() => harness?.system.stop())

const viewers: readonly Name[] = ['lin', 'wei', 'mei', 'zhao', 'root', 'gus']
const scopes = ['all', 'todo', 'applied', 'handled'] as const

const list = async (viewer: Name, asked: Asked): Promise<TicketListData> => {
  const { envelope } = await harness.people[viewer].get(`/v1/ticket/list?${new URLSearchParams(asked)}`)
  return TicketListData.parse(envelope.data)
}
const uuidsOf = ({ list }: TicketListData) => list.map((ticket) => ticket.ticket_uuid)
const hundred = { page_size: '100' }

/** The ways to narrow a list; those that need to know what there is are made when it is there. */
const narrowings: readonly (() => Asked)[] = [
  () => ({}),
  ...['saved', 'pending', 'passed', 'overruled', 'withdrawn', 'archived'].map((state) => () => ({
    filter_state: state,
  })),
  () => ({ filter_state: 'saved,passed,withdrawn', sort: 'oldest' }),
  () => ({ filter_type: 'VIP' }),
  () => ({ filter_type: 'VIP,FEEDBACK' }),
  () => ({ filter_image_state: 'failed,created' }),
  () => ({ filter_overdue: 'true' }),
  () => ({ filter_overdue: 'false', filter_state: 'pending' }),
  () => ({ filter_applyer_uuid: people.lin.user }),
  () => ({ filter_name: 'a.b' }),
  () => ({ filter_name: '(' }),
  () => ({ filter_process_uuid: 'system' }),
  () => ({ filter_process_uuid: process, filter_state: 'pending' }),
  () => ({ filter_start: String(known[15]?.createdAt) }),
  () => ({ filter_end: String(known[15]?.createdAt) }),
  () => ({
    filter_start: String(known[20]?.createdAt),
    filter_end: String(known[10]?.createdAt),
    filter_type: 'FEEDBACK',
  }),
  () => ({ tenant_uuid: 'acme' }),
  () => ({ tenant_uuid: 'globex', filter_state: 'pending' }),
  () => ({ tenant_uuid: 'nowhere' }),
  () => ({ tenant_uuid: '', filter_state: '', filter_type: '', filter_name: '', filter_process_uuid: '', cursor: '' }),
]

describe.each(viewers)('%s', (viewer) => {
  test.each(scopes)('finds under %s what the caller may see, in order, under every filter', async (scope) => {
    for (const narrowing of narrowings) {
      const asked = { scope, ...narrowing() }
      const uuids = expected(known, viewer, asked)
      const shown = await list(viewer, { ...asked, ...hundred })
      expect([asked, uuidsOf(shown), shown.total_count, shown.total_capped, shown.next_cursor]).toEqual([
        asked,
        uuids,
        uuids.length,
        false,
        '',
      ])
    }
  })

  test('turns the pages by number and by cursor, and meets every ticket once', async () => {
    for (const scope of scopes) {
      const uuids = expected(known, viewer, { scope })
      const byNumber: string[] = []
      const byCursor: string[] = []
      let cursor = ''
      for (let page = 1; page <= Math.ceil(uuids.length / 3) + 1; page += 1) {
        byNumber.push(...uuidsOf(await list(viewer, { scope, page_size: '3', page_num: String(page) })))
        if (page > 1 && cursor === '') continue
        const next = await list(viewer, { scope, page_size: '3', cursor })
        expect(next.total_count).toBe(uuids.length)
        byCursor.push(...uuidsOf(next))
        cursor = next.next_cursor
      }
      expect(cursor).toBe('')
      expect({ byNumber, byCursor }).toEqual({ byNumber: uuids, byCursor: uuids })
    }
  })
})

test('what is deleted is in no list, and is not there to inspect', async () => {
  for (const viewer of viewers) {
    const lists = await Promise.all(scopes.map((scope) => list(viewer, { scope, ...hundred })))
    expect(lists.flatMap(uuidsOf).filter((uuid) => gone.includes(uuid))).toEqual([])
    for (const uuid of gone) {
      expect((await harness.people[viewer].get(`/v1/ticket/inspect?ticket_uuid=${uuid}`)).envelope.scode).toBe(3001)
    }
  }
})

test('a list says of each ticket what inspecting it says', async () => {
  for (const ticket of (await list('root', hundred)).list) {
    const { envelope } = await harness.people.root.get('/v1/ticket/inspect', {
      body: { ticket_uuid: ticket.ticket_uuid },
    })
    expect(envelope.data).toMatchObject(ticket)
  }
})

describe('a page', () => {
  test('has twenty tickets by default', async () => {
    const uuids = uuidsOf(await list('root', {}))
    expect(uuids).toHaveLength(20)
    expect(uuids).toEqual(expected(known, 'root', {}).slice(0, 20))
  })

  test('beyond the last is empty', async () => {
    const { envelope } = await harness.people.root.get('/v1/ticket/list', { body: { page_num: 100, page_size: 100 } })
    expect(envelope.data).toMatchObject({ total_count: expected(known, 'root', {}).length, list: [], next_cursor: '' })
  })

  test.each(['/v1/ticket/list', '/v1/ticket/process/list'])('of %s beyond ten thousand is refused', async (path) => {
    const refusal = { scode: 1002, desc: expect.stringContaining('10000') }
    expect(refusalOf(await harness.people.root.get(path, { body: { page_num: 101, page_size: 100 } }))).toEqual(refusal)
  })
})

describe('turning the pages by cursor', () => {
  test('meets every ticket once, though others come in meanwhile', async () => {
    const before = expected(known, 'lin', {})
    const first = await list('lin', { page_size: '4' })
    const uuid = await harness.write(harness.people.lin, 'submit', feedback)
    const rest = await list('lin', { cursor: first.next_cursor, ...hundred })
    expect([...uuidsOf(first), ...uuidsOf(rest)]).toEqual(before)
    await harness.act(harness.people.lin, 'withdraw', uuid)
    await harness.act(harness.people.lin, 'delete', uuid)
  })
})

test('the pages of the processes show every one once, the built-in one first', async () => {
  for (const process_name of ['2', '3', '4', '5']) {
    const approval_list = [{ tenant_uuid: 'acme', role_uuid: 'acme' }]
    await harness.people.zhao.post('/v1/ticket/process/create', { tenant_uuid: 'acme', process_name, approval_list })
  }
  const pages = await Promise.all(
    [1, 2, 3, 4].map(async (page_num) => {
      const { envelope } = await harness.people.lin.get('/v1/ticket/process/list', { body: { page_num, page_size: 2 } })
      return ProcessListData.parse(envelope.data)
    }),
  )
  expect(pages.map(({ total_count }) => total_count)).toEqual([7, 7, 7, 7])
  const names = pages.flatMap(({ list }) => list.map((one) => one.process_name))
  expect(names).toEqual(['默认审批流程', '5', '4', '3', '2', 'alone', 'review'])
})
