import type { CommandResults, Event, Item } from '@gongdan/store'
import { describe, expect, test } from '@jest/globals'
import { answerCommands, answerQueries, type CommandHandler } from './answer.ts'

const principal = { userUuid: 'u', userName: '', tenantUuid: 't', tenantName: '', roles: [] }

const message = (...commandIds: readonly string[]) => ({
  id: 'm',
  type: 'thing.do',
  body: { principal, items: commandIds.map((commandId) => ({ commandId })) },
  correlationId: 'c',
  attempt: 1,
  redelivered: false,
  headers: {},
})

const handler: CommandHandler<ReturnType<typeof message>['body'], null, Event> = {
  idOf: ({ commandId }) => `thing-${commandId}`,
  decide: () => [],
}

/** Executes everything but the commands named `bad`; remembers how many items came together. */
const executor = () => {
  const together: number[] = []
  const execute = async (items: readonly Item<null, Event>[]): Promise<CommandResults> => {
    together.push(items.length)
    const good = items.filter(({ commandId }) => !commandId.startsWith('bad'))
    return {
      results: good.map(({ id, commandId }) => ({ id, commandId, scode: 0, desc: '', name: 'thing' })),
      faults: items
        .filter((item) => !good.includes(item))
        .map(({ commandId }) => ({ commandId, fault: new Error('no luck') })),
    }
  }
  return { execute, together }
}

const outcome = (commandId: string) => ({ commandId, scode: 0, desc: '', uuid: `thing-${commandId}`, name: 'thing' })

describe('command messages that are handled together', () => {
  test('get the outcomes of their own items, in their order', async () => {
    const { execute, together } = executor()
    const outcomes = await answerCommands([message('a', 'b'), message('c')], execute, handler)
    expect(together).toEqual([3])
    expect(outcomes).toEqual([
      { kind: 'done', reply: { outcomes: [outcome('a'), outcome('b')] } },
      { kind: 'done', reply: { outcomes: [outcome('c')] } },
    ])
  })

  test('do not suffer from another’s fault: only its message comes back, and what was decided is answered now', async () => {
    const { execute } = executor()
    const outcomes = await answerCommands([message('a', 'bad'), message('b')], execute, handler)
    expect(outcomes).toEqual([
      { kind: 'retry', reason: expect.stringContaining('no luck'), reply: { outcomes: [outcome('a')] } },
      { kind: 'done', reply: { outcomes: [outcome('b')] } },
    ])
  })

  test('are executed in portions of about a hundred items', async () => {
    const { execute, together } = executor()
    const sixty = (prefix: string) => message(...Array.from({ length: 60 }, (_, index) => `${prefix}${index}`))
    const outcomes = await answerCommands([sixty('a'), message('x'), sixty('b'), message('y')], execute, handler)
    expect(together).toEqual([61, 61])
    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done', 'done', 'done'])
  })
})

test('queries are answered one by one, with data or a refusal', async () => {
  const answer = answerQueries(async ({ id }: { readonly id: string }) =>
    id === 'known' ? { name: 'thing' } : { scode: 3001, desc: 'no such thing' },
  )
  const query = (id: string) => ({ ...message(), body: { id } })
  expect(await answer([query('known'), query('unknown')])).toEqual([
    { kind: 'done', reply: { scode: 0, desc: '', data: { name: 'thing' } } },
    { kind: 'done', reply: { scode: 3001, desc: 'no such thing', data: null } },
  ])
})
