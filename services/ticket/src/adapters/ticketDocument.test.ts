import { plainSettings, summaryOf } from '@gongdan/contracts'
import { MAX_DEFINITION_BYTES, sizeOf, sizeProblemOf } from '@gongdan/flow'
import { expect, test } from '@jest/globals'
import { richTicket, step } from '../domain/rich.fixture.ts'
import type { Ticket } from '../domain/ticket.ts'
import {
  administrator,
  archive,
  confirm,
  feedback,
  firstApprover,
  image,
  lin,
  overrule,
  pass,
  person,
  type Story,
  save,
  secondApprover,
  submit,
  submitOverruled,
  superAdministrator,
  ticketAfter,
  ticketUuid,
  withdraw,
} from '../domain/tickets.fixture.ts'
import { listItem } from '../domain/view.ts'
import { readListed, type TicketDocument, ticketAggregate } from './ticketDocument.ts'

const passed: Story = [
  [submit(feedback), lin],
  [pass, firstApprover],
  [pass, secondApprover],
]
const stories: Readonly<Record<string, Story>> = {
  'a draft': [[save(feedback), lin]],
  'a pending one': [[submit(image), lin]],
  'one at its second step': [
    [submit(image), lin],
    [pass, firstApprover],
  ],
  'one with a skipped step': [[submit(feedback), { ...lin, roles: firstApprover.roles }]],
  'one of a second round': [
    [submit(feedback), lin],
    [overrule, firstApprover],
    [submitOverruled, lin],
  ],
  'a rejected one': [
    [submit(feedback), lin],
    [overrule, firstApprover],
  ],
  'a withdrawn one': [
    [submit(feedback), lin],
    [withdraw, lin],
  ],
  'a confirmed one': [...passed, [confirm, lin]],
  'an archived one': [...passed, [archive, lin]],
  'one with an image': [[submit(image), lin], ...passed.slice(1)],
}

const documentOf = (ticket: Ticket): TicketDocument => ({
  _id: ticket.uuid,
  version: ticket.version,
  relayed: 0,
  history: [],
  answered: [],
  ...ticketAggregate.fields(ticket),
})

test.each(Object.entries(stories))('a list shows of %s what its history says', (_, story) => {
  const ticket = ticketAfter(...story)
  if (ticket === undefined) throw new TypeError('no ticket')
  const listed = readListed(documentOf(ticket) as Parameters<typeof readListed>[0])
  // Who decided once, and holds no role any more, may still put people in copy.
  const former = person('first', 'acme')
  for (const principal of [lin, firstApprover, former, secondApprover, administrator, superAdministrator]) {
    const whole = { ticket, ...summaryOf(ticket.info.type, ticket.info.details) }
    expect(listItem(listed, principal)).toEqual(listItem(whole, principal))
  }
})

test('an item says how long its step waits, when it was changed, and what it is about', () => {
  const ticket = ticketAfter([submit(image), lin], [pass, firstApprover])
  if (ticket === undefined) throw new TypeError('no ticket')
  const listed = readListed(documentOf(ticket) as Parameters<typeof readListed>[0])
  expect(listItem(listed, secondApprover)).toMatchObject({
    version: 2,
    updated_time: 2,
    step_since: 2,
    image_state: null,
    summary: 'nightly, ap-guangzhou, ins-demo0001',
    can: ['pass', 'overrule', 'return', 'transfer', 'add-approvers', 'cc'],
  })
})

test('a ticket on the largest process that there may be takes 30 times what the gateway counts of its submission', () => {
  const tenantUuid = 'acme'.padStart(36, '0')
  const owner = (roleUuid: string) => ({
    ...{ kind: 'role' as const, tenantUuid, tenantName: '租'.repeat(146), roleName: '名'.repeat(146) },
    roleUuid: roleUuid.padStart(36, '0'),
  })
  const steps = Array.from({ length: 6 }, (_, at) =>
    step(
      `${at}`,
      Array.from({ length: 10 }, (__, seat) => owner(`${at}-${seat}`)),
      { after: [] },
    ),
  )
  const { definition, plan } = sizeOf({ steps, settings: plainSettings })
  expect(Math.max(definition, plan)).toBeGreaterThan(0.97 * MAX_DEFINITION_BYTES)
  expect(sizeProblemOf({ definition, plan })).toBeNull()
  const { act, ticket, history } = richTicket(steps)
  act(submit(feedback), lin)
  const around = { commandId: ticketUuid, correlationId: ticketUuid, hash: 'a'.repeat(64), signature: 'b'.repeat(88) }
  const document = { ...documentOf(ticket()), history: history.map((event) => ({ ...event, ...around })) }
  // A batch and its item beside the submission itself; without its token and its body (bytesOfSubmission of the gateway).
  const counted = 300 + 75 + 4_000
  expect(Buffer.byteLength(JSON.stringify(document)) / counted).toBeLessThan(33)
})
