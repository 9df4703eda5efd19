import { describe, expect, test } from '@jest/globals'
import { fencingName, markedDescription } from './fence.ts'
import { at, image, job, outcomeUnknown, sending } from './job.fixture.ts'
import { abandoned, afterLookUp } from './lookUp.ts'
import { TICKET } from './tencent.fixture.ts'

const OTHER = '11111111-1111-4111-8111-111111111111'
const unknown = job(sending(), outcomeUnknown())
const minutes = 60_000

describe('looking for what a send may have made', () => {
  test.each([
    ['under its fencing name', image()],
    ['under its final name', image({ name: 'golden' })],
    ['failed in the making', image({ state: 'CREATEFAILED' })],
  ])('an image of ours is adopted, %s', (_, found) => {
    expect(afterLookUp(unknown, [found], at(1_000)).events).toMatchObject([
      { type: 'job.adopted', data: { imageId: found.imageId, attempt: 1 } },
    ])
  })

  test('names that only resemble ours, and other tickets’ images, are not taken', () => {
    const others = [
      image({ name: `${fencingName(TICKET, 1)}0`, description: '' }),
      image({ name: 'x', description: markedDescription(OTHER, 1, `tkt:${TICKET}#1 `) }),
    ]
    expect(afterLookUp(unknown, others, at(1_000)).events).toEqual([])
  })

  test('an image under our name without our marker needs an operator', () => {
    const decision = afterLookUp(unknown, [image({ description: 'somebody else’s' })], at(1_000))
    expect(decision.events).toMatchObject([{ data: { failure: { code: 'gongdan.NameOccupied' } } }])
  })

  test('of several the oldest that did not fail is taken, the others are kept apart', () => {
    const listed = [
      image({ imageId: 'img-new', createdAt: '2026-11-24T00:00:02Z' }),
      image({ imageId: 'img-failed', state: 'CREATEFAILED', createdAt: '2026-11-24T00:00:00Z' }),
      image({ imageId: 'img-old', createdAt: '2026-11-24T00:00:01Z' }),
      image({ imageId: 'img-old', createdAt: '2026-11-24T00:00:01Z' }),
    ]
    const decision = afterLookUp(unknown, listed, at(1_000))
    expect(decision.events[0]).toMatchObject({ type: 'job.adopted', data: { imageId: 'img-old' } })
    expect(decision.events[1]?.data).toEqual({
      strays: [
        { imageId: 'img-new', delete: false },
        { imageId: 'img-failed', delete: true },
      ],
    })
    expect(decision.alarms).toEqual(['surplus-image'])
  })

  test('known orphans are left out', () => {
    const strays = [{ imageId: 'img-00000001', delete: true }]
    const withOrphan = job(sending(), outcomeUnknown(), [200, { type: 'job.strays-found', data: { strays } }])
    expect(afterLookUp(withOrphan, [image()], at(1_000)).events).toEqual([])
  })
})

describe('when nothing is found', () => {
  test.each([
    [0, 2_000],
    [6_000, 6_000],
    [60_000, 30_000],
    [360_000, 9_900],
  ])('%i ms after the unknown outcome the next look-up is in %i ms', (elapsed, inMs) => {
    expect(afterLookUp(unknown, [], at(100 + elapsed))).toMatchObject({ events: [], inMs })
  })

  test('the job may send again once the send is settled', () => {
    expect(afterLookUp(unknown, [], at(370_000)).events).toEqual([{ type: 'job.cleared', data: {} }])
  })

  test('after an unlisted code the job needs an operator', () => {
    const odd = job(sending(), outcomeUnknown(100, 'unlisted-code'))
    expect(afterLookUp(odd, [], at(370_000)).events).toMatchObject([
      { data: { failure: { code: 'gongdan.OutcomeUnknown' } } },
    ])
  })

  test('an image that is said to exist is looked up for half an hour, then the job needs an operator', () => {
    const duplicate = job(sending(), outcomeUnknown(100, 'duplicate'))
    expect(afterLookUp(duplicate, [], at(29 * minutes)).events).toEqual([])
    expect(afterLookUp(duplicate, [], at(31 * minutes)).events).toMatchObject([
      { data: { failure: { code: 'gongdan.DuplicateNotFound' } } },
    ])
  })
})

test('a job found SENDING lost its worker: the outcome of its send is unknown', () => {
  expect(abandoned(job(sending())).events).toMatchObject([{ type: 'job.doubted', data: { because: 'no-answer' } }])
})
