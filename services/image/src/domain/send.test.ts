import { describe, expect, test } from '@jest/globals'
import type { Answer } from './cloud.ts'
import { accepted, at, doubted, job, START, sending } from './given.fixture.ts'
import { afterSend, beforeSend, notSent } from './send.ts'
import { isSettled } from './settle.ts'

const refused = (code: string): Answer<string> => ({ kind: 'error', error: { code, message: 'why', requestId: 'r' } })
const made = (value: string): Answer<string> => ({ kind: 'ok', value, requestId: 'r' })
const lost: Answer<string> = { kind: 'unknown', reason: 'socket hang up' }
const types = (decision: { readonly facts: readonly { readonly type: string }[] }) =>
  decision.facts.map(({ type }) => type)

describe('before a call', () => {
  test('the intent is written, with the time from which nothing of it can take effect any more', () => {
    const { facts } = beforeSend(job(), { traceId: 't', unchanged: true }, at(0))
    expect(facts).toEqual([
      {
        type: 'job.sending',
        data: { traceId: 't', attempt: 1, sentAt: START, settleAt: START + 370_000, tell: true },
      },
    ])
  })

  test('a section that is not the approved one goes to a person, and nothing is sent', () => {
    const decision = beforeSend(job(), { traceId: 't', unchanged: false }, at(0))
    expect(decision).toMatchObject({
      facts: [{ type: 'job.stuck', data: { failure: { code: 'gongdan.SectionChanged' } } }],
    })
    expect(decision.alarms).toContain('section-changed')
  })

  test('nothing is sent while an earlier send may still take effect', () => {
    const waiting = job(sending(), doubted(), [200, { type: 'job.cleared', data: {} }])
    const decision = beforeSend(waiting, { traceId: 't', unchanged: true }, at(1_000))
    expect(decision).toEqual({ facts: [], inMs: 369_000, alarms: [] })
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
  test.each<[string, Answer<string>, string, readonly string[]]>([
    ['an image id is recorded', made('img-1'), 'job.accepted', []],
    ['a lost answer is a doubt', lost, 'job.doubted', []],
    ['an internal error is a doubt', refused('InternalError'), 'job.doubted', []],
    ['an unknown code is a doubt, and an alarm', refused('Brand.New'), 'job.doubted', ['unlisted-code']],
    ['a taken name is looked for', refused('InvalidImageName.Duplicate'), 'job.doubted', []],
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
    expect(decision.facts[0]?.data).toMatchObject({
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

  test('refused for two hours in a row, the job goes to a person; a while of another kind does not count', () => {
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
    expect(types(afterSend(job(sending(), doubted()), 'trace-1', made('img-1'), at(500)))).toEqual(['job.accepted'])
  })

  test('makes its image a stray of a job that has another, and raises an alarm', () => {
    const decision = afterSend(job(sending(), accepted()), 'trace-1', made('img-other'), at(500))
    expect(types(decision)).toEqual(['job.answered-late', 'job.strays-found'])
    expect(decision.alarms).toEqual(['surplus-image'])
  })

  test('changes nothing when it says what is known', () => {
    expect(afterSend(job(sending(), accepted()), 'trace-1', made('img-00000001'), at(500)).facts).toEqual([])
  })

  test('settles its send when it is a refusal', () => {
    const doubtful = job(sending(), doubted())
    expect(isSettled(doubtful, START + 500)).toBe(false)
    expect(types(afterSend(doubtful, 'trace-1', refused('ResourceInUse'), at(500)))).toEqual(['job.answered-late'])
  })

  test('does not settle its send when it says that the image is there', () => {
    const decision = afterSend(job(sending(), doubted()), 'trace-1', refused('InvalidImageName.Duplicate'), at(500))
    expect(decision.facts).toMatchObject([{ type: 'job.doubted', data: { because: 'duplicate' } }])
  })
})
