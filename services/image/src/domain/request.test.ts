import { describe, expect, test } from '@jest/globals'
import { ownFailure } from './failures.ts'
import { accepted, at, image, job, ready, sending } from './given.fixture.ts'
import { evolve } from './job.ts'
import { isSurplus, onOrder } from './operator.ts'
import { unclaimed } from './reaper.ts'
import { onRequest } from './request.ts'
import { afterRestore } from './restored.ts'
import { stepOf } from './step.ts'
import { DETAILS, TICKET } from './tencent.fixture.ts'
import { toldOf } from './told.ts'

const placed = { at: 500, commandId: 'command', correlationId: 'correlation' }
const wish = (request: number) => ({ request, details: DETAILS, detailsHash: 'hash' })
const done = job(sending(), accepted(), ready(), [300, { type: 'job.done', data: { warning: '' } }])
const failure = ownFailure('gongdan.ImageMissing', 'img-00000001')
const failed = job(sending(), [300, { type: 'job.failed', data: { traceId: 'trace-1', failure } }])
const waiting = job(sending(), accepted(), [300, { type: 'job.stuck', data: { failure } }])

describe('a request', () => {
  test('of a new ticket is a job', () => {
    expect(onRequest(undefined, wish(1)).facts).toMatchObject([
      { type: 'job.requested', data: { request: 1, region: 'ap-guangzhou', instanceId: 'ins-demo0001' } },
    ])
  })

  test('of a new ticket in a restored database looks for its image before it sends', () => {
    const requested = onRequest(undefined, wish(1), true).facts[0]!
    expect(stepOf(evolve(undefined, { ...requested, ...placed }, TICKET))).toBe('LOOK_UP')
  })

  test('that was heard before changes nothing', () => {
    expect(onRequest(job(), wish(1)).facts).toEqual([])
    expect(onRequest(failed, wish(1)).facts).toEqual([])
  })

  test('with a higher number starts a failed job again, under the next name', () => {
    expect(onRequest(failed, wish(2)).facts).toEqual([{ type: 'job.retried', data: { request: 2, attempt: 2 } }])
  })

  test.each([
    ['queued', job(), null],
    ['running', job(sending()), { type: 'image.creating' }],
    ['done', done, { type: 'image.created', imageId: 'img-00000001', warning: '' }],
    ['waiting for a person', waiting, { type: 'image.needs-operator', ...failure }],
  ])('with a higher number is told the outcome of a job that is %s, and nothing else', (_, present, told) => {
    const { facts } = onRequest(present, wish(2))
    expect(facts).toEqual([{ type: 'job.asked-again', data: { request: 2 } }])
    expect(toldOf({ type: 'job.asked-again', data: { request: 2 } }, { ...present, request: 2 })).toEqual(told)
  })
})

test('a job that was about to send when it was backed up looks for its image when it is restored', () => {
  const [doubted] = afterRestore(job()).facts
  expect(stepOf(evolve(job(), { ...doubted!, ...placed }, TICKET))).toBe('LOOK_UP')
  expect(afterRestore(job(sending())).facts).toEqual([])
  expect(afterRestore(done).facts).toEqual([])
})

describe('a person', () => {
  test('may decide only about a job that waits for one', () => {
    expect(onOrder(done, { kind: 'retry' }, at(0))).toBe('not-waiting')
    expect(onOrder(undefined, { kind: 'retry' }, at(0))).toBe('no-such-job')
  })

  test('may retry only when nothing that was sent can take effect', () => {
    const early = job(sending(), [300, { type: 'job.stuck', data: { failure } }])
    expect(onOrder(early, { kind: 'retry' }, at(1_000))).toBe('not-settled')
    expect(onOrder(early, { kind: 'retry' }, at(370_000))).toMatchObject({
      facts: [{ type: 'job.retried', data: { request: 1, attempt: 2 } }],
    })
  })

  test('may adopt an image of the ticket, any other only on purpose', () => {
    const adopt = { kind: 'adopt', image: image({ description: '' }), unmarked: false } as const
    expect(onOrder(waiting, adopt, at(0))).toBe('not-marked')
    expect(onOrder(waiting, { ...adopt, unmarked: true }, at(0))).toMatchObject({ facts: [{ type: 'job.adopted' }] })
    expect(onOrder(waiting, { ...adopt, image: image() }, at(0))).toMatchObject({
      facts: [{ type: 'job.adopted', data: { tell: true } }],
    })
  })

  test('may give up, and the ticket hears the reason', () => {
    expect(onOrder(waiting, { kind: 'give-up', reason: 'not worth it' }, at(0))).toMatchObject({
      facts: [{ type: 'job.failed', data: { failure: { code: 'gongdan.GivenUp', message: 'not worth it' } } }],
    })
  })

  test.each([
    ['an image without a job', undefined, image(), true],
    ['an image that is not ours', undefined, image({ description: '' }), false],
    ['the image of a job', done, image(), false],
    ['another image than the job’s', done, image({ imageId: 'img-other' }), true],
    ['what a job at work may come to need', job(sending()), image(), false],
  ])('may delete %s: %#', (_, owner, found, may) => {
    expect(isSurplus(owner, found)).toBe(may)
  })
})

test('the reaper tells strangers, surplus images and strays from a job’s own', () => {
  const images = [
    image(),
    image({ imageId: 'img-other', name: 'renamed' }),
    image({ imageId: 'img-lone', description: 'tkt:11111111-1111-4111-8111-111111111111#1' }),
    image({ imageId: 'img-foreign', name: 'x', description: 'y' }),
  ]
  expect(unclaimed(images, new Map([[TICKET, done]])).map(({ imageId, kind }) => [imageId, kind])).toEqual([
    ['img-other', 'surplus'],
    ['img-lone', 'stranger'],
  ])
  expect(unclaimed([image()], new Map([[TICKET, job(sending())]]))).toEqual([])
})
