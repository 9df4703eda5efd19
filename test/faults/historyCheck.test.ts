import { type AggregateDocument, type Event, type RecordedEvent, record } from '@gongdan/store'
import { describe, expect, test } from '@jest/globals'
import { people } from '../support/people.ts'
import type { Command } from './commandIds.ts'
import { checkHistories, type Findings, noFindings } from './historyCheck.ts'
import type { LoggedRequest } from './requestLog.ts'

// The checker itself: a history that is as it should be passes, and each thing that may be wrong with one is found.

const submitted = { type: 'ticket.submitted', data: { plan: { steps: [{ skipped: false }] } } }
const passed = { type: 'ticket.passed', data: { step: 0 } }

const actor = (person: 'applicant' | 'firstApprover') => {
  const { user, name, tenant, tenantName } = people[person]
  return { userUuid: user, userName: name, tenantUuid: tenant, tenantName }
}
const add = (
  history: readonly RecordedEvent[],
  fact: Event,
  person: 'applicant' | 'firstApprover',
  commandId: string,
  at: number,
) => [...history, ...record(history, [fact], { at, by: actor(person), commandId, correlationId: 'c' })]
const request = (route: string, person: LoggedRequest['person'], startedAt: number): LoggedRequest => ({
  route,
  person,
  idempotencyKey: route,
  tickets: ['t'],
  outcomes: [0],
  prefer: 'wait=3',
  startedAt,
  answeredAt: startedAt + 10,
  endedAt: startedAt + 10,
  accepted: false,
  attempts: 1,
})

const submit: Command = { commandId: 'one', asked: request('ticket/submit', 'applicant', 100), index: 0 }
const pass: Command = { commandId: 'two', asked: request('ticket/pass', 'firstApprover', 200), index: 0 }
const history = add(add([], submitted, 'applicant', 'one', 105), passed, 'firstApprover', 'two', 205)

interface Case {
  readonly history?: readonly RecordedEvent[]
  readonly document?: Partial<AggregateDocument & { readonly state: string }>
  readonly commands?: readonly Command[]
}

const findingsOf = async ({ history: entries = history, document = {}, commands = [submit, pass] }: Case) => {
  const found = noFindings()
  const sent = { version: entries.length, relayed: entries.length, answered: [], state: 'passed' }
  const tickets = async function* () {
    yield { _id: 't', history: entries, ...sent, ...document }
  }
  await checkHistories(tickets(), commands, found)
  return Object.entries<readonly string[]>({ ...found }).flatMap(([kind, lines]) =>
    lines.map((line) => `${kind}: ${line}`),
  )
}

const asked = (command: Command, change: Partial<LoggedRequest>): Command => ({
  ...command,
  asked: { ...command.asked, ...change },
})

test('a history that agrees with all answers has no findings', async () => {
  expect(await findingsOf({})).toEqual([])
})

describe('found is', () => {
  test.each<[string, Case, keyof Findings]>([
    ['a success that is not there', { history: history.slice(0, 1), document: { state: 'pending' } }, 'lost'],
    ['an effect of a refused command', { commands: [submit, asked(pass, { outcomes: [3002] })] }, 'unexpected'],
    ['an effect without a request', { commands: [submit] }, 'unexpected'],
    ['an effect of one command on another ticket', { commands: [submit, asked(pass, { tickets: ['u'] })] }, 'doubled'],
    [
      'a command that took effect twice',
      {
        history: add(add([], submitted, 'applicant', 'one', 105), submitted, 'applicant', 'one', 106),
        commands: [submit],
      },
      'doubled',
    ],
    [
      'another effect than was asked for',
      { commands: [submit, asked(pass, { route: 'ticket/overrule' })] },
      'unexpected',
    ],
    ['an action of another person', { commands: [submit, asked(pass, { person: 'secondApprover' })] }, 'unexpected'],
    ['a decision before it was asked for', { commands: [submit, asked(pass, { startedAt: 206 })] }, 'unexpected'],
    ['a decision after its success was told', { commands: [submit, asked(pass, { endedAt: 204 })] }, 'unexpected'],
    [
      'a step that is not the last',
      { history: add([], passed, 'firstApprover', 'two', 205), commands: [pass] },
      'unexpected',
    ],
    ['a chain that is broken', { history: history.map((entry) => ({ ...entry, at: entry.at + 1 })) }, 'unexpected'],
    ['a state that the history does not lead to', { document: { state: 'pending' } }, 'unexpected'],
    ['an event that was not sent', { document: { relayed: 1 } }, 'unfinished'],
    [
      'a command that was accepted and never decided',
      { commands: [submit, asked(pass, { outcomes: [12] })] },
      'unfinished',
    ],
    [
      'two answers for one ticket in one list',
      { commands: [submit, asked(pass, { tickets: ['t', 't'], outcomes: [0, 3002] })] },
      'unexpected',
    ],
  ])('%s', async (_, given, kind) => {
    expect((await findingsOf(given)).join('\n')).toContain(`${kind}: `)
  })
})
