import type { Ticket, TicketFilter } from '@gongdan/sdk'

export const scopes = ['todo', 'delegated', 'applied', 'handled', 'cc', 'all'] as const
export type Scope = (typeof scopes)[number]
export const pageSizes = [20, 50, 100] as const
type State = Ticket['ticket_state_code']
type Type = Ticket['ticket_type_code']

/** What the inbox shows, all of which stands in its address: so that going back, and a saved view, restore it. */
export type View = {
  readonly scope: Scope
  readonly types: readonly Type[]
  readonly states: readonly State[]
  readonly name: string
  readonly process: string
  readonly applicant: string
  /** Days of the reader's calendar, as `2026-11-27`; `''` is open. */
  readonly from: string
  readonly to: string
  readonly overdue: boolean
  readonly page: number
  /** Where a page begins that is not found by its number, from the page before it; `''` for all others. */
  readonly cursor: string
  readonly size: (typeof pageSizes)[number]
  /** The other order than the scope's own. */
  readonly turned: boolean
  /** The ticket that is open beside the list. */
  readonly ticket: string
}

const unfiltered = {
  types: [],
  states: [],
  name: '',
  process: '',
  applicant: '',
  from: '',
  to: '',
  overdue: false,
} as const satisfies Partial<View>

const listOf = (text: string | null): string[] => (text === null ? [] : text.split(',').filter((part) => part !== ''))
/** A day that begins after the times begin of which a list can be asked, wherever the reader is. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && text > '1970-01-01'
const day = (text: string | null): string => (text !== null && isDay(text) ? text : '')
const isScope = (text: string | null): text is Scope => scopes.some((scope) => scope === text)

/** Beyond 10,000 tickets the API finds pages by cursor only (contract §3). */
const lastNumbered = (size: number): number => 10_000 / size

export const readView = (search: string | URLSearchParams): View => {
  const given = new URLSearchParams(search)
  const scope = given.get('scope')
  const size = pageSizes.find((one) => String(one) === given.get('size')) ?? 20
  const page = Number(given.get('page') ?? 1)
  const place = Number.isInteger(page) && page >= 1 ? page : 1
  const cursor = place === 1 ? '' : (given.get('cursor') ?? '')
  return {
    scope: isScope(scope) ? scope : 'todo',
    types: listOf(given.get('type')) as Type[],
    states: listOf(given.get('state')) as State[],
    name: given.get('q') ?? '',
    process: given.get('process') ?? '',
    applicant: given.get('applicant') ?? '',
    from: day(given.get('from')),
    to: day(given.get('to')),
    overdue: given.get('overdue') === 'true',
    page: cursor === '' ? Math.min(place, lastNumbered(size)) : place,
    cursor,
    size,
    turned: given.get('order') === 'turned',
    ticket: given.get('ticket') ?? '',
  }
}

/** The address of a view, without what goes without saying. */
export const writeView = (view: View): string => {
  const parts: readonly (readonly [string, string])[] = [
    ['scope', view.scope === 'todo' ? '' : view.scope],
    ['type', view.types.join(',')],
    ['state', view.states.join(',')],
    ['q', view.name],
    ['process', view.process],
    ['applicant', view.applicant],
    ['from', view.from],
    ['to', view.to],
    ['overdue', view.overdue ? 'true' : ''],
    ['order', view.turned ? 'turned' : ''],
    ['page', view.page === 1 ? '' : String(view.page)],
    ['cursor', view.page === 1 ? '' : view.cursor],
    ['size', view.size === 20 ? '' : String(view.size)],
    ['ticket', view.ticket],
  ]
  const text = new URLSearchParams(
    parts.filter(([, value]) => value !== '').map(([key, value]) => [key, value]),
  ).toString()
  return text === '' ? '' : `?${text}`
}

/** Another filter shows another list: from its first page, with nothing open. */
export const withFilter = (view: View, change: Partial<View>): View => ({ ...view, ...change, page: 1, ticket: '' })

/** The list that a tab shows at first. */
export const withScope = (view: View, scope: Scope): View => ({
  ...view,
  ...unfiltered,
  scope,
  turned: false,
  page: 1,
  ticket: '',
})

export const withoutFilters = (view: View): View => withFilter(view, unfiltered)

export const isFiltered = (view: View): boolean =>
  writeView({ ...withoutFilters(view), turned: false, size: 20 }) !==
  writeView({ ...view, page: 1, ticket: '', turned: false, size: 20 })

/** Lists of what waits for the reader, for themselves or for a person who is away. */
export const isWaitingList = (scope: Scope): boolean => scope === 'todo' || scope === 'delegated'

/** The oldest comes first where tickets wait for the reader, the newest elsewhere. */
export const orderOf = ({ scope, turned }: View): 'oldest' | 'newest' =>
  isWaitingList(scope) === turned ? 'newest' : 'oldest'

const secondsOf = (text: string, time: string): number => Math.floor(new Date(`${text}T${time}`).getTime() / 1000)

/** What the list is asked for. */
export const filterOf = (view: View): TicketFilter => ({
  scope: view.scope,
  sort: orderOf(view),
  page_size: view.size,
  ...(view.types.length > 0 && { type: view.types }),
  ...(view.states.length > 0 && !isWaitingList(view.scope) && { state: view.states }),
  ...(view.name !== '' && { name: view.name }),
  ...(view.process !== '' && { process_uuid: view.process }),
  ...(view.applicant !== '' && { applyer_uuid: view.applicant }),
  ...(view.from !== '' && { start: secondsOf(view.from, '00:00:00') }),
  ...(view.to !== '' && { end: secondsOf(view.to, '23:59:59') }),
  ...(view.overdue && { overdue: true }),
})

/** The part of the list that is shown: by number, or by the cursor that the page before has given. */
export const pageOf = ({ page, cursor }: View): TicketFilter => (cursor === '' ? { page_num: page } : { cursor })

/**
 * The page after this one, if the list goes on. A page that is not full and yet not the last is what a slow filter has found so
 * far: only its cursor leads on from where the search ended.
 */
export const nextPage = (view: View, shown: number, nextCursor: string): View | undefined => {
  if (nextCursor === '') return undefined
  const isNumbered = view.cursor === '' && shown === view.size && view.page < lastNumbered(view.size)
  return { ...view, page: view.page + 1, cursor: isNumbered ? '' : nextCursor, ticket: '' }
}

/**
 * Where to be when this page has no ticket any more: on the last that has one, where the total tells which that is; else on the page
 * before. `previous` is that page.
 */
export const lastPage = (
  view: View,
  previous: View | undefined,
  total: number,
  isCapped: boolean,
): View | undefined => {
  const last = Math.max(1, Math.ceil(total / view.size))
  const isTold = view.cursor === '' && !isCapped && last < view.page
  if (previous === undefined) return undefined
  return isTold ? { ...view, page: last } : { ...previous, ticket: view.ticket }
}

/** The page before this one; `cursorOf` knows the cursors of pages that were shown. Without it: the nearest that has a number. */
export const previousPage = (view: View, cursorOf: (page: number) => string | undefined): View | undefined => {
  if (view.page <= 1) return undefined
  const page = view.page - 1
  const cursor = cursorOf(page) ?? ''
  return { ...view, page: cursor === '' ? Math.min(page, lastNumbered(view.size)) : page, cursor, ticket: '' }
}
