import { type AggregateDocument, type Event, type RecordedEvent, record } from '@gongdan/store'
import { describe, expect, test } from '@jest/globals'
import { v5 as uuidv5 } from 'uuid'
import { people } from '../support/people.ts'
import type { Command } from './commandIds.ts'
import { checkHistories, type Findings, noFindings } from './historyCheck.ts'
import type { LoggedRequest } from './requestLog.ts'

// The checker itself: a history that is as it should be passes, and each thing that may be wrong with one is found.

const ticketId = '7f6e0a52-8c1b-4b7e-9a35-0c4d9f2b1e63'
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
  tickets: [ticketId],
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

const overdueId = (dueAt: number) => uuidv5(`timer 0 due ${dueAt}`, ticketId)
/** An entry of the system: what time did. */
const byTime = (before: readonly RecordedEvent[], fact: Event, commandId: string, at: number) => [
  ...before,
  ...record(before, [fact], { at, by: null, commandId, correlationId: 'c' }),
]
const overdue = (dueAt: number) => ({ type: 'ticket.overdue', data: { step: 0, dueAt } })
const passedByTime = { type: 'ticket.passed', data: { step: 0, auto: 'timeout' } }
const waiting = add([], submitted, 'applicant', 'one', 105)
const timedOut = byTime(byTime(waiting, overdue(300), overdueId(300), 301), passedByTime, overdueId(300), 301)

interface Case {
  readonly history?: readonly RecordedEvent[]
  readonly document?: Partial<AggregateDocument & { readonly state: string }>
  readonly commands?: readonly Command[]
}

const findingsOf = async ({ history: entries = history, document = {}, commands = [submit, pass] }: Case) => {
  const found = noFindings()
  const sent = { version: entries.length, relayed: entries.length, answered: [], state: 'passed' }
  const tickets = async function* () {
    yield { _id: ticketId, history: entries, ...sent, ...document }
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
  expect(await findingsOf({ history: timedOut, commands: [submit] })).toEqual([])
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
    [
      'a vote of another word than was asked for',
      {
        history: add(
          add([], { type: 'ticket.submitted', data: { plan: { steps: [{ need: 2 }] } } }, 'applicant', 'one', 105),
          { type: 'ticket.voted', data: { step: 0, says: 'pass' } },
          'firstApprover',
          'two',
          205,
        ),
        document: { state: 'pending' },
        commands: [submit, asked(pass, { route: 'ticket/overrule' })],
      },
      'unexpected',
    ],
    [
      'a timer under another command than its own',
      {
        history: byTime(waiting, overdue(300), overdueId(301), 301),
        document: { state: 'pending' },
        commands: [submit],
      },
      'unexpected',
    ],
    [
      'a timer that fired early',
      {
        history: byTime(waiting, overdue(900), overdueId(900), 301),
        document: { state: 'pending' },
        commands: [submit],
      },
      'unexpected',
    ],
    [
      'what time did without a timer',
      { history: byTime(waiting, passedByTime, overdueId(300), 301), commands: [submit] },
      'unexpected',
    ],
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
      { commands: [submit, asked(pass, { tickets: [ticketId, ticketId], outcomes: [0, 3002] })] },
      'unexpected',
    ],
  ])('%s', async (_, given, kind) => {
    expect((await findingsOf(given)).join('\n')).toContain(`${kind}: `)
  })
})
