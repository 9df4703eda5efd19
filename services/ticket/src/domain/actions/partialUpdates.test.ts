import { inEnglish, isRefusal, TicketChange, type TicketInfo } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { evolve } from '../evolve.ts'
import type { Ticket } from '../ticket.ts'
import {
  decide,
  firstApprover,
  image,
  lin,
  outcome,
  overrule,
  recorded,
  save,
  submit,
  ticketAfter,
  ticketUuid,
  unchanged,
  withdraw,
} from '../tickets.fixture.ts'

const before: TicketInfo = { ...image, clusterUuid: 'the first cluster' }
const details = '{"region":"ap-shanghai","instance_id":"ins-demo0002","image_name":"weekly"}'
const draft = ticketAfter([save(before), lin])
const closed = {
  saved: draft,
  overruled: ticketAfter([submit(before), lin], [overrule, firstApprover]),
  withdrawn: ticketAfter([submit(before), lin], [withdraw, lin]),
} as const

/** Another value of every field that a change may carry. */
const others: Readonly<Record<Exclude<keyof TicketChange, 'type'>, string>> = {
  name: 'another name',
  reason: 'another reason',
  processUuid: 'system',
  clusterUuid: 'another cluster',
  details,
}

/** The ticket after the change, which must be accepted. */
const changed = (
  ticket: Ticket | undefined,
  change: Partial<TicketChange>,
  as: typeof save | typeof submit,
): Ticket | undefined => {
  const decision = decide(as({ ...unchanged, type: before.type, ...change }, false), lin, ticket)
  if (isRefusal(decision)) throw new Error(inEnglish(decision.desc))
  let after = ticket
  for (const event of decision) after = evolve(after, recorded(event, (after?.version ?? 0) + 1, lin), ticketUuid)
  return after
}

const fields = Object.keys(TicketChange.shape).filter((field) => field !== 'type') as (keyof typeof others)[]
const states = Object.keys(closed) as (keyof typeof closed)[]
const table = fields.flatMap((field) => states.flatMap((state) => [[field, state] as const]))

describe('of all that a ticket says', () => {
  test.each(table)('a save with %s alone changes only that in a %s ticket', (field, state) => {
    const after = changed(closed[state], { [field]: others[field] }, save)
    expect(after?.info).toEqual({ ...before, [field]: others[field] })
    expect([after?.state, after?.plan]).toEqual([state, closed[state]?.plan])
  })

  test.each(table)('a submit with %s alone changes only that in a %s ticket', (field, state) => {
    const after = changed(closed[state], { [field]: others[field] }, submit)
    expect(after).toMatchObject({ state: 'pending', info: { ...before, [field]: others[field] } })
  })

  test('an empty reason and cluster are kept as empty ones', () => {
    expect(changed(draft, { reason: '', clusterUuid: '' }, save)?.info).toEqual({
      ...before,
      reason: '',
      clusterUuid: '',
    })
  })

  test('a section that is given replaces the one that was there, whole', () => {
    expect(changed(draft, { details: '{"region":"ap-shanghai"}' }, save)?.info.details).toBe('{"region":"ap-shanghai"}')
  })

  test('details of another type go with the type', () => {
    expect(changed(draft, { type: 'FEEDBACK' }, save)?.info).toEqual({ ...before, type: 'FEEDBACK', details: null })
    expect(outcome(submit({ ...unchanged, type: 'VIP' }, false), lin, draft)).toBe(3006)
    const vip = { type: 'VIP', details: '{"vip_count":1}' } as const
    expect(changed(draft, vip, submit)?.info).toEqual({ ...before, ...vip })
  })

  test('a new ticket has what is absent by default', () => {
    const only = { ...unchanged, name: 'only a name', type: 'FEEDBACK' } as const
    expect(ticketAfter([submit(only), lin])?.info).toEqual({
      ...only,
      reason: '',
      processUuid: 'system',
      clusterUuid: '',
    })
  })
})

describe('a save that changes nothing', () => {
  test.each(states)('leaves no event behind in a %s ticket', (state) => {
    expect(outcome(save({ ...unchanged, type: before.type }, false), lin, closed[state])).toEqual([])
    expect(outcome(save(before, false), lin, closed[state])).toEqual([])
  })

  test('may write the fields of the section in another order', () => {
    const inOtherOrder = '{"image_name":"nightly","instance_id":"ins-demo0001","region":"ap-guangzhou"}'
    expect(outcome(save({ ...before, details: inOtherOrder }, false), lin, draft)).toEqual([])
  })
})

describe('the uuid of the details', () => {
  const uuidAfter = (change: Partial<TicketChange>, as: typeof save | typeof submit) =>
    decide(as({ ...unchanged, type: before.type, ...change }, false), lin, { ...(draft as Ticket), detailUuid: 'old' })

  test.each([
    ['save', save],
    ['submit', submit],
  ] as const)('changes with the details in a %s, and with nothing else', (_, as) => {
    expect(uuidAfter({ details }, as)).toMatchObject([{ data: { detailUuid: expect.not.stringMatching('^old$') } }])
    expect(uuidAfter({ name: 'another', reason: 'another' }, as)).toMatchObject([{ data: { detailUuid: 'old' } }])
  })
})

test('a draft whose process is gone can be edited, but not submitted', () => {
  const orphan = { ...(draft as Ticket), info: { ...before, processUuid: '00000000-0000-4000-8000-000000000000' } }
  expect(outcome(save({ ...unchanged, type: before.type, name: 'another' }, false), lin, orphan)).toEqual([
    'ticket.saved',
  ])
  expect(outcome(submit({ ...unchanged, type: before.type }, false), lin, orphan)).toBe(3005)
})
