import { describe, expect, test } from '@jest/globals'
import { currentWords, mayRetry, type Outcome, outcomeWords, tally } from './outcomes.ts'

const now = 1_795_800_000
const current = {
  ticket_state_code: 'pending',
  version: 2,
  actor_name: '钱主管',
  action: 'ticket.step-passed',
  time: now - 130,
  owner_name: '资源审批',
} as const

const failed = (scode: number, given: Partial<Outcome> = {}): Outcome => ({
  uuid: 'u',
  name: 'n',
  ok: false,
  known: true,
  scode,
  text: 'said by the server',
  data: null,
  ...given,
})

describe('a colleague was faster', () => {
  test('says who, what and when, and whose turn it is now', () => {
    expect(currentWords(current, now, 'zh')).toBe('钱主管 2 分钟前已通过，现在由资源审批处理')
    expect(currentWords(current, now, 'en')).toBe('钱主管 approved 2 minutes ago; now waiting on 资源审批')
  })

  test('says no turn where the ticket is decided, and the system where nobody acted', () => {
    const over = { ...current, ticket_state_code: 'overruled', action: 'ticket.overruled', actor_name: '' } as const
    expect(currentWords(over, now, 'zh')).toBe('系统 2 分钟前已驳回')
    expect(currentWords(over, now, 'en')).toBe('The system rejected 2 minutes ago')
  })

  test.each([3002, 3003])('%i shows what is true now', (scode) => {
    expect(outcomeWords(failed(scode, { data: { current } }), now, 'zh')).toBe(
      '钱主管 2 分钟前已通过，现在由资源审批处理',
    )
  })

  test('3007 says so as well where the change was a decision, which is not sent again', () => {
    expect(outcomeWords(failed(3007, { data: { current } }), now, 'en')).toMatch(/^钱主管 approved/)
    expect(mayRetry(failed(3007, { data: { current } }))).toBe(false)
  })

  test('3007 says first that the ticket was changed where it still waits, and may be sent as it is now', () => {
    const edited = { ...current, action: 'ticket.submitted', actor_name: '林晓', owner_name: '部门审批' }
    expect(outcomeWords(failed(3007, { data: { current: edited } }), now, 'zh')).toBe(
      '工单已变更：林晓 2 分钟前已提交，现在由部门审批处理',
    )
    expect(mayRetry(failed(3007, { data: { current: edited } }))).toBe(true)
  })

  test('without knowing how the ticket stands, it is said as the server says it', () => {
    expect(outcomeWords(failed(3002), now, 'en')).toBe('said by the server')
  })
})

test('no answer is no failure: it may have happened', () => {
  expect(outcomeWords(failed(12, { known: false }), now, 'zh')).toBe('没有收到结果，可能已经生效')
  const underWay = failed(1009, { known: false, text: '相同请求正在处理' })
  expect(outcomeWords(underWay, now, 'zh')).toBe('没有收到结果，可能已经生效（相同请求正在处理）')
  expect(outcomeWords({ ...underWay, text: 'said' }, now, 'en')).toBe('No response: it may have taken effect (said)')
})

test.each([
  [3002, true, false],
  [3003, true, false],
  [3004, true, false],
  [3007, true, true],
  [1007, true, true],
  [9002, true, true],
  [12, false, true],
  [1009, false, true],
  [2002, false, true],
  [9002, false, true],
])('%i, known %p: trying again may succeed: %p', (scode, known, may) => {
  expect(mayRetry(failed(scode, { known }))).toBe(may)
})

test('outcomes are counted', () => {
  expect(tally([failed(0, { ok: true }), failed(3002), failed(3003)])).toEqual({ success: 1, failed: 2 })
})
