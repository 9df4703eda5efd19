import { describe, expect, test } from '@jest/globals'
import {
  filterOf,
  isFiltered,
  lastPage,
  nextPage,
  orderOf,
  pageOf,
  previousPage,
  readView,
  withFilter,
  withoutFilters,
  withScope,
  writeView,
} from './address.ts'

const full =
  '?scope=all&type=VIP%2CFEEDBACK&state=pending&q=web&process=p1&applicant=u1&from=2026-11-01&to=2026-11-27&overdue=true&order=turned&page=3&size=50&ticket=t1'

describe('the address of the inbox', () => {
  test('without anything it is what waits for the reader, from its first page', () => {
    const view = readView('')
    expect(view).toMatchObject({ scope: 'todo', page: 1, size: 20, name: '', types: [], ticket: '' })
    expect(writeView(view)).toBe('')
  })

  test('keeps filters, page and the open ticket', () => {
    expect(writeView(readView(full))).toBe(full)
  })

  test.each(['?scope=none', '?page=0', '?page=x', '?size=7', '?from=yesterday', '?from=0002-11-27'])(
    '%s is as if it were not there',
    (bad) => {
      expect(writeView(readView(bad))).toBe('')
    },
  )
})

describe('another filter', () => {
  test('leads to the first page and closes the ticket', () => {
    expect(withFilter(readView(full), { name: 'db' })).toMatchObject({ name: 'db', page: 1, ticket: '', size: 50 })
  })

  test('is told from page, order and size, which filter nothing', () => {
    expect(isFiltered(readView('?scope=all&page=3&order=turned&size=50&ticket=t1'))).toBe(false)
    expect(isFiltered(readView('?q=web'))).toBe(true)
    expect(isFiltered(withoutFilters(readView(full)))).toBe(false)
  })

  test('does not survive a change of the tab, the page size does', () => {
    expect(writeView(withScope(readView(full), 'applied'))).toBe('?scope=applied&size=50')
  })
})

describe('what the list is asked for', () => {
  test('the oldest first where tickets wait, the newest first elsewhere, unless it is turned', () => {
    expect(orderOf(readView(''))).toBe('oldest')
    expect(orderOf(readView('?order=turned'))).toBe('newest')
    expect(orderOf(readView('?scope=applied'))).toBe('newest')
    expect(orderOf(readView('?scope=applied&order=turned'))).toBe('oldest')
  })

  test('only filters that are set, days from their first second to their last', () => {
    expect(filterOf(readView('?q=web'))).toEqual({ scope: 'todo', sort: 'oldest', page_size: 20, name: 'web' })
    const { start, end } = filterOf(readView('?from=2026-11-27&to=2026-11-27'))
    expect(Number(end) - Number(start)).toBe(86_399)
  })

  test('states are no filter where all wait', () => {
    expect(filterOf(readView('?state=passed'))).not.toHaveProperty('state')
  })
})

describe('pages', () => {
  const unknown = () => undefined

  test('are found by number up to 10,000 tickets, and by cursor from there on', () => {
    const last = readView('?page=100&size=100')
    expect(pageOf(last)).toEqual({ page_num: 100 })
    const beyond = nextPage(last, 100, 'c101')
    expect(beyond).toMatchObject({ page: 101, cursor: 'c101' })
    expect(beyond && pageOf(beyond)).toEqual({ cursor: 'c101' })
    expect(beyond && readView(writeView(beyond))).toEqual(beyond)
    expect(nextPage(readView('?page=99&size=100'), 100, 'c100')).toMatchObject({ page: 100, cursor: '' })
  })

  test('end where the list does', () => {
    expect(nextPage(readView('?page=3'), 20, '')).toBeUndefined()
    expect(nextPage(readView('?page=3'), 7, '')).toBeUndefined()
    expect(previousPage(readView(''), unknown)).toBeUndefined()
  })

  test('that have no ticket any more lead to the last that has one, the one before where nothing tells', () => {
    const third = readView('?q=web&page=3&ticket=t')
    const previous = previousPage(third, unknown)
    expect(lastPage(third, previous, 40, false)).toEqual(readView('?q=web&page=2&ticket=t'))
    expect(lastPage(third, previous, 20, false)).toEqual(readView('?q=web&ticket=t'))
    expect(lastPage(third, previous, 0, false)).toEqual(readView('?q=web&ticket=t'))
    // A total that is not of the same moment, and one that is not known.
    expect(lastPage(third, previous, 60, false)).toEqual(readView('?q=web&page=2&ticket=t'))
    expect(lastPage(third, previous, 0, true)).toEqual(readView('?q=web&page=2&ticket=t'))
    const beyond = readView('?page=503&cursor=c503')
    const before = previousPage(beyond, (page) => `c${page}`)
    expect(lastPage(beyond, before, 10_000, true)).toMatchObject({ page: 502, cursor: 'c502' })
    expect(lastPage(beyond, before, 9_000, false)).toMatchObject({ page: 502, cursor: 'c502' })
    expect(lastPage(readView(''), undefined, 0, false)).toBeUndefined()
  })

  test('a slow filter that has not found a whole page goes on by cursor', () => {
    expect(nextPage(readView('?q=web'), 3, 'c2')).toMatchObject({ page: 2, cursor: 'c2', name: 'web' })
  })

  test('lead back by the cursors that were shown, else to the nearest page that has a number', () => {
    const third = readView('?page=503&cursor=c503')
    expect(previousPage(third, (page) => `c${page}`)).toMatchObject({ page: 502, cursor: 'c502' })
    expect(previousPage(third, unknown)).toMatchObject({ page: 500, cursor: '' })
    expect(previousPage(readView('?page=501&cursor=c501'), () => '')).toMatchObject({ page: 500, cursor: '' })
  })

  test('a number beyond 10,000 tickets is the last that can be found, and the first page has no cursor', () => {
    expect(readView('?page=700')).toMatchObject({ page: 500, cursor: '' })
    expect(writeView(readView('?cursor=c9'))).toBe('')
    expect(writeView(withFilter(readView('?page=503&cursor=c503'), { name: 'db' }))).toBe('?q=db')
  })
})
