import { CommandReply, type Principal, type SeatOwner } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import { createMemoryExecute } from '@gongdan/store'
import { describe, expect, test } from '@jest/globals'
import { v4 as uuidv4 } from 'uuid'
import { commentAggregate, commentEventOf } from '../adapters/comments.ts'
import type { Absent } from '../domain/acting.ts'
import type { Ticket } from '../domain/ticket.ts'
import {
  administrator,
  archive,
  colleague,
  feedback,
  firstApprover,
  lin,
  overrule,
  person,
  type Story,
  save,
  secondApprover,
  stranger,
  submit,
  ticketAfter,
  transferTo,
} from '../domain/tickets.fixture.ts'
import { commentHandlers, listComments } from './comments.ts'

const received = <B>(body: B): Received<B> => ({ body, correlationId: 'c' }) as Received<B>
const pending: Story = [[submit(feedback), lin]]

/** Comments on a ticket in memory. Known are these people by their tokens; `absent`: for whom each acts. */
const serviceOf = (
  story: Story,
  more: { readonly isFull?: boolean; readonly absent?: Readonly<Record<string, Absent>> } = {},
) => {
  const ticket = ticketAfter(...story) as Ticket
  const { execute, documents } = createMemoryExecute(commentAggregate, () => 1_000)
  const known = [lin, colleague, firstApprover, secondApprover, administrator, stranger]
  const lookUps: string[] = []
  const tickets = {
    find: async (uuid: string) =>
      uuid === ticket.uuid ? { ticket, history: [], brokenAt: null, claim: undefined } : undefined,
  }
  const delegations = {
    absentOf: async (people: readonly string[]) => {
      lookUps.push(...people)
      const of = (one: string): readonly Absent[] => [more.absent?.[one]].filter((absent) => absent !== undefined)
      return new Map(people.map((one) => [one, of(one)] as const))
    },
  }
  const handlers = commentHandlers({
    comments: { execute, takePlace: async () => !more.isFull },
    tickets,
    delegations,
    people: {
      principalsOf: async (users) => {
        const keyOf = ({ tenantUuid, userUuid }: Principal) => `${tenantUuid} ${userUuid}`
        return new Map(known.filter((one) => users.includes(keyOf(one))).map((one) => [keyOf(one), one]))
      },
    },
  })
  const comment = async (principal: Principal, mention: readonly Principal[] = [], ticketUuid = ticket.uuid) => {
    const mentioned = mention.map(({ roles: _, ...user }): SeatOwner => ({ kind: 'user', ...user }))
    const item = { commandId: uuidv4(), commentUuid: uuidv4(), ticketUuid, text: 'why?', mention: mentioned }
    const [outcome] = await handlers['comment.create']([received({ principal, items: [item] })] as never)
    return CommandReply.parse(Object(outcome).reply).outcomes[0]?.scode
  }
  const list = (principal: Principal) =>
    listComments({
      tickets,
      delegations,
      comments: { list: async () => ({ total: 0, comments: [] }) },
    })({ principal, ticketUuid: ticket.uuid, pageNum: 1, pageSize: 20 })
  return { ticket, comment, list, documents, lookUps }
}

describe('a comment', () => {
  test.each([
    ['the applicant', lin, 0],
    ['an owner of a step to come', secondApprover, 0],
    ['an administrator', administrator, 0],
    ['somebody of the tenant who cannot see it', colleague, 3001],
    ['a stranger', stranger, 3001],
  ])('of %s: %i', async (_, who, scode) => {
    const { comment, list, documents } = serviceOf(pending)
    expect(await comment(who)).toBe(scode)
    expect(documents.size).toBe(1)
    expect([...documents.values()].map(({ version }) => version)).toEqual([scode === 0 ? 1 : 0])
    expect(Object(await list(who)).scode ?? 0).toBe(scode)
  })

  test('of a delegate is taken while they act for an owner of a step', async () => {
    const absent = { ...firstApprover, delegationUuid: uuidv4(), types: [], processUuids: [] }
    const { comment, list } = serviceOf(pending, { absent: { 'acme colleague': absent } })
    expect([await comment(colleague), Object(await list(colleague)).total_count]).toEqual([0, 0])
    expect(await comment(lin, [colleague])).toBe(0)
  })

  test('on a draft, or on what is archived, is refused to those who see it', async () => {
    expect(await serviceOf([[save(feedback), lin]]).comment(lin)).toBe(3002)
    expect(await serviceOf([[save(feedback), lin]]).comment(administrator)).toBe(3001)
    const archived: Story = [...pending, [overrule, firstApprover], [archive, lin]]
    expect(await serviceOf(archived).comment(lin)).toBe(3002)
  })

  test('cannot mention who cannot see the ticket', async () => {
    const { comment } = serviceOf(pending)
    expect(await comment(lin, [secondApprover, firstApprover])).toBe(0)
    expect(await comment(lin, [secondApprover, colleague])).toBe(3010)
    expect(await comment(lin, [stranger])).toBe(3010)
    // Of them only the id is known.
    expect(await comment(lin, [person('ghost', 'acme', 'operations')])).toBe(3010)
  })

  test('is refused on a ticket that has 500', async () => {
    expect(await serviceOf(pending).comment(lin)).toBe(0)
    expect(await serviceOf(pending, { isFull: true }).comment(lin)).toBe(3012)
  })

  test('on a ticket that does not exist is answered as on one that is not seen', async () => {
    expect(await serviceOf(pending).comment(lin, [], uuidv4())).toBe(3001)
  })

  test('asks for no delegations of those who see the ticket by themselves', async () => {
    const { comment, lookUps } = serviceOf(pending)
    await comment(lin, [firstApprover])
    expect(lookUps).toEqual([])
    await comment(colleague)
    expect(lookUps).toEqual(['acme colleague'])
  })

  /** The only comment there is, as it is published. */
  const published = (documents: ReturnType<typeof serviceOf>['documents']) => {
    const [document] = [...documents.values()]
    const [event] = document?.history ?? []
    if (document === undefined || event === undefined) throw new TypeError('no comment')
    const of = (recorded: typeof event) =>
      JSON.parse(
        commentEventOf(document, recorded, commentAggregate.evolve(undefined, recorded, document._id)).body.toString(),
      )
    return { uuid: document._id, event, of, body: of(event) }
  }

  test('says whose turn it is also where that is a person', async () => {
    const { comment, documents } = serviceOf([...pending, [transferTo('colleague'), firstApprover]])
    await comment(lin)
    const { event, of, body } = published(documents)
    expect(body).toMatchObject({
      currentOwner: null,
      open: [{ kind: 'user', userName: 'name of colleague' }],
      opened: [],
    })
    // One that a release before has stored does not say it.
    const { open: _, ...ticket } = event.data.ticket
    expect(of({ ...event, data: { ...event.data, ticket } })).toMatchObject({ open: [] })
  })

  test('is told of with the ticket as it was, its text and whom it mentions', async () => {
    const { comment, documents, ticket } = serviceOf(pending)
    await comment(firstApprover, [secondApprover])
    const { uuid, body } = published(documents)
    expect(body).toMatchObject({
      type: 'ticket.commented',
      ticketUuid: ticket.uuid,
      seq: 1,
      hash: '',
      name: feedback.name,
      actor: { userUuid: 'first' },
      reason: 'why?',
      comment: { uuid, mentioned: [{ userUuid: 'second', userName: 'name of second' }] },
      keys: expect.arrayContaining(['a acme lin']),
    })
  })
})
