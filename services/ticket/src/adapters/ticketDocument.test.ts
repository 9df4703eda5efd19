import { summaryOf } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
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
