import { describe, expect, test } from '@jest/globals'
import type { DomainEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
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
  outcome,
  overrule,
  pass,
  person,
  recorded,
  remove,
  requestImage,
  save,
  secondApprover,
  stranger,
  submit,
  submitOverruled,
  submitSaved,
  superAdministrator,
  terminate,
  ticketAfter,
  ticketUuid,
  withdraw,
} from '../tickets.fixture.ts'

const pending = ticketAfter([submit(feedback), lin])
const atSecond = ticketAfter([submit(feedback), lin], [pass, firstApprover])
const passed = ticketAfter([submit(feedback), lin], [pass, firstApprover], [pass, secondApprover])
const overruled = ticketAfter([submit(feedback), lin], [overrule, firstApprover])
const withdrawn = ticketAfter([submit(feedback), lin], [withdraw, lin])
const draft = ticketAfter([save(feedback), lin])

describe('a pending ticket', () => {
  test('goes from step to step, and is passed after the last', () => {
    expect(outcome(pass, firstApprover, pending)).toEqual(['ticket.step-passed'])
    expect(outcome(pass, secondApprover, atSecond)).toEqual(['ticket.passed'])
  })

  test('is not decided out of turn', () => {
    expect(outcome(pass, secondApprover, pending)).toBe(3003)
    expect(outcome(overrule, firstApprover, atSecond)).toBe(3003)
    expect(outcome(pass, administrator, pending)).toBe(3003)
  })

  test('can be overruled at any step, and cannot be passed afterwards', () => {
    expect(outcome(overrule, firstApprover, pending)).toEqual(['ticket.overruled'])
    expect(outcome(overrule, secondApprover, atSecond)).toEqual(['ticket.overruled'])
    expect(outcome(pass, firstApprover, overruled)).toBe(3002)
  })

  test('is taken back by its applicant and nobody else', () => {
    expect(outcome(withdraw, lin, pending)).toEqual(['ticket.withdrawn'])
    expect(outcome(withdraw, firstApprover, pending)).toBe(2003)
    expect(outcome(withdraw, superAdministrator, pending)).toBe(2003)
  })

  test('is terminated by the administrator of its tenant or a super administrator, and nobody else', () => {
    for (const who of [administrator, superAdministrator]) {
      expect(decide(terminate, who, pending)).toEqual([
        { type: 'ticket.terminated', data: { step: 0, reason: 'nobody approves it' } },
      ])
    }
    expect(decide(terminate, superAdministrator, atSecond)).toMatchObject([{ data: { step: 1 } }])
    expect(outcome(terminate, firstApprover, pending)).toBe(2003)
    expect(outcome(terminate, lin, pending)).toBe(2003)
    expect(outcome(terminate, colleague, pending)).toBe(3001)
    expect(outcome(terminate, person('other', 'umbrella', 'umbrella'), pending)).toBe(3001)
  })

  test('is as a withdrawn one once it was terminated', () => {
    const terminated = ticketAfter([submit(feedback), lin], [terminate, administrator])
    expect(terminated).toMatchObject({ state: 'withdrawn', round: { votes: [] }, deciders: [] })
    expect(outcome(terminate, administrator, terminated)).toBe(3002)
    expect(outcome(pass, firstApprover, terminated)).toBe(3002)
    expect(outcome(submitSaved, lin, terminated)).toEqual(['ticket.submitted'])
  })

  test('is passed with a comment, which stands with the decision, or without one', () => {
    const said = { ...pass, body: { stepId: null, config: null, reason: 'within the budget' } }
    expect(decide(said, firstApprover, pending)).toEqual([
      { type: 'ticket.step-passed', data: { step: 0, config: null, reason: 'within the budget' } },
    ])
    expect(decide(pass, firstApprover, pending)).toEqual([
      { type: 'ticket.step-passed', data: { step: 0, config: null } },
    ])
    const all = ticketAfter([submit(feedback), lin], [said, firstApprover], [said, secondApprover])
    expect(all?.round?.votes.map(({ reason }) => reason)).toEqual(['within the budget', 'within the budget'])
  })

  test('does not exist for those whom it does not concern', () => {
    expect(outcome(pass, colleague, pending)).toBe(3001)
    expect(outcome(pass, stranger, pending)).toBe(3001)
    expect(outcome(withdraw, stranger, undefined)).toBe(3001)
  })

  test('is not edited or submitted again meanwhile', () => {
    expect(outcome(save(feedback, false), lin, pending)).toBe(3002)
    expect(outcome(submit(feedback, false), lin, pending)).toBe(3002)
    expect(outcome(submitSaved, lin, pending)).toBe(3002)
  })

  test('is not decided by who has read an older version', () => {
    expect(decide({ ...pass, item: { version: 1 } }, secondApprover, atSecond)).toMatchObject({ scode: 3007 })
    expect(decide({ ...pass, item: { version: 2 } }, secondApprover, atSecond)).toMatchObject([
      { type: 'ticket.passed' },
    ])
  })
})

