import { type FulfilmentReport, isRefusal, type Principal, userKey } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { can } from './can.ts'
import type { HistoryEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { beginWork, checkReport, endWork, type FulfilmentClaim, fulfilmentStateOf, refuseWork } from './fulfilment.ts'
import { listKeysOf } from './listKeys.ts'
import type { Ticket } from './ticket.ts'
import {
  administrator,
  archive,
  confirm,
  feedback,
  firstApprover,
  image,
  lin,
  outcome,
  pass,
  person,
  recorded,
  retryFulfilment,
  secondApprover,
  submit,
  ticketAfter,
  ticketUuid,
} from './tickets.fixture.ts'

const worker = person('worker', 'system', 'fulfiller')
const other = person('other', 'system', 'fulfiller')
const machines = {
  ...feedback,
  type: 'VM_SPECIFICATION',
  details: '{"specification_uuid":"s","specification_name":"4C8G","vm_name":"web","apply_count":2}',
} as const
const passed = (info: typeof feedback | typeof machines) =>
  ticketAfter([submit(info), lin], [pass, firstApprover], [pass, secondApprover]) as Ticket
const waiting = passed(machines)

const claimOf = (fence: number, by: Principal = worker, request = 1): FulfilmentClaim => ({
  fence,
  by: userKey(by),
  until: new Date(0),
  request,
})
const nothing: FulfilmentReport = {
  state: 'done',
  progress: null,
  successCount: null,
  failedCount: null,
  failures: [],
  out: null,
  message: '',
  messageCn: '',
}
const after = (ticket: Ticket, events: readonly Parameters<typeof recorded>[0][], who: Principal | null): Ticket =>
  events.reduce<Ticket>(
    (now, event) => evolve(now, recorded(event, now.version + 1, who) as HistoryEvent, ticketUuid),
    ticket,
  )
/** The ticket after a report by the worker's first claim. */
const reported = (ticket: Ticket, report: Partial<FulfilmentReport>, request = 1, fence = 1): Ticket => {
  const said = { request, fence, report: { ...nothing, ...report } }
  const decision = endWork(worker, ticket, claimOf(fence, worker, request), said)
  if (isRefusal(decision)) throw new Error(`refused: ${decision.scode}`)
  return after(ticket, decision, worker)
}

describe('what waits for a fulfiller', () => {
  test('is a ticket of a fulfilled type from its last approval on, and no other', () => {
    expect(waiting.fulfilment).toMatchObject({
      state: 'waiting',
      request: 1,
      detailsHash: expect.any(String),
      by: null,
    })
    expect(fulfilmentStateOf(passed(feedback))).toBe('none')
    expect(passed({ ...machines, type: 'VIP', details: '{"vip_count":1}' } as never).fulfilment).toBeNull()
    expect(fulfilmentStateOf(passed(image as never))).toBe('waiting')
    expect(fulfilmentStateOf(ticketAfter([submit(machines), lin]) as Ticket)).toBeNull()
  })

  test('is in the lists of fulfillers, and once it is done no more among what is to be done', () => {
    const keys = (ticket: Ticket) => listKeysOf(ticket).filter((key) => /^[fw] /.test(key))
    expect(keys(waiting)).toEqual(['f VM_SPECIFICATION', 'w VM_SPECIFICATION'])
    expect(keys(reported(waiting, {}))).toEqual(['f VM_SPECIFICATION'])
    expect(keys(passed(feedback))).toEqual([])
    expect(keys(ticketAfter([submit(machines), lin]) as Ticket)).toEqual([])
  })

  test('is not archived, and not confirmed before it is done', () => {
    expect([outcome(archive, lin, waiting), outcome(confirm, lin, waiting)]).toEqual([3002, 3002])
    const working = after(waiting, beginWork(waiting, { request: 1, fence: 1 }), worker)
    expect([outcome(archive, lin, working), outcome(confirm, lin, working)]).toEqual([3002, 3002])
    const done = reported(working, {})
    expect(outcome(confirm, lin, done)).toEqual(['ticket.confirmed'])
    expect(outcome(archive, lin, done)).toEqual(['ticket.archived'])
    expect(outcome(archive, lin, reported(working, { state: 'failed' }))).toEqual(['ticket.archived'])
  })
})

describe('a claim', () => {
  test('leaves one entry a request, by who was first', () => {
    const events = beginWork(waiting, { request: 1, fence: 1 })
    expect(events).toEqual([{ type: 'ticket.fulfilment-working', data: { request: 1, fence: 1 } }])
    const working = after(waiting, events, worker)
    expect(working.fulfilment).toMatchObject({ state: 'working', by: { userUuid: 'worker' } })
    expect(beginWork(working, { request: 1, fence: 2 })).toEqual([])
    expect(beginWork(waiting, { request: 2, fence: 1 })).toEqual([])
    expect(beginWork(undefined, { request: 1, fence: 1 })).toEqual([])
  })
})

describe('a report', () => {
  const scode = (...[principal, ticket, claim, asked]: Parameters<typeof refuseWork>) =>
    refuseWork(principal, ticket, claim, asked)?.scode ?? 0

  test.each([
    ['of the last claim is taken', worker, waiting, claimOf(3), { request: 1, fence: 3 }, 0],
    ['of an older claim is refused', worker, waiting, claimOf(3), { request: 1, fence: 2 }, 5006],
    ['of a claim that never was is refused', worker, waiting, claimOf(3), { request: 1, fence: 4 }, 5006],
    ['on what nobody claimed is refused', worker, waiting, undefined, { request: 1, fence: 1 }, 5006],
    ["of somebody else's claim is refused", other, waiting, claimOf(3), { request: 1, fence: 3 }, 5006],
    ['of another request is refused', worker, waiting, claimOf(3), { request: 2, fence: 3 }, 5005],
    [
      'of a claim of another request is refused',
      worker,
      waiting,
      claimOf(3, worker, 7),
      { request: 1, fence: 3 },
      5006,
    ],
    ['on a ticket that does not exist is refused', worker, undefined, undefined, { request: 1, fence: 1 }, 3001],
    [
      'on a ticket without a fulfilment is refused',
      worker,
      passed(feedback),
      undefined,
      { request: 1, fence: 1 },
      3001,
    ],
    ['by an administrator is refused', administrator, waiting, claimOf(3), { request: 1, fence: 3 }, 2003],
    [
      'on a type that is not the fulfiller’s is refused',
      { ...worker, fulfils: ['VIP'] as const } as unknown as Principal,
      waiting,
      claimOf(3),
      { request: 1, fence: 3 },
      3001,
    ],
  ] as const)('%s', (_, principal, ticket, claim, asked, expected) => {
    expect(scode(principal, ticket, claim, asked)).toBe(expected)
  })

  test('ends the request, with what was reported', () => {
    const said = { successCount: 2, failedCount: 0, out: '{"vm_info":{"i-1":"web-1"}}', messageCn: '已创建' }
    const done = reported(waiting, said)
    expect(done.fulfilment).toMatchObject({ state: 'done', fence: 1, by: { userUuid: 'worker' }, report: said })
    expect(done.state).toBe('passed')
    expect(reported(waiting, { state: 'partly' }).fulfilment?.state).toBe('partly')
  })

  test('given twice counts once; another one on the same request is refused', () => {
    const done = reported(waiting, { successCount: 2 })
    const again = (report: Partial<FulfilmentReport>, who = worker, fence = 1) => {
      const said = { request: 1, fence, report: { ...nothing, successCount: 2, ...report } }
      const decision = endWork(who, done, claimOf(1), said)
      return isRefusal(decision) ? decision.scode : decision.length
    }
    expect(again({})).toBe(0)
    expect(again({ state: 'failed' })).toBe(5005)
    expect(again({ successCount: 1 })).toBe(5005)
    expect(again({}, other)).toBe(5005)
    expect(again({}, worker, 2)).toBe(5005)
  })

  test.each([
    ['{"vm_info":{"i-1":5}}', 'out.vm_info.i-1'],
    ['{"image_id":"x"}', 'out.image_id'],
    ['{"apply_count":1}', 'out.apply_count'],
    ['{"faild_info":"no"}', 'out.faild_info'],
    ['[]', 'out'],
  ])('with the out %s does not fit', (out, field) => {
    expect(checkReport(waiting, { ...nothing, out })).toMatchObject({
      scode: 3006,
      desc: { en: expect.stringContaining(field) },
    })
  })

  test('on a later request than its own claim is refused, before and after that was claimed', () => {
    const failed = reported(waiting, { state: 'failed' })
    const again = after(failed, [{ type: 'ticket.fulfilment-requested', data: { request: 2, detailsHash: '' } }], lin)
    for (const claim of [claimOf(1), claimOf(2, worker, 2)]) {
      expect(scode(worker, again, claim, { request: 1, fence: 1 })).toBe(5005)
      expect(scode(worker, again, claim, { request: 2, fence: 1 })).toBe(5006)
    }
  })
})

describe('asking again', () => {
  const failed = reported(waiting, { state: 'failed', failures: ['no host'] })
  const partly = reported(waiting, { state: 'partly', out: '{"vm_info":{"i-1":"web-1"}}' })

  test('is for the applicant and administrators, after a failure in whole or in part', () => {
    for (const who of [lin, administrator]) {
      expect(outcome(retryFulfilment, who, failed)).toEqual(['ticket.fulfilment-requested'])
      expect(outcome(retryFulfilment, who, partly)).toEqual(['ticket.fulfilment-requested'])
      expect(can(who, failed)).toContain('retry-fulfilment')
    }
    expect(outcome(retryFulfilment, firstApprover, failed)).toBe(2003)
    expect(outcome(retryFulfilment, worker, failed)).toBe(2003)
    expect(can(firstApprover, failed)).not.toContain('retry-fulfilment')
  })

  test('changes nothing while it waits, and is refused where it is done or nobody fulfils it', () => {
    expect(outcome(retryFulfilment, lin, waiting)).toEqual([])
    expect(can(lin, waiting)).not.toContain('retry-fulfilment')
    expect(outcome(retryFulfilment, lin, reported(waiting, {}))).toBe(5005)
    expect(outcome(retryFulfilment, lin, passed(feedback))).toBe(5005)
    expect(outcome(retryFulfilment, lin, ticketAfter([submit(machines), lin]))).toBe(3002)
  })

  test('opens a new request, and keeps what the last report said until there is another', () => {
    const again = ticketAfter([submit(machines), lin], [pass, firstApprover], [pass, secondApprover])
    expect(again?.fulfilment?.request).toBe(1)
    const events = [{ type: 'ticket.fulfilment-requested' as const, data: { request: 2, detailsHash: 'h' } }]
    expect(after(partly, events, lin).fulfilment).toMatchObject({
      request: 2,
      state: 'waiting',
      fence: 0,
      report: { out: '{"vm_info":{"i-1":"web-1"}}' },
    })
  })
})
