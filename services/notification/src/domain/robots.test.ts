import { createHmac } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { noticeOf } from './notice.ts'
import { robotBody, robotRequest, robotResult, robotText } from './robots.ts'
import { ticketEvent } from './ticketEvent.fixture.ts'

const hmac = (key: string, data: string) => createHmac('sha256', key).update(data).digest('base64')
const publicUrl = 'https://t.example'
const notice = noticeOf(ticketEvent())

describe('the request', () => {
  test('to WeCom is markdown, unsigned', () => {
    const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k'
    const request = robotRequest('wecom', { url, secret: null, text: '**a**', now: 1 }, hmac)
    expect(request).toEqual({ url, body: { msgtype: 'markdown', markdown: { content: '**a**' } } })
  })

  test('to DingTalk is signed in its query, over milliseconds and secret', () => {
    const url = 'https://oapi.dingtalk.com/robot/send?access_token=t'
    const message = { url, secret: 'SEC1', text: 'a\nb', now: 1_700_000_000_123 }
    const { url: signed, body } = robotRequest('dingtalk', message, hmac)
    const { searchParams } = new URL(signed)
    expect(searchParams.get('timestamp')).toBe('1700000000123')
    expect(searchParams.get('sign')).toBe(hmac('SEC1', '1700000000123\nSEC1'))
    expect(body).toEqual({ msgtype: 'markdown', markdown: { title: 'a', text: 'a\n\nb' } })
  })

  test('to Feishu is signed in its body: nothing, with seconds and secret as the key', () => {
    const url = 'https://open.feishu.cn/open-apis/bot/v2/hook/k'
    const { body } = robotRequest('feishu', { url, secret: 's', text: 'a', now: 1_700_000_000_123 }, hmac)
    expect(body).toEqual({
      timestamp: '1700000000',
      sign: hmac('1700000000\ns', ''),
      msg_type: 'text',
      content: { text: 'a' },
    })
  })

  test.each(['wecom', 'dingtalk', 'feishu'] as const)('to %s has the body that a delivery is shown with', (kind) => {
    const { body } = robotRequest(kind, { url: 'https://r.example/k', secret: null, text: 'a\nb', now: 1 }, hmac)
    expect(robotBody(kind, 'a\nb')).toEqual(body)
  })

  test.each(['dingtalk', 'feishu'] as const)('to %s is unsigned where no secret was given', (kind) => {
    const { url, body } = robotRequest(kind, { url: 'https://r.example/k', secret: null, text: 'a', now: 1 }, hmac)
    expect(url + JSON.stringify(body)).not.toContain('sign')
  })
})

describe('an answer', () => {
  test.each([
    [200, '{"errcode":0,"errmsg":"ok"}'],
    [200, '{"code":0,"msg":"success"}'],
    [200, '{"StatusCode":0}'],
  ])('of %d %s means that it was posted', (status, body) => {
    expect(robotResult(status, body)).toEqual({ status, error: '' })
  })

  test.each([
    [200, '{"errcode":93000,"errmsg":"invalid webhook url"}', 'errcode 93000'],
    [200, '{"code":19021,"msg":"sign match fail"}', 'errcode 19021'],
    [200, '', 'an answer without errcode'],
    [200, '<html>', 'an answer without errcode'],
    [502, '{"errcode":0}', 'HTTP 502'],
  ])('of %d %s does not', (status, body, error) => {
    expect(robotResult(status, body)).toEqual({ status, error })
  })

  test.each([45009, 130101, 9499])('of errcode %d asks to wait a minute', (code) => {
    expect(robotResult(200, JSON.stringify({ errcode: code }))).toMatchObject({ retryAfterMs: 60_000 })
  })
})

describe('the text', () => {
  test('says what happened to which ticket, and where to read it', () => {
    const { text, count } = robotText([notice], publicUrl, 'zh')
    expect(count).toBe(1)
    expect(text).toBe(
      [
        '【待审批】申请云主机',
        '申请人：ZHANG（t1）',
        '类型：问题反馈',
        '操作人：ZHANG（提交）',
        '当前处理人：审计员',
        'https://t.example/console/ticket/ad0bcf7e-ab75-4873-b0a2-6caa294b083f',
      ].join('\n'),
    )
  })

  test('has no link without a console', () => {
    expect(robotText([notice], '', 'zh').text).not.toMatch(/https?:/)
  })

  test('of many events is one message of as many as fit, within what WeCom takes', () => {
    const many = Array.from({ length: 50 }, () => ({ ...notice, ticket_name: '很长的名字'.repeat(20) }))
    const { text, count } = robotText(many, publicUrl, 'zh')
    expect(count).toBeGreaterThan(3)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_096)
    expect(
      robotText(
        Array.from({ length: 50 }, () => notice),
        '',
        'zh',
      ).count,
    ).toBe(20)
  })

  test('mentions, links and formats nothing that a user wrote into a name', () => {
    const wicked = '<at user_id="all">所有人</at> <@all> @张三 [x](http://e) **b** `c`\n# d'
    const { text } = robotText([{ ...notice, ticket_name: wicked, reason: wicked }], publicUrl, 'zh')
    expect(text.replaceAll('https://t.example/console/ticket/', '')).not.toMatch(/[<>@*`#[\]]/)
    expect(text.split('\n')).toHaveLength(7)
  })
})