describe('four eyes', () => {
  const busy = person('lin', 'acme', 'operations', 'finance', 'acme')
  test('nobody approves or terminates their own ticket, whatever roles they hold', () => {
    expect(outcome(pass, busy, pending)).toBe(3004)
    expect(outcome(terminate, busy, pending)).toBe(3004)
    expect(outcome(terminate, person('lin', 'system', 'system'), pending)).toBe(3004)
    expect(outcome(overrule, busy, pending)).toBe(3004)
    expect(
      outcome(
        pass,
        person('lin', 'system', 'system'),
        ticketAfter([submit({ ...feedback, processUuid: 'system' }), lin]),
      ),
    ).toBe(3004)
  })

  test('a step whose role the applicant holds is skipped', () => {
    const mine = ticketAfter([submit(feedback), person('boss', 'acme', 'operations')])
    expect(outcome(pass, firstApprover, mine)).toBe(3003)
    expect(outcome(pass, secondApprover, mine)).toEqual(['ticket.passed'])
  })

  test('the last remaining step is not skipped, and waits for somebody else', () => {
    const mine = ticketAfter([submit(feedback), busy])
    expect(outcome(pass, busy, mine)).toBe(3004)
    expect(outcome(pass, firstApprover, mine)).toBe(3003)
    expect(outcome(pass, secondApprover, mine)).toEqual(['ticket.passed'])
  })

  test('who holds the roles of two steps passes both, by two calls', () => {
    const both = person('both', 'acme', 'operations', 'finance')
    expect(outcome(pass, both, pending)).toEqual(['ticket.step-passed'])
    expect(outcome(pass, both, atSecond)).toEqual(['ticket.passed'])
  })
})

describe('a draft', () => {
  test("is its applicant's alone", () => {
    expect(outcome(submitSaved, administrator, draft)).toBe(3001)
    expect(outcome(remove, superAdministrator, draft)).toBe(3001)
    expect(outcome(remove, lin, draft)).toEqual(['ticket.deleted'])
  })

  test('may be incomplete until it is submitted', () => {
    const started = ticketAfter([save({ ...image, details: '{"region":"ap-guangzhou"}' }), lin])
    expect(outcome(submitSaved, lin, started)).toBe(3006)
    expect(outcome(save(image, false), lin, started)).toEqual(['ticket.saved'])
  })

  test('is checked for types and limits all the same', () => {
    expect(outcome(save({ ...image, details: '{"image_name":7}' }), lin, undefined)).toBe(3006)
  })

  test('names a process of its own tenant or the built-in one', () => {
    expect(outcome(save({ ...feedback, processUuid: ticket('0') }), lin, undefined)).toBe(3005)
    expect(outcome(submit(feedback), stranger, undefined)).toBe(3005)
    expect(outcome(submit({ ...feedback, processUuid: 'system' }), stranger, undefined)).toEqual(['ticket.submitted'])
  })
})

