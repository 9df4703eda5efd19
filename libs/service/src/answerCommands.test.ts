import type { Received } from '@gongdan/messaging'
import type { Executed, Fact, Item } from '@gongdan/store'
import { describe, expect, test } from '@jest/globals'
import { answerCommands } from './answerCommands.ts'

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
type Message = ReturnType<typeof message>

const itemsOf = ({ body }: Received<Message['body']>): readonly Item<null, Fact>[] =>
  body.items.map(({ commandId }) => ({
    id: `thing-${commandId}`,
    commandId,
    correlationId: 'c',
    by: null,
    creates: false,
    decide: () => ({ kind: 'accepted', facts: [] }),
  }))

/** Executes everything but the commands named `bad`; remembers how many items came together. */
const executor = () => {
  const together: number[] = []
  const execute = async (items: readonly Item<null, Fact>[]): Promise<Executed> => {
    together.push(items.length)
    const good = items.filter(({ commandId }) => !commandId.startsWith('bad'))
    return {
      answers: good.map(({ id, commandId }) => ({ id, commandId, scode: 0, desc: '', name: 'thing' })),
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
    const outcomes = await answerCommands(execute, itemsOf)([message('a', 'b'), message('c')])
    expect(together).toEqual([3])
    expect(outcomes).toEqual([
      { kind: 'done', reply: { outcomes: [outcome('a'), outcome('b')] } },
      { kind: 'done', reply: { outcomes: [outcome('c')] } },
    ])
  })

  test('do not suffer from another’s fault: only its message comes back, and what was decided is answered now', async () => {
    const { execute } = executor()
    const outcomes = await answerCommands(execute, itemsOf)([message('a', 'bad'), message('b')])
    expect(outcomes).toEqual([
      { kind: 'retry', reason: expect.stringContaining('no luck'), reply: { outcomes: [outcome('a')] } },
      { kind: 'done', reply: { outcomes: [outcome('b')] } },
    ])
  })

  test('are executed in portions of about a hundred items', async () => {
    const { execute, together } = executor()
    const sixty = (prefix: string) => message(...Array.from({ length: 60 }, (_, index) => `${prefix}${index}`))
    const outcomes = await answerCommands(execute, itemsOf)([sixty('a'), message('x'), sixty('b'), message('y')])
    expect(together).toEqual([61, 61])
    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done', 'done', 'done'])
  })
})
