import { expect, test } from '@jest/globals'
import { preferenceFrom } from './callHeaders.ts'

test.each([
  [undefined, 5_000, false],
  ['wait=0', 0, false],
  ['wait=12', 12_000, false],
  ['Wait = "3"', 3_000, false],
  ['wait=31', 30_000, false],
  ['wait=-1', 5_000, false],
  ['wait=soon', 5_000, false],
  ['respond-async, wait=10', 10_000, true],
  ['handling=lenient; respond-async', 5_000, false],
])('Prefer: %s', (header, waitMs, respondAsync) => {
  expect(preferenceFrom(header)).toEqual({ waitMs, respondAsync })
})
