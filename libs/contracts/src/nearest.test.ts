import { expect, test } from '@jest/globals'
import { nearest } from './nearest.ts'

const known = ['page_num', 'page_size', 'filter_state', 'scope']

test.each([
  ['Page_Num', 'page_num'],
  ['pagesize', 'page_size'],
  ['filter_stat', 'filter_state'],
  ['scopes', 'scope'],
  ['scope', 'scope'],
  ['sort', undefined],
  ['', undefined],
  ['x'.repeat(100_000), undefined],
])('of what is known, %s is nearest to %s', (given, expected) => {
  expect(nearest(given, known)).toBe(expected)
})
