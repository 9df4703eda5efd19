import { expect, test } from '@jest/globals'
import { inboxWords } from './inbox.ts'

test('every list has a title that stands by itself', () => {
  const titles = Object.values(inboxWords.en.titles)
  expect(titles.filter((title) => / (of|to|for|by|with)$/.test(title))).toEqual([])
  expect(inboxWords.en.titles.delegated).toBe('Delegated to me')
})
