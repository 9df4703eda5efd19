import { said } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { batchEnvelope, envelope, envelopeOf, succeeded } from './envelope.ts'
import { TicketRef } from './http/tickets.ts'
import type { Scode } from './scodes.ts'

const ref = { ticket_uuid: 'u', ticket_name: '反馈' }

test('an envelope has its fields in the order of the original API', () => {
  expect(JSON.stringify(succeeded(ref))).toBe(
    '{"scode":0,"desc":"","message":"success","message_cn":"成功","stack":null,"data":{"ticket_uuid":"u","ticket_name":"反馈"}}',
  )
})

describe('the schema of an envelope', () => {
  test('takes every envelope, with data and without', () => {
    expect(envelopeOf(TicketRef).parse(succeeded(ref))).toEqual(succeeded(ref))
    expect(envelopeOf(TicketRef).parse(envelope(3001, said('why', '为何'), null))).toMatchObject({
      scode: 3001,
      desc: 'why',
      desc_cn: '为何',
    })
  })

  test.each([{ scode: 1 }, { stack: 'at main.ts:1' }, { more: 1 }, { data: [] }, { data: {} }])(
    'does not take one with %j',
    (part) => {
      expect(envelopeOf(TicketRef).safeParse({ ...succeeded(ref), ...part }).success).toBe(false)
    },
  )
})

describe('a batch', () => {
  const batchOf = (...results: readonly Scode[]) => batchEnvelope(results.map((scode) => envelope(scode, '', ref)))

  test.each([
    [[0, 0], 0, 2, 0],
    [[0, 3001, 0], 10, 2, 1],
    [[3001, 3002], 11, 0, 2],
    [[0, 12, 3001], 12, 1, 1],
  ] as const)('of %j is %i, with %i successes and %i failures', (results, scode, success, fail) => {
    const { data, ...rest } = batchOf(...results)
    expect(rest).toMatchObject({ scode, desc: '' })
    expect(data).toMatchObject({ success, fail })
    expect(data?.results.map((result) => result.scode)).toEqual(results)
  })

  test('names itself only where it can be asked for again', () => {
    expect(batchOf(0).data).not.toHaveProperty('batch_uuid')
    expect(batchEnvelope([envelope(12, '', ref)], 'b').data).toMatchObject({ batch_uuid: 'b' })
  })
})
