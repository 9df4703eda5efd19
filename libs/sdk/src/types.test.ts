import { test } from '@jest/globals'
import { expectTypeOf } from 'expect-type'
import type {
  Gongdan,
  GongdanError,
  ItemOutcome,
  Outcomes,
  Ticket,
  TicketBody,
  TicketDetails,
  TicketDraft,
  TicketFilter,
} from './index.ts'
import type { createRaw } from './raw.ts'

// What tsc finds wrong here fails `npm run types`: nothing is run.
type Of<P extends keyof Gongdan> = Gongdan[P]
type Answer<F extends (...given: never) => unknown> = Awaited<ReturnType<F>>

test('a list has typed rows, its filters typed names', () => {
  expectTypeOf<Answer<Of<'tickets'>['list']>['list'][number]>().toEqualTypeOf<Ticket>()
  expectTypeOf<Answer<Of<'tickets'>['list']>['next_cursor']>().toEqualTypeOf<string>()
  expectTypeOf<Ticket['ticket_state_code']>().toEqualTypeOf<
    'saved' | 'pending' | 'overruled' | 'withdrawn' | 'passed' | 'archived'
  >()
  expectTypeOf<Ticket['version']>().toEqualTypeOf<number>()
  expectTypeOf({ scope: 'todo', type: 'VIP', state: ['pending'] } as const).toExtend<TicketFilter>()
  expectTypeOf({ scope: 'mine' } as const).not.toExtend<TicketFilter>()
  expectTypeOf({ type: 'VPN' } as const).not.toExtend<TicketFilter>()
  expectTypeOf<ReturnType<Of<'tickets'>['each']>>().toExtend<AsyncIterable<Ticket>>()
})

test('a ticket has the section of its type when it is submitted, a draft need not', () => {
  const vip = { type: 'VIP', ticket_name: 'a', network: { vip: { vip_count: 2 } } } as const
  expectTypeOf(vip).toExtend<TicketBody>()
  expectTypeOf({ type: 'VIP', ticket_name: 'a' } as const).not.toExtend<TicketBody>()
  expectTypeOf({
    type: 'VIP',
    ticket_name: 'a',
    network: { vip: { vip_count: 'two' } },
  } as const).not.toExtend<TicketBody>()
  expectTypeOf({ type: 'VIP', ticket_name: 'a' } as const).toExtend<TicketDraft>()
  const disk = {
    type: 'VOLUME_EXPANSION',
    ticket_name: 'a',
    storage: { volume_expantion: { volume_uuid: 'v', capacity: 2n } },
  } as const
  expectTypeOf(disk).toExtend<TicketBody>()
})

test('a ticket shows typed sections, what was decided along, and what became of it', () => {
  type Section = NonNullable<NonNullable<TicketDetails['network']>['vip']>
  expectTypeOf<Section['vip_count']>().toEqualTypeOf<number | undefined>()
  type Disk = NonNullable<NonNullable<TicketDetails['storage']>['volume_expantion']>
  expectTypeOf<Disk['capacity']>().toEqualTypeOf<bigint | undefined>()
  type Config = NonNullable<TicketDetails['history'][number]['config']>
  expectTypeOf<Config['contianer']['auto_container']['host_uuid']>().toEqualTypeOf<string>()
  type Done = NonNullable<TicketDetails['fulfilment']>
  expectTypeOf<Done['request']>().toEqualTypeOf<number>()
  expectTypeOf<Done['faild_info']>().toEqualTypeOf<readonly string[]>()
})

test('a decision takes tickets with or without versions, and gives outcomes with the data of an item', () => {
  type Pass = Of<'tickets'>['pass']
  expectTypeOf<ReturnType<Pass>>().toExtend<
    Outcomes<{ readonly ticket_uuid?: string; readonly ticket_name?: string }>
  >()
  expectTypeOf<Pass>().parameter(0).extract<{ readonly ticket_uuid: string }>().not.toBeNever()
  expectTypeOf<Parameters<Of<'tickets'>['overrule']>[1]>().toHaveProperty('reason').toEqualTypeOf<string>()
  expectTypeOf<Pick<ItemOutcome, 'ok' | 'known' | 'retryAfter'>>().toEqualTypeOf<{
    readonly ok: boolean
    readonly known: boolean
    readonly retryAfter: number | null
  }>()
})

test('an error says what happened', () => {
  expectTypeOf<
    Pick<GongdanError, 'scode' | 'message' | 'messageCn' | 'desc' | 'requestId' | 'retryAfter' | 'data'>
  >().toExtend<{
    scode: number
    message: string
    messageCn: string
    desc: string
    requestId: string
    retryAfter: number | null
    data: unknown
  }>()
})

test('the raw client knows every address', () => {
  type Raw = ReturnType<typeof createRaw>
  expectTypeOf<Raw['GET']>().toBeCallableWith('/v1/ticket/list', {})
  expectTypeOf<Raw['POST']>().toBeFunction()
  const look = async (raw: Raw) => {
    const { data, error } = await raw.GET('/v1/ticket/inspect', { params: { query: { ticket_uuid: 'a' } } })
    expectTypeOf(data?.data?.history.map(({ round }) => round)).toEqualTypeOf<number[] | undefined>()
    expectTypeOf(error?.scode).toEqualTypeOf<number | undefined>()
  }
  expectTypeOf(look).toBeFunction()
})
