import { expect, test } from '@jest/globals'
import { characters } from './characters.ts'

const text = characters(1, 3)

test.each(['a', 'abc', '工单系', '👩👩👩', '\u0000', '$gt'])('%j is a text of 1-3 characters', (given) => {
  expect(text.safeParse(given)).toMatchObject({ success: true, data: given })
})

test.each(['', 'abcd', '👩👩👩👩', '\ud83d', 'a\udc69', '\udc69\ud83d'])('%j is none', (given) => {
  expect(text.safeParse(given).success).toBe(false)
})
