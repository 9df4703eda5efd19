import type { Received } from '@gongdan/messaging'
import { createMemoryExecute } from '@gongdan/store'
import { expect, test } from '@jest/globals'
import { v4 as uuidv4 } from 'uuid'
import { ticketAggregate } from '../adapters/ticketDocument.ts'
import type { Claims } from '../domain/ports.ts'
import { lin } from '../domain/tickets.fixture.ts'
import { reportFulfilments } from './fulfilment.ts'

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
  const claims = { find: async () => new Map() } as unknown as Claims
  const messages = [said('working'), said('done'), said('working', 'failed'), said('working', 'working')]
  const outcomes = await reportFulfilments({ claims, execute, withheld: () => {} })(messages as never)
  expect(outcomes.map((outcome) => Object(Object(outcome).reply).outcomes?.length)).toEqual([1, 1, 2, 2])
})
