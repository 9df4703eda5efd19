import { describe, expect, test } from '@jest/globals'
import type { CloudAnswer } from './cloud.ts'
import { accepted, at, job, outcomeUnknown, START, sending } from './job.fixture.ts'
import { afterSend, beforeSend, notSent } from './send.ts'
import { isSettled } from './settle.ts'

const refused = (code: string): CloudAnswer<string> => ({
  kind: 'error',
  error: { code, message: 'why', requestId: 'r' },
})
const made = (value: string): CloudAnswer<string> => ({ kind: 'ok', value, requestId: 'r' })
const lost: CloudAnswer<string> = { kind: 'unknown', reason: 'socket hang up' }
const types = (decision: { readonly events: readonly { readonly type: string }[] }) =>
  decision.events.map(({ type }) => type)

describe('before a call', () => {
  test('the intent is written, with the time from which nothing of it can take effect any more', () => {
    const { events } = beforeSend(job(), { traceId: 't', unchanged: true }, at(0))
    expect(events).toEqual([
      {
        type: 'job.sending',
        data: { traceId: 't', attempt: 1, sentAt: START, settleAt: START + 370_000, tell: true },
      },
    ])
  })

  test('a section that is not the approved one goes to a person, and nothing is sent', () => {
    const decision = beforeSend(job(), { traceId: 't', unchanged: false }, at(0))
    expect(decision).toMatchObject({
      events: [{ type: 'job.stuck', data: { failure: { code: 'gongdan.SectionChanged' } } }],
    })
    expect(decision.alarms).toContain('section-changed')
  })

  test('nothing is sent while an earlier send may still take effect', () => {
    const waiting = job(sending(), outcomeUnknown(), [200, { type: 'job.cleared', data: {} }])
    const decision = beforeSend(waiting, { traceId: 't', unchanged: true }, at(1_000))
    expect(decision).toEqual({ events: [], inMs: 369_000, alarms: [] })
  })

  test('a call that comes too late is not made, and leaves no doubt behind', () => {
    const withdrawn = notSent(job(sending()), 'trace-1', at(11_000))
    expect(types(withdrawn)).toEqual(['job.not-sent'])
    expect(isSettled(job(sending(), [11_000, { type: 'job.not-sent', data: { traceId: 'trace-1' } }]), START)).toBe(
      true,
    )
  })
})

describe('after a call', () => {
  test.each<[string, CloudAnswer<string>, string, readonly string[]]>([
    ['an image id is recorded', made('img-1'), 'job.accepted', []],
    ['a lost answer is an unknown outcome', lost, 'job.doubted', []],
    ['an internal error is an unknown outcome', refused('InternalError'), 'job.doubted', []],
    ['an unlisted code is an unknown outcome, and an alarm', refused('Brand.New'), 'job.doubted', ['unlisted-code']],
    ['a taken name is looked up', refused('InvalidImageName.Duplicate'), 'job.doubted', []],
    ['a busy instance is tried again', refused('ResourceInUse'), 'job.refused', []],
    ['a full quota is tried again', refused('ImageQuotaLimitExceeded'), 'job.refused', []],
    ['a missing instance fails the job', refused('InvalidInstanceId.NotFound'), 'job.failed', []],
    [
      'wrong keys fail the job, and raise an alarm',
      refused('AuthFailure.TokenFailure'),
      'job.failed',
      ['credentials-or-rights'],
    ],
  ])('%s', (_, answer, type, alarms) => {
    const decision = afterSend(job(sending()), 'trace-1', answer, at(500))
    expect(types(decision)).toEqual([type])
    expect(decision.alarms).toEqual(alarms)
  })

  test('a failure carries the words of Tencent, and ours in two languages', () => {
    const decision = afterSend(job(sending()), 'trace-1', refused('InvalidInstanceId.NotFound'), at(500))
    expect(decision.events[0]?.data).toMatchObject({
      failure: {
        code: 'InvalidInstanceId.NotFound',
        message: 'why',
        text: 'The instance does not exist.',
        textCn: '云服务器实例不存在。',
      },
    })
  })

  test('a quota is tried every ten minutes or so, a busy instance within seconds', () => {
    expect(afterSend(job(sending()), 'trace-1', refused('ImageQuotaLimitExceeded'), at(500)).inMs).toBe(600_000)
    expect(afterSend(job(sending()), 'trace-1', refused('ResourceInUse'), at(500)).inMs).toBeLessThan(1_100)
  })

  test('refused for two hours in a row, the job needs an operator; refusals of another kind do not count', () => {
    const refusal = (ms: number, code: string) =>
      [ms, { type: 'job.refused', data: { traceId: 'x', error: { code, message: '', requestId: '' } } }] as const
    const longRefused = job(refusal(0, 'ResourceInUse'), sending('trace-1', 7_199_000))
    expect(types(afterSend(longRefused, 'trace-1', refused('ResourceInUse'), at(7_200_000)))).toEqual([
      'job.refused',
      'job.stuck',
    ])
    const otherwise = job(refusal(0, 'ImageQuotaLimitExceeded'), sending('trace-1', 7_199_000))
    expect(types(afterSend(otherwise, 'trace-1', refused('ResourceInUse'), at(7_200_000)))).toEqual(['job.refused'])
  })
})

describe('an answer that comes when another worker has gone on', () => {
  test('brings its image id to a job that has none', () => {
    expect(types(afterSend(job(sending(), outcomeUnknown()), 'trace-1', made('img-1'), at(500)))).toEqual([
      'job.accepted',
    ])
  })

  test('makes its image an orphan of a job that has another, and raises an alarm', () => {
    const decision = afterSend(job(sending(), accepted()), 'trace-1', made('img-other'), at(500))
    expect(types(decision)).toEqual(['job.answered-late', 'job.strays-found'])
    expect(decision.alarms).toEqual(['surplus-image'])
  })

  test('changes nothing when it says what is known', () => {
    expect(afterSend(job(sending(), accepted()), 'trace-1', made('img-00000001'), at(500)).events).toEqual([])
  })

  test('makes the outcome of its send certain when it is a refusal', () => {
    const unknown = job(sending(), outcomeUnknown())
    expect(isSettled(unknown, START + 500)).toBe(false)
    expect(types(afterSend(unknown, 'trace-1', refused('ResourceInUse'), at(500)))).toEqual(['job.answered-late'])
  })

  test('does not when it says that the image is there', () => {
    const decision = afterSend(
      job(sending(), outcomeUnknown()),
      'trace-1',
      refused('InvalidImageName.Duplicate'),
      at(500),
    )
    expect(decision.events).toMatchObject([{ type: 'job.doubted', data: { because: 'duplicate' } }])
  })
})
