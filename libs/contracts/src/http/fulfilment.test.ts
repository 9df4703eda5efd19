import { expect, test } from '@jest/globals'
import { parseInput } from '../parseInput.ts'
import { FulfilmentReportBody, toFulfilmentReport } from './fulfilment.ts'

const ticket_uuid = '7e512229-3450-41b9-9766-238e2d405bb5'
const report = (said: object) =>
  parseInput(FulfilmentReportBody, { list: [{ ticket_uuid, request: 1, fence: 1, state: 'failed', ...said }] })

test.each([
  [{ faild_info: ['x'] }],
  [{ failed_info: ['x'] }],
  [{ faild_info: ['x'], failed_info: ['x'] }],
  [{ faild_info: ['x'], failed_info: null }],
  [{ faild_info: null, failed_info: ['x'] }],
  // Clients that send zero values send both.
  [{ faild_info: ['x'], failed_info: [] }],
  [{ faild_info: [], failed_info: ['x'] }],
])('what failed is taken from either spelling: %j', (said) => {
  const checked = report(said)
  expect('input' in checked && checked.input.list.map((one) => toFulfilmentReport(one).failures)).toEqual([['x']])
})

test.each([
  [{ faild_info: ['x'], failed_info: ['y'] }, 'list.0.failed_info'],
  [{ out: { teplate_info: { a: 1 }, template_info: { a: 2 } } }, 'list.0.out.template_info'],
  [{ out: { faild_info: ['x'], failed_info: ['y'] } }, 'list.0.out.failed_info'],
])('two spellings that say different things are refused: %j', (said, field) => {
  expect(report(said)).toEqual({
    problem: {
      en: `${field}: is given in two spellings that differ`,
      cn: `${field}：用两种拼写给出且不一致`,
    },
  })
})

test('two spellings in out that say the same are one, whatever the order of their fields', () => {
  const out = { teplate_info: { a: 1, b: 2 }, template_info: { b: 2, a: 1 } }
  expect(report({ out })).toHaveProperty('input')
})
