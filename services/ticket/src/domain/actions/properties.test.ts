import { isRefusal, listKeysFor, type Principal, type TicketStateCode } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isVisible, relationsOf } from '../authorize.ts'
import type { HistoryEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import { listKeysOf } from '../listKeys.ts'
import type { Ticket } from '../ticket.ts'
import {
  administrator,
  archive,
  colleague,
  confirm,
  decide,
  feedback,
  firstApprover,
  image,
  lin,
  overrule,
  pass,
  recorded,
  remove,
  requestImage,
  returnTo,
  save,
  secondApprover,
  stranger,
  submit,
  submitOverruled,
  submitSaved,
  superAdministrator,
  terminate,
  ticketUuid,
  transferTo,
  withdraw,
} from '../tickets.fixture.ts'

const people = [lin, colleague, firstApprover, secondApprover, administrator, superAdministrator, stranger]
const requests = {
  save: save(feedback, false),
  saveNew: save(image),
  submit: submit(image, false),
  submitNew: submit(feedback),
  submitSaved,
  submitOverruled,
  pass,
  overrule,
  returnToFirst: returnTo(0),
  returnToApplicant: returnTo(null),
  transferToColleague: transferTo('colleague'),
  transferToApprover: transferTo('second'),
  transferToApplicant: transferTo('lin'),
  withdraw,
  terminate,
  confirm,
  archive,
  remove,
  requestImage,
}

/** The state table of contract §3, written once more: from where to where each event may lead. */
const table: Readonly<Record<string, readonly (readonly [TicketStateCode | 'new', TicketStateCode])[]>> = {
  'ticket.saved': [
    ['new', 'saved'],
    ['saved', 'saved'],
    ['overruled', 'overruled'],
    ['withdrawn', 'withdrawn'],
  ],
  'ticket.submitted': [
    ['new', 'pending'],
    ['saved', 'pending'],
    ['overruled', 'pending'],
    ['withdrawn', 'pending'],
  ],
  'ticket.step-passed': [['pending', 'pending']],
  'ticket.passed': [['pending', 'passed']],
  'ticket.overruled': [['pending', 'overruled']],
  'ticket.returned': [['pending', 'pending']],
  'ticket.approvers-added': [['pending', 'pending']],
  'ticket.transferred': [['pending', 'pending']],
  'ticket.withdrawn': [['pending', 'withdrawn']],
  'ticket.terminated': [['pending', 'withdrawn']],
  'ticket.confirmed': [['passed', 'passed']],
  'ticket.archived': [
    ['passed', 'archived'],
    ['overruled', 'archived'],
    ['withdrawn', 'archived'],
  ],
  'ticket.deleted': [
    ['saved', 'saved'],
    ['overruled', 'overruled'],
    ['withdrawn', 'withdrawn'],
    ['archived', 'archived'],
  ],
  'ticket.image-requested': [['passed', 'passed']],
}

interface Step {
  readonly request: keyof typeof requests
  readonly who: Principal
}
const stories = fc.array(
  fc.record<Step>({
    request: fc.constantFrom(...(Object.keys(requests) as (keyof typeof requests)[])),
    who: fc.constantFrom(...people),
  }),
  { minLength: 1, maxLength: 60 },
)

const live = (
  story: readonly Step[],
  watch: (before: Ticket | undefined, event: HistoryEvent, after: Ticket) => void,
) => {
  let ticket: Ticket | undefined
  const history: HistoryEvent[] = []
  for (const { request, who } of story) {
    const decision = decide(requests[request], who, ticket)
    if (isRefusal(decision)) continue
    for (const decided of decision) {
      const event = recorded(decided, history.length + 1, who)
      const after = evolve(ticket, event, ticketUuid)
      watch(ticket, event, after)
      history.push(event)
      ticket = after
    }
  }
  return { ticket, history }
}

test('no sequence of commands leads out of the state table', () => {
  fc.assert(
    fc.property(stories, (story) => {
      live(story, (before, event, after) => {
        expect(before?.deleted ?? false).toBe(false)
        expect(table[event.type]).toContainEqual([before?.state ?? 'new', after.state])
      })
    }),
    { numRuns: 2_000 },
  )
})

test('a refusal shows how a ticket stands to those, and only those, to whom it is visible', () => {
  fc.assert(
    fc.property(stories, fc.constantFrom(...people), (story, who) => {
      const { ticket } = live(story, () => {})
      for (const request of Object.values(requests)) {
        const decision = decide(request, who, ticket)
        if (!isRefusal(decision) || (request.item !== undefined && Object(request.item).isNew)) continue
        const sees = ticket !== undefined && isVisible(ticket, relationsOf(who, ticket))
        expect([decision.scode !== 3001, decision.shows ?? false]).toEqual([sees, sees])
      }
    }),
    { numRuns: 500 },
  )
})

test('evolve over the whole history equals the state that is stored', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const { ticket, history } = live(story, () => {})
      let again: Ticket | undefined
      for (const event of structuredClone(history)) again = evolve(again, event, ticketUuid)
      expect(again).toEqual(ticket)
    }),
  )
})

test('a step is never skipped or doubled, and never decided by the applicant', () => {
  fc.assert(
    fc.property(stories, (story) => {
      let round: number[] = []
      live(story, (before, event, after) => {
        if (event.type === 'ticket.submitted') round = []
        if (event.type === 'ticket.returned') round = round.filter((step) => !event.data.anew.includes(step))
        if (event.type === 'ticket.step-passed' || event.type === 'ticket.passed') {
          round.push(event.data.step)
          expect(event.by?.userUuid).not.toBe(before?.applicant.userUuid)
        }
        if (event.type === 'ticket.passed') {
          expect(round).toEqual(after.plan?.steps.flatMap((step, index) => (step.skipped ? [] : [index])))
        }
      })
    }),
    { numRuns: 2_000 },
  )
})

test('a list of everything visible shows a ticket to those, and only those, to whom it is visible', () => {
  fc.assert(
    fc.property(stories, (story) => {
      live(story, (_before, _event, ticket) => {
        for (const viewer of people) {
          const keys = listKeysFor(viewer, 'all', null)
          const listed = listKeysOf(ticket).some((key) => keys.includes(key))
          expect([viewer.userUuid, listed]).toEqual([viewer.userUuid, isVisible(ticket, relationsOf(viewer, ticket))])
        }
      })
    }),
    { numRuns: 500 },
  )
})

test('an entry that this release does not know is not passed over', () => {
  const { ticket } = live([{ request: 'submitNew', who: lin }], () => {})
  const unknown = { ...recorded({ type: 'ticket.withdrawn', data: {} }, 2, lin), type: 'ticket.of-a-newer-release' }
  expect(() => evolve(ticket, unknown as never, ticketUuid)).toThrow('does not know: ticket.of-a-newer-release')
})