const ticket = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-${digit.repeat(12)}`

describe('an overruled ticket', () => {
  test('starts a new round from step 1 when it is submitted again', () => {
    const again = ticketAfter(
      [submit(feedback), lin],
      [pass, firstApprover],
      [overrule, secondApprover],
      [submitOverruled, lin],
    )
    expect(again?.round?.votes).toEqual([])
    expect(outcome(pass, secondApprover, again)).toBe(3003)
    expect(outcome(pass, firstApprover, again)).toEqual(['ticket.step-passed'])
  })

  test('stays overruled when it is edited', () => {
    const edited = ticketAfter(
      [submit(feedback), lin],
      [overrule, firstApprover],
      [save({ ...feedback, name: 'new' }, false), lin],
    )
    expect(edited).toMatchObject({ state: 'overruled', info: { name: 'new' } })
  })

  test('is not a saved one', () => expect(outcome(submitSaved, lin, overruled)).toBe(3002))
})

describe('a withdrawn ticket', () => {
  test('is submitted again as a saved one', () => {
    expect(outcome(submitSaved, lin, withdrawn)).toEqual(['ticket.submitted'])
    expect(outcome(submitOverruled, lin, withdrawn)).toBe(3002)
  })
})

describe('a passed ticket', () => {
  test('is confirmed once, by its applicant', () => {
    expect(outcome(confirm, lin, passed)).toEqual(['ticket.confirmed'])
    expect(outcome(confirm, firstApprover, passed)).toBe(2003)
    const confirmed = ticketAfter(
      [submit(feedback), lin],
      [pass, firstApprover],
      [pass, secondApprover],
      [confirm, lin],
    )
    expect(outcome(confirm, lin, confirmed)).toBe(3002)
  })

  test('is archived by its applicant or an administrator, then deleted, and gone', () => {
    expect(outcome(archive, administrator, passed)).toEqual(['ticket.archived'])
    expect(outcome(archive, firstApprover, passed)).toBe(2003)
    expect(outcome(remove, lin, passed)).toBe(3002)
    const gone = ticketAfter(
      [submit(feedback), lin],
      [pass, firstApprover],
      [pass, secondApprover],
      [archive, lin],
      [remove, lin],
    )
    expect(outcome(archive, lin, gone)).toBe(3001)
    expect(outcome(pass, superAdministrator, gone)).toBe(3001)
  })
})

describe('an image ticket', () => {
  const approved = ticketAfter([submit(image), lin], [pass, firstApprover], [pass, secondApprover])
  test('asks for its image when it is passed', () => {
    const last = ticketAfter([submit(image), lin], [pass, firstApprover])
    expect(outcome(pass, secondApprover, last)).toEqual(['ticket.passed', 'ticket.image-requested'])
    expect(approved?.image).toMatchObject({ request: 1, state: 'queued' })
  })

  test('does not ask twice while the image is being made', () => {
    expect(outcome(requestImage, lin, approved)).toEqual([])
    expect(outcome(requestImage, firstApprover, approved)).toBe(2003)
  })

  test('asks again for one that failed after 1 min, 5 min, 30 min and then hourly, by its own history', () => {
    const minutes = (count: number) => count * 60_000
    const happens = (ticket: Ticket | undefined, event: DomainEvent, at: number) =>
      evolve(ticket, { ...recorded(event, (ticket?.version ?? 0) + 1, null), at }, ticketUuid)
    const failed = (ticket: Ticket | undefined, request: number, at: number) => {
      const failure = { code: 'ImageQuotaLimitExceeded', message: 'quota', text: '', textCn: '' }
      const asked = happens(ticket, { type: 'ticket.image-requested', data: { request, detailsHash: '' } }, at)
      return happens(asked, { type: 'ticket.image-failed', data: { request, jobSeq: 1, failure } }, at + minutes(0.5))
    }
    let ticket = approved
    let at = minutes(100)
    for (const [request, pause] of [1, 5, 30, 60, 60].entries()) {
      ticket = failed(ticket, request + 1, at)
      at += minutes(pause)
      expect(decide(requestImage, lin, ticket, at - 1_500)).toEqual({
        scode: 5004,
        desc: { en: 'the image may be requested again in 2 s', cn: '2 秒后可以再次创建镜像' },
        shows: true,
      })
      expect(outcome(requestImage, lin, ticket, at)).toEqual(['ticket.image-requested'])
    }
  })

  test('stays in sight while the image is being made', () => expect(outcome(archive, lin, approved)).toBe(3002))

  test('must be one, and be passed', () => {
    expect(outcome(requestImage, lin, passed)).toBe(5001)
    expect(outcome(requestImage, lin, ticketAfter([submit(image), lin]))).toBe(5002)
  })
})
