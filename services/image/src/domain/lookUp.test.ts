import { describe, expect, test } from '@jest/globals'
import { fencingName, markedDescription } from './fence.ts'
import { at, doubted, image, job, sending } from './given.fixture.ts'
import { abandoned, afterLookUp } from './lookUp.ts'
import { TICKET } from './tencent.fixture.ts'

const OTHER = '11111111-1111-4111-8111-111111111111'
const doubtful = job(sending(), doubted())
const minutes = 60_000

describe('looking for what a send may have made', () => {
  test.each([
    ['under its fencing name', image()],
    ['under its final name', image({ name: 'golden' })],
    ['failed in the making', image({ state: 'CREATEFAILED' })],
  ])('an image of ours is adopted, %s', (_, found) => {
    expect(afterLookUp(doubtful, [found], at(1_000)).facts).toMatchObject([
      { type: 'job.adopted', data: { imageId: found.imageId, attempt: 1 } },
    ])
  })

  test('names that only resemble ours, and other tickets’ images, are not taken', () => {
    const others = [
      image({ name: `${fencingName(TICKET, 1)}0`, description: '' }),
      image({ name: 'x', description: markedDescription(OTHER, 1, `tkt:${TICKET}#1 `) }),
    ]
    expect(afterLookUp(doubtful, others, at(1_000)).facts).toEqual([])
  })

  test('an image under our name without our marker is a case for a person', () => {
    const decision = afterLookUp(doubtful, [image({ description: 'somebody else’s' })], at(1_000))
    expect(decision.facts).toMatchObject([{ data: { failure: { code: 'gongdan.NameOccupied' } } }])
  })

  test('of several the oldest that did not fail is taken, the others are kept apart', () => {
    const listed = [
      image({ imageId: 'img-new', createdAt: '2026-11-24T00:00:02Z' }),
      image({ imageId: 'img-failed', state: 'CREATEFAILED', createdAt: '2026-11-24T00:00:00Z' }),
      image({ imageId: 'img-old', createdAt: '2026-11-24T00:00:01Z' }),
      image({ imageId: 'img-old', createdAt: '2026-11-24T00:00:01Z' }),
    ]
    const decision = afterLookUp(doubtful, listed, at(1_000))
    expect(decision.facts[0]).toMatchObject({ type: 'job.adopted', data: { imageId: 'img-old' } })
    expect(decision.facts[1]?.data).toEqual({
      strays: [
        { imageId: 'img-new', delete: false },
        { imageId: 'img-failed', delete: true },
      ],
    })
    expect(decision.alarms).toEqual(['surplus-image'])
  })

  test('strays are left out', () => {
    const strays = [{ imageId: 'img-00000001', delete: true }]
    const withStray = job(sending(), doubted(), [200, { type: 'job.strays-found', data: { strays } }])
    expect(afterLookUp(withStray, [image()], at(1_000)).facts).toEqual([])
  })
})

describe('when nothing is found', () => {
  test.each([
    [0, 2_000],
    [6_000, 6_000],
    [60_000, 30_000],
    [360_000, 9_900],
  ])('%i ms after the doubt it is looked again in %i ms', (elapsed, inMs) => {
    expect(afterLookUp(doubtful, [], at(100 + elapsed))).toMatchObject({ facts: [], inMs })
  })

  test('the way is clear once the send can take effect no more', () => {
    expect(afterLookUp(doubtful, [], at(370_000)).facts).toEqual([{ type: 'job.cleared', data: {} }])
  })

  test('after a code that nobody knows a person decides', () => {
    const odd = job(sending(), doubted(100, 'unlisted-code'))
    expect(afterLookUp(odd, [], at(370_000)).facts).toMatchObject([
      { data: { failure: { code: 'gongdan.OutcomeUnknown' } } },
    ])
  })

  test('an image that is said to be there is looked for half an hour, then by a person', () => {
    const duplicate = job(sending(), doubted(100, 'duplicate'))
    expect(afterLookUp(duplicate, [], at(29 * minutes)).facts).toEqual([])
    expect(afterLookUp(duplicate, [], at(31 * minutes)).facts).toMatchObject([
      { data: { failure: { code: 'gongdan.DuplicateNotFound' } } },
    ])
  })
})

test('a job found while it is being sent lost its worker: its send is a doubt', () => {
  expect(abandoned(job(sending())).facts).toMatchObject([{ type: 'job.doubted', data: { because: 'no-answer' } }])
})
