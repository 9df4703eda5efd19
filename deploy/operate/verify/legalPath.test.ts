import { describe, expect, test } from '@jest/globals'
import { type PathEntry, walk } from './legalPath.ts'

const submitted = (...skipped: readonly boolean[]): PathEntry => ({
  type: 'ticket.submitted',
  data: { plan: { steps: skipped.map((one) => ({ skipped: one })) } },
})
const entry = (name: string, step = 0, more: object = {}): PathEntry => ({
  type: `ticket.${name}`,
  data: { step, ...more },
})

const passed = [submitted(false), entry('passed')]
const ofRequest = (name: string, request: number, fence?: number): PathEntry => ({
  type: `ticket.fulfilment-${name}`,
  data: { request, ...(fence !== undefined && { fence }) },
})

const timer = (dueAt: number): PathEntry => ({ type: 'ticket.overdue', data: { step: 0, dueAt } })

describe('legal is', () => {
  const ways: readonly (readonly [string, readonly PathEntry[], string])[] = [
    ['a ticket of two steps', [submitted(false, false), entry('step-passed'), entry('passed', 1)], 'passed'],
    ['a ticket whose first step is skipped', [submitted(true, false), entry('passed', 1)], 'passed'],
    ['one whose last step is skipped', [submitted(false, true), entry('passed')], 'passed'],
    [
      'a step that passes by time, and is due once a round',
      [
        submitted(false, false),
        timer(60),
        { type: 'ticket.step-passed', data: { step: 0, auto: 'timeout' } },
        entry('overruled'),
        submitted(false),
        timer(60),
        { type: 'ticket.passed', data: { step: 0, auto: 'timeout' } },
      ],
      'passed',
    ],
    [
      'a second round with other skipped steps',
      [submitted(false, false), entry('overruled'), submitted(true, false, true), entry('passed', 1)],
      'passed',
    ],
    [
      'a ticket that went back to its first step',
      [
        submitted(false, false),
        entry('step-passed'),
        entry('returned', 1, { anew: [0, 1] }),
        entry('step-passed'),
        entry('passed', 1),
      ],
      'passed',
    ],
    [
      'a fulfilment that failed, was asked for again and done',
      [
        ...passed,
        ofRequest('requested', 1),
        ofRequest('working', 1, 1),
        ofRequest('failed', 1, 3),
        ofRequest('requested', 2),
        ofRequest('done', 2, 4),
        entry('archived'),
      ],
      'archived',
    ],
  ]
  test.each(ways)('%s', (_, history, state) => {
    expect(walk(history)).toEqual({ state })
  })
})

describe('illegal is', () => {
  const ways: readonly (readonly [string, readonly PathEntry[], string])[] = [
    ['to pass before the last step', [submitted(false, true, false), entry('passed')], 'step 1 of 2'],
    [
      'to go on after the last step',
      [submitted(true, false), entry('step-passed')],
      'entry 2, ticket.step-passed: step 1 of 1',
    ],
    ['to pass a step twice', [submitted(false, false), entry('step-passed'), entry('passed')], 'was passed before'],
    [
      'to go back to what was not passed',
      [submitted(false, false), entry('returned', 0, { anew: [1] })],
      'to no step that was passed',
    ],
    ['a timer that fires twice', [submitted(false), timer(60), timer(60)], 'entry 3, ticket.overdue: a second time'],
    ['to confirm what is pending', [submitted(false), entry('confirmed')], 'the ticket is pending'],
    ['an image that was not requested', [submitted(false), entry('image-created')], 'no image was requested'],
    ['a fulfilment that was not requested', [...passed, ofRequest('done', 1, 1)], 'of request 1, which is not open'],
    [
      'a request that is reported twice',
      [...passed, ofRequest('requested', 1), ofRequest('done', 1, 1), ofRequest('failed', 1, 1)],
      'of request 1, which is not open',
    ],
    [
      'a report on an older request',
      [
        ...passed,
        ...[ofRequest('requested', 1), ofRequest('failed', 1, 1), ofRequest('requested', 2), ofRequest('done', 1, 1)],
      ],
      'of request 1, which is not open',
    ],
    [
      'a report by an older claim',
      [...passed, ofRequest('requested', 1), ofRequest('working', 1, 3), ofRequest('done', 1, 2)],
      'by claim 2 after 3',
    ],
    [
      'to archive what a fulfiller works on',
      [...passed, ofRequest('requested', 1), entry('archived')],
      'a fulfiller is still at work',
    ],
  ]
  test.each(ways)('%s', (_, history, why) => {
    expect(walk(history)).toEqual({ illegal: expect.stringContaining(why) })
  })
})
