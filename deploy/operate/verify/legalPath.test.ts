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

const person = (userUuid: string) => ({ userUuid, tenantUuid: 'acme' })
/** Submitted by lin under steps that need so many votes; the first has no veto. */
const needing = (...needs: readonly number[]): PathEntry => ({
  type: 'ticket.submitted',
  data: { plan: { steps: needs.map((need, at) => ({ need, veto: at > 0, skipped: null })) } },
  by: person('lin'),
})
const voteOf = (who: string, name: string, step: number, more: object = {}): PathEntry => ({
  ...entry(name, step, more),
  by: person(who),
})
const says = (word: 'pass' | 'overrule') => ({ says: word })

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
        entry('overruled', 1),
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
      'two of three where one rejects, beside a branch, and a step that was added',
      [
        needing(2, 1),
        voteOf('a', 'voted', 0, says('overrule')),
        voteOf('b', 'voted', 0, says('pass')),
        voteOf('a', 'step-passed', 1),
        voteOf('c', 'approvers-added', 0, { added: { need: 2, veto: true, skipped: null } }),
        voteOf('c', 'step-passed', 0),
        voteOf('a', 'voted', 2, says('pass')),
        voteOf('b', 'passed', 2, { onBehalfOf: person('d') }),
      ],
      'passed',
    ],
    [
      'a step that is voted on anew after a return',
      [
        needing(2, 1),
        voteOf('a', 'voted', 0, says('pass')),
        voteOf('b', 'step-passed', 0),
        voteOf('a', 'returned', 1, { anew: [0, 1] }),
        voteOf('b', 'voted', 0, says('pass')),
        voteOf('a', 'step-passed', 0),
        voteOf('a', 'overruled', 1),
      ],
      'overruled',
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
    [
      'a second vote of a person in a step',
      [needing(2), voteOf('a', 'voted', 0, says('pass')), voteOf('a', 'passed', 0)],
      'a second vote of a',
    ],
    [
      'a vote for somebody who has voted',
      [needing(2), voteOf('a', 'voted', 0, says('pass')), voteOf('b', 'passed', 0, { onBehalfOf: person('a') })],
      'a second vote of a',
    ],
    ['a vote of the applicant', [needing(1), voteOf('lin', 'passed', 0)], 'a vote of the applicant'],
    ['a step that passes with too few', [needing(2), voteOf('a', 'passed', 0)], 'step 0 with 1 of 2 votes'],
    [
      'a step that stays open with enough',
      [needing(1), voteOf('a', 'voted', 0, says('pass'))],
      'step 0 has the 1 votes that it needs',
    ],
    [
      'a rejection that a veto does not let pass',
      [needing(1, 2), voteOf('a', 'step-passed', 0), voteOf('a', 'voted', 1, says('overrule'))],
      'step 1 has a veto',
    ],
    [
      'a vote that a return has left',
      [
        needing(1, 2),
        voteOf('a', 'step-passed', 0),
        voteOf('a', 'voted', 1, says('pass')),
        voteOf('b', 'returned', 1, { anew: [0, 1] }),
        voteOf('a', 'step-passed', 0),
        voteOf('b', 'passed', 1),
      ],
      'step 1 with 1 of 2 votes',
    ],
    ['to pass before the last step', [submitted(false, true, false), entry('passed')], 'step 1 of 2'],
    [
      'to go on after the last step',
      [submitted(true, false), entry('step-passed', 1)],
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
