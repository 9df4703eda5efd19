import type { Received } from '@gongdan/messaging'
import { createMemoryExecute } from '@gongdan/store'
import { describe, expect, test } from '@jest/globals'
import { v4 as uuidv4 } from 'uuid'
import { ticketAggregate } from '../adapters/ticketDocument.ts'
import type { ClaimedDocument, Claims } from '../domain/ports.ts'
import { richTicket, role, step } from '../domain/rich.fixture.ts'
import type { Ticket } from '../domain/ticket.ts'
import { feedback, lin, person, submit } from '../domain/tickets.fixture.ts'
import { sha256 } from './commands.ts'
import { claimFulfilments, reportFulfilments } from './fulfilment.ts'

const said = (...states: readonly string[]) =>
  ({
    body: {
      principal: lin,
      items: states.map((state) => ({
        commandId: uuidv4(),
        ticketUuid: uuidv4(),
        request: 1,
        fence: 1,
        report: {
          state,
          progress: null,
          successCount: null,
          failedCount: null,
          failures: [],
          out: null,
          message: '',
          messageCn: '',
        },
      })),
    },
    correlationId: 'c',
  }) as unknown as Received<never>

test('of reports on progress, on ends and on both, each message has an outcome for each of its items', async () => {
  const { execute } = createMemoryExecute(ticketAggregate, Date.now)
  const claims = { find: async () => undefined } as unknown as Claims
  const messages = [said('working'), said('done'), said('working', 'failed'), said('working', 'working')]
  const outcomes = await reportFulfilments({ claims, execute, withheld: () => {} })(messages as never)
  expect(outcomes.map((outcome) => Object(Object(outcome).reply).outcomes?.length)).toEqual([1, 1, 2, 2])
})

describe('a claim hands out so much that its answer is at most about 512 KiB', () => {
  const fulfiller = person('worker', 'system', 'fulfiller')
  const details = JSON.stringify({ apply_container_info: 'web', apply_count: 1 })
  const bigConfig = () => {
    const label = { must: true, selector: 'in', key: 'zone', value: ['z'.repeat(128)] }
    return JSON.stringify({ contianer: { auto_container: { host_uuid: 'h', labels: Array(20).fill(label) } } })
  }
  /** Passed by so many, each of whom decided a config along, and given this reason by its applicant. */
  const passed = (index: number, steps: number, reason: string): ClaimedDocument => {
    const roles = Array.from({ length: steps }, (_, at) => `r${at}`)
    const story = richTicket(roles.map((one) => step(one, [role(one)])))
    story.act(submit({ ...feedback, type: 'AUTO_CONTAINER', reason, details }), lin)
    for (const one of roles) {
      story.act(
        { type: 'ticket.pass', body: { stepId: null, config: bigConfig(), reason: '' } },
        person(one, 'acme', one),
      )
    }
    const times = { requestedAt: 0, since: 0 }
    const ticket: Ticket = {
      ...story.ticket(),
      uuid: `ticket ${index}`,
      fulfilment: {
        request: 1,
        detailsHash: sha256(details),
        state: 'working',
        ...times,
        by: null,
        fence: 1,
        report: null,
      },
    }
    const claim = { fence: 1, by: '', until: new Date(0), request: 1 }
    return { ticket, history: story.history, claim }
  }
  const claimOf = async (held: readonly ClaimedDocument[]) => {
    let read = 0
    let kept: readonly string[] = []
    const claims: Claims = {
      recorded: async () => undefined,
      take: async () => {},
      async *held() {
        for (const one of held) {
          read += 1
          yield one
        }
      },
      record: async (claim) => claim,
      releaseOthers: async (_commandId, uuids) => {
        kept = uuids
      },
      async *read(uuids) {
        yield* held.filter(({ ticket }) => uuids.includes(ticket.uuid))
      },
      find: async () => undefined,
      extend: async () => null,
      note: async () => false,
    }
    const { execute } = createMemoryExecute(ticketAggregate, Date.now)
    const item = { commandId: uuidv4(), claimUuid: uuidv4(), types: null, limit: 100, leaseS: 60 }
    const message = { body: { principal: fulfiller, items: [item] }, correlationId: 'c' }
    const [outcome] = await claimFulfilments({ claims, execute, withheld: () => {} })([message as never])
    const { data } = Object(outcome).reply.outcomes[0]
    const uuids = JSON.parse(data).list.map((one: { readonly ticket_uuid: string }) => one.ticket_uuid)
    return { bytes: Buffer.byteLength(data), uuids, kept, read }
  }

  test.each([
    ['configs of approvers', 8, ''],
    ['words of applicants', 1, '理由'.repeat(3_000)],
  ])('counting the %s', async (_what, steps, reason) => {
    const held = Array.from({ length: 40 }, (_, index) => passed(index, steps, reason))
    const { bytes, uuids, kept, read } = await claimOf(held)
    expect(bytes).toBeLessThan(530_000)
    expect(bytes).toBeGreaterThan(450_000)
    expect(uuids).toEqual(held.slice(0, uuids.length).map(({ ticket }) => ticket.uuid))
    expect(kept).toEqual(uuids)
    // What is left to the next claim is not read.
    expect(read).toBe(uuids.length + 1)
  })

  test('but one ticket at least', async () => {
    const reason = 'r'.repeat(600_000)
    expect((await claimOf([passed(0, 1, reason), passed(1, 1, reason)])).uuids).toEqual(['ticket 0'])
  })
})
