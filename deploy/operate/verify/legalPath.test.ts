import { describe, expect, test } from '@jest/globals'
import { type PathEntry, walk } from './legalPath.ts'

const submitted = (...skipped: readonly boolean[]): PathEntry => ({
  type: 'ticket.submitted',
  data: { plan: { steps: skipped.map((one) => ({ skipped: one })) } },
})
const entry = (name: string): PathEntry => ({ type: `ticket.${name}`, data: {} })

const timer = (dueAt: number): PathEntry => ({ type: 'ticket.overdue', data: { step: 0, dueAt } })

describe('legal is', () => {
  const ways: readonly (readonly [string, readonly PathEntry[], string])[] = [
    ['a ticket of two steps', [submitted(false, false), entry('step-passed'), entry('passed')], 'passed'],
    ['a ticket whose first step is skipped', [submitted(true, false), entry('passed')], 'passed'],
    ['one whose last step is skipped', [submitted(false, true), entry('passed')], 'passed'],
    [
      'a step that passes by time, and is due once a round',
      [
        submitted(false, false),
        timer(60),
        { type: 'ticket.step-passed', data: { auto: 'timeout' } },
        entry('overruled'),
        submitted(false),
        timer(60),
        { type: 'ticket.passed', data: { auto: 'timeout' } },
      ],
      'passed',
    ],
    [
      'a second round with other skipped steps',
      [submitted(false, false), entry('overruled'), submitted(true, false, true), entry('passed')],
      'passed',
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
    ['a timer that fires twice', [submitted(false), timer(60), timer(60)], 'entry 3, ticket.overdue: a second time'],
    ['to confirm what is pending', [submitted(false), entry('confirmed')], 'the ticket is pending'],
    ['an image that was not requested', [submitted(false), entry('image-created')], 'no image was requested'],
  ]
  test.each(ways)('%s', (_, history, why) => {
    expect(walk(history)).toEqual({ illegal: expect.stringContaining(why) })
  })
})
