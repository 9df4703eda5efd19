import { describe, expect, test } from '@jest/globals'
import { currentWords } from '../deciding/outcomes.ts'
import { ticketWords } from './tickets.ts'

const now = 1_795_800_000
const said = (action: string, language: 'zh' | 'en') =>
  currentWords(
    { ticket_state_code: 'passed', version: 2, actor_name: '', action, time: now - 130, owner_name: '' },
    now,
    language,
  )

describe('what the system did is said in a sentence', () => {
  test.each([
    ['ticket.passed', '系统 2 分钟前已通过', 'The system approved 2 minutes ago'],
    ['ticket.reminded', '系统 2 分钟前已发出到时提醒', 'The system sent a scheduled reminder 2 minutes ago'],
    ['ticket.overdue', '系统 2 分钟前已标记为超时', 'The system marked it overdue 2 minutes ago'],
    ['ticket.escalated', '系统 2 分钟前已升级处理', 'The system escalated it 2 minutes ago'],
    ['ticket.image-requested', '系统 2 分钟前已请求创建镜像', 'The system requested the image 2 minutes ago'],
    ['ticket.image-creating', '系统 2 分钟前已开始创建镜像', 'The system started creating the image 2 minutes ago'],
    ['ticket.image-created', '系统 2 分钟前已完成镜像创建', 'The system created the image 2 minutes ago'],
    ['ticket.image-failed', '系统 2 分钟前已报告镜像创建失败', 'The system could not create the image 2 minutes ago'],
    [
      'ticket.image-needs-operator',
      '系统 2 分钟前已将镜像转人工处理',
      'The system handed the image to an operator 2 minutes ago',
    ],
    ['ticket.fulfilment-requested', '系统 2 分钟前已请求执行', 'The system requested fulfilment 2 minutes ago'],
    ['ticket.fulfilment-working', '系统 2 分钟前已开始执行', 'The system started fulfilment 2 minutes ago'],
    ['ticket.fulfilment-done', '系统 2 分钟前已完成执行', 'The system completed fulfilment 2 minutes ago'],
    [
      'ticket.fulfilment-failed',
      '系统 2 分钟前已报告执行失败',
      'The system failed to fulfil it completely 2 minutes ago',
    ],
  ])('%s', (action, zh, en) => {
    expect(said(action, 'zh')).toBe(zh)
    expect(said(action, 'en')).toBe(en)
  })

  test('of what people do, too, that is about no ticket', () => {
    expect(said('delegation.made', 'zh')).toBe('系统 2 分钟前已委托审批')
    expect(said('delegation.made', 'en')).toBe('The system delegated approvals 2 minutes ago')
  })

  test('with a verb that 已 can stand before, whatever happened', () => {
    const wrong = Object.values(ticketWords.zh.events).filter((what) => /已|了|^(镜像|审批)/.test(what))
    expect(wrong).toEqual([])
  })
})
