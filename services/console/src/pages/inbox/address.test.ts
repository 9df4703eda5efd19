import { describe, expect, test } from '@jest/globals'
import { filterOf, isFiltered, orderOf, readView, withFilter, withoutFilters, withScope, writeView } from './address.ts'

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

  test.each(['?scope=none', '?page=0', '?page=x', '?size=7', '?from=yesterday'])(
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
