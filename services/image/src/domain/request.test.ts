import { describe, expect, test } from '@jest/globals'
import { announcementOf } from './announcement.ts'
import { ownFailure } from './failures.ts'
import { accepted, at, image, job, ready, sending } from './job.fixture.ts'
import { evolve } from './job.ts'
import { onOperatorCommand } from './operator.ts'
import { isUnneeded, missingAmong, orphansAmong } from './orphans.ts'
import { afterRestore, onRequest } from './request.ts'
import { stepOf } from './step.ts'
import { DETAILS, TICKET } from './tencent.fixture.ts'

const metadata = { at: 500, commandId: 'command', correlationId: 'correlation' }
const wanted = (request: number) => ({ request, details: DETAILS, detailsHash: 'hash' })
const done = job(sending(), accepted(), ready(), [300, { type: 'job.done', data: { warning: '' } }])
const failure = ownFailure('gongdan.ImageMissing', 'img-00000001')
const failed = job(sending(), [300, { type: 'job.failed', data: { traceId: 'trace-1', failure } }])
const waiting = job(sending(), accepted(), [300, { type: 'job.stuck', data: { failure } }])

describe('a request', () => {
  test('of a new ticket is a job', () => {
    expect(onRequest(undefined, wanted(1)).events).toMatchObject([
      { type: 'job.requested', data: { request: 1, region: 'ap-guangzhou', instanceId: 'ins-demo0001' } },
    ])
  })

  test('of a new ticket in a restored database looks for its image before it sends', () => {
    const requested = onRequest(undefined, wanted(1), true).events[0]!
    expect(stepOf(evolve(undefined, { ...requested, ...metadata }, TICKET))).toBe('LOOK_UP')
  })

  test('that was received before changes nothing', () => {
    expect(onRequest(job(), wanted(1)).events).toEqual([])
    expect(onRequest(failed, wanted(1)).events).toEqual([])
  })

  test('with a higher number starts a failed job again, under the next name', () => {
    expect(onRequest(failed, wanted(2)).events).toEqual([{ type: 'job.retried', data: { request: 2, attempt: 2 } }])
  })

  test.each([
    ['queued', job(), null],
    ['running', job(sending()), { type: 'image.creating' }],
    ['done', done, { type: 'image.created', imageId: 'img-00000001', warning: '' }],
    ['waiting for a person', waiting, { type: 'image.needs-operator', ...failure }],
  ])('with a higher number announces the outcome of a job that is %s, and changes nothing', (_, present, announced) => {
    const { events } = onRequest(present, wanted(2))
    expect(events).toEqual([{ type: 'job.asked-again', data: { request: 2 } }])
    expect(announcementOf({ type: 'job.asked-again', data: { request: 2 } }, { ...present, request: 2 })).toEqual(
      announced,
    )
  })
})

test('a job that was about to send when it was backed up looks for its image when it is restored', () => {
  const [unknown] = afterRestore(job()).events
  expect(stepOf(evolve(job(), { ...unknown!, ...metadata }, TICKET))).toBe('LOOK_UP')
  expect(afterRestore(job(sending())).events).toEqual([])
  expect(afterRestore(done).events).toEqual([])
})

describe('an operator', () => {
  test('may decide only about a job that waits for one', () => {
    expect(onOperatorCommand(done, { kind: 'retry' }, at(0))).toBe('not-waiting')
    expect(onOperatorCommand(undefined, { kind: 'retry' }, at(0))).toBe('no-such-job')
  })

  test('may retry only when no send can take effect any more', () => {
    const early = job(sending(), [300, { type: 'job.stuck', data: { failure } }])
    expect(onOperatorCommand(early, { kind: 'retry' }, at(1_000))).toBe('not-settled')
    expect(onOperatorCommand(early, { kind: 'retry' }, at(370_000))).toMatchObject({
      events: [{ type: 'job.retried', data: { request: 1, attempt: 2 } }],
    })
  })

  test('may adopt an image of the ticket, and any other one only as unmarked', () => {
    const adopt = { kind: 'adopt', image: image({ description: '' }), unmarked: false } as const
    expect(onOperatorCommand(waiting, adopt, at(0))).toBe('not-marked')
    expect(onOperatorCommand(waiting, { ...adopt, unmarked: true }, at(0))).toMatchObject({
      events: [{ type: 'job.adopted' }],
    })
    expect(onOperatorCommand(waiting, { ...adopt, image: image() }, at(0))).toMatchObject({
      events: [{ type: 'job.adopted', data: { tell: true } }],
    })
  })

  test('may give up, with a reason for the ticket', () => {
    expect(onOperatorCommand(waiting, { kind: 'give-up', reason: 'not worth it' }, at(0))).toMatchObject({
      events: [{ type: 'job.failed', data: { failure: { code: 'gongdan.GivenUp', message: 'not worth it' } } }],
    })
  })

  test.each([
    ['an image without a job', undefined, image(), true],
    ['an image that is not ours', undefined, image({ description: '' }), false],
    ['the image of a job', done, image(), false],
    ['another image than the job’s', done, image({ imageId: 'img-other' }), true],
    ['what a job at work may come to need', job(sending()), image(), false],
  ])('may delete %s: %#', (_, owner, found, may) => {
    expect(isUnneeded(owner, found)).toBe(may)
  })
})

test('the reconciler tells orphans of each kind from the images of jobs', () => {
  const images = [
    image(),
    image({ imageId: 'img-other', name: 'renamed' }),
    image({ imageId: 'img-lone', description: 'tkt:11111111-1111-4111-8111-111111111111#1' }),
    image({ imageId: 'img-foreign', name: 'x', description: 'y' }),
  ]
  expect(orphansAmong(images, new Map([[TICKET, done]])).map(({ imageId, kind }) => [imageId, kind])).toEqual([
    ['img-other', 'surplus'],
    ['img-lone', 'without-job'],
  ])
  expect(orphansAmong([image()], new Map([[TICKET, job(sending())]]))).toEqual([])
  const nextAttempt = job(sending(), accepted(), [300, { type: 'job.image-failed', data: { imageId: 'img-00000001' } }])
  expect(orphansAmong([image()], new Map([[TICKET, nextAttempt]]))).toMatchObject([{ kind: 'failed' }])
  expect(missingAmong([done], [image({ imageId: 'img-other' })])).toMatchObject([
    { kind: 'missing', imageId: 'img-00000001', snapshotIds: ['snap-1'] },
  ])
  expect(missingAmong([done], [image()])).toEqual([])
})
