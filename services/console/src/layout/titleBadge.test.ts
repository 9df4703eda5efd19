import { expect, test } from '@jest/globals'
import { withWaiting } from './titleBadge.ts'

test.each([
  ['待我审批 · 工单', '3', '(3) 待我审批 · 工单'],
  ['(3) 待我审批 · 工单', '4', '(4) 待我审批 · 工单'],
  ['(1000+) Settings', '', 'Settings'],
  ['设置', '', '设置'],
])('the title %s with %s waiting is %s', (title, count, shown) => {
  expect(withWaiting(title, count)).toBe(shown)
})
