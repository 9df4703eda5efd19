import { fileURLToPath } from 'node:url'
import type { Principal } from '@gongdan/contracts'
import { connect, migrate, type Store } from '@gongdan/store'
import { createTicketStore, pageGroups, type TicketQuery, ticketsOf } from '../../services/ticket/src/public.ts'
import { median } from './blocks.ts'
import { fill, largeRoles, largeTenant, person, smallTenant } from './manyTickets.ts'
import type { Pledge } from './report.ts'

/** In both, the large tenant has more than what totals are counted up to, in every list that is measured: they differ in size alone. */
const FEW = { total: 35_000, large: 30_000 }
const total = Number(process.env.LISTS_TICKETS ?? 1_000_000)
const MANY = { total, large: Math.max(total / 10, FEW.large) }
/** What was made stays in the database of MONGODB_URL for the next run. */
const keeps = process.env.LISTS_KEEP === 'true'
/** Blocks of lists in turns, so that whatever else the machine does happens to both. */
const BLOCKS = Number(process.env.ROUNDS ?? 10)
const LISTS_A_BLOCK = 10
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
  ...[1, 16, 50, 200].flatMap((count) => {
    const principal = person('many', largeTenant, ...largeRoles.slice(0, count))
    return (['all', 'todo'] as const).map((scope) => ({ who: `${count} roles, ${scope}`, principal, scope }))
  }),
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
  const there = await ticketsOf(store).estimatedDocumentCount()
  if (there === size.total) return store
  if (there > size.total) throw new Error(`${service} has ${there} tickets, not ${size.total}: drop it`)
  const started = performance.now()
  await fill(store, size.total, size.large, there)
  // Or the database would write it all to its disk while the first lists are measured.
  await store.db.admin().command({ fsync: 1 })
  console.log(`made ${size.total - there} tickets in ${((performance.now() - started) / 1_000).toFixed(0)} s`)
  return store
}

interface Examined {
  readonly documents: number
  readonly keys: number
}

/** What a page makes the database look at, over all groups of keys that it is asked by. */
const examined = async (store: Store, asked: TicketQuery): Promise<Examined> => {
  const explained = await Promise.all(
    pageGroups(asked).map(({ filter, options }) => ticketsOf(store).find(filter, options).explain('executionStats')),
  )
  const sum = (name: 'totalDocsExamined' | 'totalKeysExamined') =>
    explained.reduce((all, { executionStats }) => all + executionStats[name], 0)
  return { documents: sum('totalDocsExamined'), keys: sum('totalKeysExamined') }
}

/** Processor time of the database and of this process so far, in milliseconds. */
const spent = async (store: Store): Promise<number> => {
  const { extra_info: database } = await store.db.admin().command({ serverStatus: 1 })
  const { user, system } = process.cpuUsage()
  return (database.user_time_us + database.system_time_us + user + system) / 1_000
}

/**
 * Lists at 35,000 tickets and at a million, in turns: what page and total cost together in processor time, for every kind of
 * caller, and how many documents and keys each page examines. Gives a pledge for each.
 */
export const measureLists = async (mongodbUrl: string, most: typeof FEW = MANY): Promise<readonly Pledge[]> => {
  const few = await prepare(mongodbUrl, 'few', FEW)
  const many = await prepare(mongodbUrl, 'many', most)
  const nothing = () => {}
  const sizes = [few, many].map((store) => ({ store, tickets: createTicketStore(store, nothing).tickets }))
  const pledges: Pledge[] = []
  console.log(
    `\nlists, page and total together${' '.repeat(10)}ms at ${FEW.total}  ms at ${most.total}   ratio  documents  keys, ${FEW.total}  ${most.total}`,
  )
  for (const caller of callers) {
    for (const [how, states] of [
      ['', []],
      [', pending', ['pending']],
    ] as const) {
      for (const by of ['page', 'page 5', 'cursor', 'oldest'] as const) {
        const measured = await Promise.all(
          sizes.map(async ({ store, tickets }) => {
            const first = query(caller, { states: [...states], sort: by === 'oldest' ? 'oldest' : 'newest' })
            const asked =
              by === 'cursor'
                ? { ...first, cursor: (await tickets.list({ ...first, pageSize: 5 })).next }
                : { ...first, pageNum: by === 'page 5' ? 5 : 1 }
            return { list: () => tickets.list(asked), looked: await examined(store, asked), costs: [] as number[] }
          }),
        )
        for (let block = -1; block < BLOCKS; block++) {
          for (const { list, costs } of measured) {
            const before = await spent(many)
            for (let at = 0; at < LISTS_A_BLOCK; at++) await list()
            // The first block of each is to warm up.
            if (block >= 0) costs.push(((await spent(many)) - before) / LISTS_A_BLOCK)
          }
        }
        const [atFew = noList, atMany = noList] = measured
        const ratio = median(atMany.costs.map((cost, block) => cost / (atFew.costs[block] ?? cost)))
        const name = `${caller.who}${how}, by ${by}`
        const figures = [median(atFew.costs).toFixed(2), median(atMany.costs).toFixed(2), ratio.toFixed(2)]
        const looked = [atMany.looked.documents, atFew.looked.keys, atMany.looked.keys].map(String)
        console.log(`${name.padEnd(40)}${[...figures, ...looked].map((figure) => figure.padStart(12)).join('')}`)
        pledges.push({ what: `list: ${name}, processor time of a million / 35,000`, ratio, atMost: 1.3 })
        const { documents, keys } = atMany.looked
        pledges.push({ what: `list: ${name}, documents examined`, ratio: documents, atMost: PAGE_SIZE + 1 })
        pledges.push({
          what: `list: ${name}, keys of a million / 35,000`,
          ratio: keys / atFew.looked.keys,
          atMost: 1.3,
        })
      }
    }
  }
  for (const caller of callers) {
    const started = performance.now()
    const { items, capped, next } = await createTicketStore(many, nothing).tickets.list(
      query(caller, { name: 'that no ticket has' }),
    )
    const seconds = (performance.now() - started) / 1_000
    const found = `${items.length} found${capped ? ', capped' : ''}${next === null ? '' : ', to be continued'}`
    console.log(`${`${caller.who}, a name that no ticket has`.padEnd(56)}${seconds.toFixed(2)} s, ${found}`)
    // A second for the whole list, and then the time of 10,000 tickets.
    pledges.push({ what: `list: ${caller.who}, seconds for a name that no ticket has`, ratio: seconds, atMost: 2 })
  }
  if (!keeps) {
    await many.db.dropDatabase()
    await few.db.dropDatabase()
  }
  await Promise.all([few.close(), many.close()])
  return pledges
}

const noList = { costs: [0], looked: { documents: 0, keys: 0 } }
