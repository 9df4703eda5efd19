import { fileURLToPath } from 'node:url'
import type { Principal } from '@gongdan/contracts'
import { connect, migrate, type Store } from '@gongdan/store'
import { createTicketStore, pageGroups, type TicketQuery, ticketsOf } from '../../services/ticket/src/public.ts'
import { fill, largeTenant, person, smallTenant } from './manyTickets.ts'
import { createMeter } from './measure.ts'
import type { Pledge } from './report.ts'

/** The large tenant has enough here for its fifth page of pending tickets to be as full as it is among a million. */
const FEW = { total: 1_000, large: 300 }
const total = Number(process.env.LISTS_TICKETS ?? 1_000_000)
const MANY = { total, large: total / 10 }
/** Call by call in turns, so that whatever else the machine does happens to both. */
const ROUNDS = 300
const WARM_UP = 20
const PAGE_SIZE = 20

/** Who lists, and what of. */
const callers: readonly {
  readonly who: string
  readonly principal: Principal
  readonly scope: TicketQuery['scope']
}[] = [
  { who: 'applicant', principal: person('applicant-0', smallTenant, 'developer'), scope: 'applied' },
  { who: 'approver', principal: person('approver-0', smallTenant, 'operations'), scope: 'todo' },
  { who: 'administrator', principal: person('admin', smallTenant, smallTenant), scope: 'all' },
  { who: 'administrator of 100,000', principal: person('admin', largeTenant, largeTenant), scope: 'all' },
  { who: 'super administrator', principal: person('root', 'system', 'system'), scope: 'all' },
]

const query = (caller: (typeof callers)[number], more: Partial<TicketQuery>): TicketQuery => ({
  principal: caller.principal,
  scope: caller.scope,
  tenantUuid: null,
  pageNum: 1,
  pageSize: PAGE_SIZE,
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
  ...more,
})

const prepare = async (mongodbUrl: string, service: string, size: typeof FEW): Promise<Store> => {
  await migrate(mongodbUrl, service, fileURLToPath(new URL('../../services/ticket/migrations', import.meta.url)))
  const store = await connect(mongodbUrl, service)
  const started = performance.now()
  await fill(store, size.total, size.large)
  // Or the database would write it all to its disk while the first lists are measured.
  await store.db.admin().command({ fsync: 1 })
  console.log(`made ${size.total} tickets in ${((performance.now() - started) / 1_000).toFixed(0)} s`)
  return store
}

/** The documents that a page makes the database look at. */
const examined = async (store: Store, asked: TicketQuery): Promise<number> => {
  const [group] = pageGroups(asked)
  if (group === undefined) return 0
  const explained = await ticketsOf(store).find(group.filter, group.options).explain('executionStats')
  return explained.executionStats.totalDocsExamined
}

/**
 * Lists at a thousand tickets and at a million, in turns: what page and total cost together, for every kind of caller, and
 * how many documents each page examines. Gives a pledge for each.
 */
export const measureLists = async (mongodbUrl: string, most: typeof FEW = MANY): Promise<readonly Pledge[]> => {
  const few = await prepare(mongodbUrl, 'few', FEW)
  const many = await prepare(mongodbUrl, 'many', most)
  const nothing = () => {}
  const lists = [createTicketStore(few, nothing).tickets, createTicketStore(many, nothing).tickets] as const
  const pledges: Pledge[] = []
  console.log(`\nlists, page and total together${' '.repeat(20)}p50 ms at 1,000  at 1,000,000  documents examined`)
  for (const caller of callers) {
    for (const [how, states] of [
      ['', []],
      [', pending', ['pending']],
    ] as const) {
      for (const by of ['page', 'page 5', 'cursor', 'oldest'] as const) {
        const meters = [createMeter(), createMeter()] as const
        let looked = 0
        const asked = await Promise.all(
          lists.map(async (tickets) => {
            const first = query(caller, { states: [...states], sort: by === 'oldest' ? 'oldest' : 'newest' })
            if (by !== 'cursor') return { ...first, pageNum: by === 'page 5' ? 5 : 1 }
            return { ...first, cursor: (await tickets.list({ ...first, pageSize: 5 })).next }
          }),
        )
        looked = await examined(many, asked[1] ?? query(caller, { states: [...states] }))
        for (let round = -WARM_UP; round < ROUNDS; round++) {
          for (const [at, tickets] of lists.entries()) {
            const meter = round < 0 ? createMeter() : meters[at]
            await meter?.block(1, 1, () => tickets.list(asked[at] ?? query(caller, { states: [...states] })))
          }
        }
        const [atFew, atMany] = [meters[0].result().p50, meters[1].result().p50]
        const name = `${caller.who}${how}, by ${by}`
        console.log(
          `${name.padEnd(46)}${atFew.toFixed(2).padStart(18)}${atMany.toFixed(2).padStart(14)}${String(looked).padStart(20)}`,
        )
        pledges.push({ what: `list: ${name}, a million / a thousand`, ratio: atMany / atFew, atMost: 1.3 })
        pledges.push({ what: `list: ${name}, documents examined`, ratio: looked, atMost: PAGE_SIZE + 1 })
      }
    }
  }
  for (const caller of callers.slice(-2)) {
    const started = performance.now()
    const { items, capped, next } = await lists[1].list(query(caller, { name: 'that no ticket has' }))
    const seconds = (performance.now() - started) / 1_000
    const found = `${items.length} found${capped ? ', capped' : ''}${next === null ? '' : ', to be continued'}`
    console.log(`${`${caller.who}, a name that no ticket has`.padEnd(56)}${seconds.toFixed(2)} s, ${found}`)
    // A second for the whole list, and then the time of 10,000 tickets.
    pledges.push({ what: `list: ${caller.who}, seconds for a name that no ticket has`, ratio: seconds, atMost: 2 })
  }
  await many.db.dropDatabase()
  await few.db.dropDatabase()
  await Promise.all([few.close(), many.close()])
  return pledges
}
