import { expect, test } from '@jest/globals'
import { duration, relativeTime } from './format.ts'

const now = 1_764_230_400

test.each([
  [0, '刚刚', 'just now'],
  [-59, '刚刚', 'just now'],
  [30, '1 分钟内', 'within a minute'],
  [-60, '1 分钟前', '1 minute ago'],
  [-3 * 3600 - 5, '3 小时前', '3 hours ago'],
  [-26 * 3600, '1 天前', '1 day ago'],
  [2 * 86_400, '2 天后', 'in 2 days'],
])('%i seconds away is said as %s and %s', (away, zh, en) => {
  expect(relativeTime(now + away, now, 'zh')).toBe(zh)
  expect(relativeTime(now + away, now, 'en')).toBe(en)
})

test.each([
  [0, '0 秒', '0 s'],
  [75, '1 分钟 15 秒', '1 min 15 s'],
  [944, '15 分钟', '15 min'],
  [3600, '1 小时', '1 h'],
  [90_061, '1 天 1 小时', '1 d 1 h'],
])('a length of %i seconds is said in at most two units', (seconds, zh, en) => {
  expect(duration(seconds, 'zh')).toBe(zh)
  expect(duration(seconds, 'en')).toBe(en)
})
