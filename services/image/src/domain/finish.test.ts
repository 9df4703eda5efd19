import { describe, expect, test } from '@jest/globals'
import type { CloudAnswer } from './cloud.ts'
import { accepted, at, image, job, outcomeUnknown, ready, sending } from './job.fixture.ts'
import { afterPoll } from './poll.ts'
import { afterReadingName, afterRename, beforeRename } from './rename.ts'
import { DETAILS } from './tencent.fixture.ts'

const making = job(sending(), accepted())
const hours = 3_600_000
const stuckBy = (code: string) => [{ type: 'job.stuck', data: { failure: { code } } }]

describe('an image in the making', () => {
  test('that is NORMAL gets its name', () => {
    const normal = image({ snapshotIds: ['snap-1'] })
    expect(afterPoll(making, normal, at(2_000)).events).toEqual([
      { type: 'job.image-ready', data: { snapshotIds: ['snap-1'] } },
    ])
  })

  test('is looked at every 5 s at first, every 30 s later', () => {
    expect(afterPoll(making, image({ state: 'CREATING' }), at(2_000))).toMatchObject({ events: [], inMs: 5_000 })
    expect(afterPoll(making, image({ state: 'SOMETHING' }), at(600_000))).toMatchObject({ events: [], inMs: 30_000 })
  })

  test('raises an alarm after half an hour, once or twice', () => {
    expect(afterPoll(making, image({ state: 'CREATING' }), at(0.5 * hours + 5_000)).alarms).toEqual(['slow-image'])
    expect(afterPoll(making, image({ state: 'CREATING' }), at(0.6 * hours)).alarms).toEqual([])
  })

  test('needs an operator after two hours: a second image is never made for lateness', () => {
    const decision = afterPoll(making, image({ state: 'CREATING' }), at(2 * hours + 100))
    expect(decision.events).toMatchObject(stuckBy('gongdan.DeadlinePassed'))
  })

  test('may not be listed for six minutes', () => {
    expect(afterPoll(making, null, at(350_000)).events).toEqual([])
    expect(afterPoll(making, null, at(370_000)).events).toMatchObject(stuckBy('gongdan.ImageMissing'))
  })

  test('that failed is to be deleted, and the next attempt has a name of its own', () => {
    const { events } = afterPoll(making, image({ state: 'CREATEFAILED' }), at(2_000))
    expect(events).toEqual([{ type: 'job.image-failed', data: { imageId: 'img-00000001' } }])
    const next = job(sending(), accepted(), [2_000, events[0] ?? { type: 'job.cleared', data: {} }])
    expect(next).toMatchObject({
      attempt: 2,
      orphans: [{ imageId: 'img-00000001', kind: 'failed' }],
      phase: { state: 'PENDING' },
    })
  })

  test('that failed is given no successor while a send of unknown outcome may take effect', () => {
    const data = { imageId: 'img-00000001', attempt: 1, deadlineAt: 0, tell: false }
    const adopted = job(sending(), outcomeUnknown(), [200, { type: 'job.adopted', data }])
    expect(afterPoll(adopted, image({ state: 'CREATEFAILED' }), at(2_000))).toMatchObject({ events: [], inMs: 368_000 })
  })

  test('fails the job when three have failed', () => {
    const third = job(sending('trace-1', 0, 3), accepted())
    expect(afterPoll(third, image({ state: 'CREATEFAILED' }), at(2_000)).events.map(({ type }) => type)).toEqual([
      'job.image-failed',
      'job.failed',
    ])
  })
})

describe('a finished image', () => {
  const finished = job(sending(), accepted(), ready())
  const refused = (code: string): CloudAnswer<null> => ({ kind: 'error', error: { code, message: '', requestId: 'r' } })
  const warning = (expected: unknown) => [{ type: 'job.done', data: { warning: expected } }]

  test('is not renamed while a send may take effect, for that gives its fencing name free', () => {
    const data = { imageId: 'img-00000001', attempt: 1, deadlineAt: 0, tell: false }
    const early = job(sending(), outcomeUnknown(), [200, { type: 'job.adopted', data }], ready(300))
    expect(beforeRename(early, at(1_000))).toMatchObject({ events: [], inMs: 369_000 })
    expect(beforeRename(finished, at(1_000))).toBeNull()
  })

  test('keeps its fencing name when the wanted one could be another ticket’s fence', () => {
    const details = DETAILS.replace('golden', 'tkt-mine')
    expect(beforeRename({ ...finished, details }, at(1_000))?.events).toMatchObject(
      warning(expect.stringContaining('tkt-')),
    )
  })

  test('is done under its name', () => {
    expect(afterRename(finished, { kind: 'ok', value: null, requestId: 'r' }, at(1_000))).toMatchObject({
      events: warning(''),
    })
  })

  test.each([
    ['bears the name already', image({ name: 'golden' }), warning('')],
    ['does not bear it', image(), warning(expect.stringContaining('another image'))],
    ['cannot be read', null, []],
  ])('whose wanted name is taken is read: it %s', (_, read, events) => {
    const answer = refused('InvalidImageName.Duplicate')
    expect(afterRename(finished, answer, at(1_000))).toBe('read-name')
    expect(afterReadingName(finished, answer, read, at(1_000)).events).toMatchObject(events)
  })

  test('is renamed again after an unclear answer, for half an hour', () => {
    const unclear: CloudAnswer<null> = { kind: 'unknown', reason: 'hang up' }
    expect(afterReadingName(finished, unclear, image(), at(1_000)).events).toEqual([])
    expect(afterReadingName(finished, unclear, image(), at(hours)).events).toMatchObject(
      warning(expect.stringContaining('in time')),
    )
  })

  test('is never failed by its name', () => {
    expect(afterRename(finished, refused('AuthFailure.TokenFailure'), at(1_000))).toMatchObject({
      events: warning(expect.stringContaining('AuthFailure')),
    })
  })
})
