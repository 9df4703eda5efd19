import type { ImageEvent } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { evolve } from './evolve.ts'
import { recordImage } from './recordImage.ts'
import type { Ticket } from './ticket.ts'
import {
  archive,
  firstApprover,
  image,
  lin,
  outcome,
  pass,
  recorded,
  remove,
  requestImage,
  secondApprover,
  submit,
  ticketAfter,
  ticketUuid,
} from './tickets.fixture.ts'

const base = { id: ticketUuid, at: 0, correlationId: '', causationId: '', ticketUuid, request: 1 }
const failure = { code: 'InvalidInstanceId.NotFound', message: 'no such instance', text: 'not found', textCn: '不存在' }
const creating: ImageEvent = { ...base, type: 'image.creating', seq: 2 }
const created: ImageEvent = { ...base, type: 'image.created', seq: 3, imageId: 'img-12345678', warning: '' }
const failed: ImageEvent = { ...base, type: 'image.failed', seq: 3, ...failure }
const needsOperator: ImageEvent = { ...base, type: 'image.needs-operator', seq: 3, ...failure }

const record = (ticket: Ticket | undefined, ...events: readonly ImageEvent[]): Ticket | undefined =>
  events.reduce<Ticket | undefined>(
    (now, imageEvent) =>
      recordImage(imageEvent, now).reduce<Ticket | undefined>(
        (before, event) => evolve(before, recorded(event, (before?.version ?? 0) + 1, null), ticketUuid),
        now,
      ),
    ticket,
  )

const approved = ticketAfter([submit(image), lin], [pass, firstApprover], [pass, secondApprover])

describe('progress of an image', () => {
  test('are recorded one after the other', () => {
    expect(record(approved, creating)?.image).toMatchObject({ state: 'creating' })
    expect(record(approved, creating, created)?.image).toMatchObject({ state: 'created', imageId: 'img-12345678' })
  })

  test('change nothing when they come late, twice, or answer an older request', () => {
    const done = record(approved, created)
    expect(record(done, creating)).toBe(done)
    expect(record(done, created)).toBe(done)
    expect(record(approved, { ...created, request: 7 })).toBe(approved)
    expect(record(undefined, created)).toBeUndefined()
  })

  test('reach a ticket that was deleted meanwhile', () => {
    const gone = ticketAfter([submit(image), lin], [pass, firstApprover], [pass, secondApprover])
    const failedOne = record(gone, failed)
    const archived = evolve(failedOne, recorded({ type: 'ticket.archived', data: {} }, 6, lin), ticketUuid)
    const deleted = evolve(archived, recorded({ type: 'ticket.deleted', data: {} }, 7, lin), ticketUuid)
    expect(record(deleted, { ...created, seq: 9 })?.image).toMatchObject({ state: 'created' })
    expect(outcome(archive, lin, failedOne)).toEqual(['ticket.archived'])
    expect(outcome(remove, lin, archived)).toEqual(['ticket.deleted'])
  })

  test('of a failure let a person ask again, under a higher number', () => {
    const broken = record(approved, failed)
    expect(broken?.image?.failures).toEqual(['InvalidInstanceId.NotFound: no such instance', 'not found', '不存在'])
    expect(outcome(requestImage, lin, broken, 600_000)).toEqual(['ticket.image-requested'])
  })

  test('that an operator is needed stop everybody else', () => {
    const stuck = record(approved, needsOperator)
    expect(outcome(requestImage, lin, stuck)).toBe(5003)
    expect(outcome(archive, lin, stuck)).toBe(3002)
    expect(record(stuck, { ...created, seq: 4 })?.image).toMatchObject({ state: 'created', failures: [] })
  })
})
