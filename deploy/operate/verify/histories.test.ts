import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Aggregate,
  type AggregateDocument,
  brokenAt,
  type Event,
  type RecordedEvent,
  stateAt,
} from '@gongdan/store'
import { describe, expect, test } from '@jest/globals'
import { jobAggregate } from '../../../services/image/src/public.ts'
import { processAggregate } from '../../../services/process/src/public.ts'
import { ticketAggregate } from '../../../services/ticket/src/public.ts'
import { checkDocument } from './document.ts'
import { walk } from './legalPath.ts'

// Histories as release 1 stored them. They are never changed: what a release has written must be readable for ever.

interface Sample {
  readonly id: string
  readonly history: readonly RecordedEvent[]
}

const read = (name: string): readonly Sample[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'histories', `${name}.json`), 'utf8'))
const typesIn = (samples: readonly Sample[]) =>
  new Set(samples.flatMap(({ history }) => history.map(({ type }) => type)))

/** The document of a history, with the fields that it has today. */
const documentOf = <S, F extends Event>(aggregate: Aggregate<S, F>, { id, history }: Sample): AggregateDocument<F> => {
  const events = history as readonly RecordedEvent<F>[]
  const fields = aggregate.fields(stateAt(aggregate, id, events) as S)
  return { _id: id, version: events.length, relayed: events.length, history: events, answered: [], ...fields }
}

const tickets = read('tickets')
const processes = read('processes')
const jobs = read('image-jobs')

test.each([...tickets, ...processes, ...jobs])('the chain of $id is whole', ({ history }) => {
  expect(brokenAt(history)).toBeNull()
})

describe('a ticket of release 1', () => {
  const states = tickets.map((sample) =>
    stateAt(ticketAggregate, sample.id, documentOf(ticketAggregate, sample).history),
  )

  test('is replayed to the state that it had', () => {
    expect(states).toMatchObject([
      {
        state: 'archived',
        version: 14,
        info: { name: '一个镜像', reason: '上线前备份' },
        round: {
          votes: [
            { step: 1, says: 'pass' },
            { step: 2, says: 'pass' },
          ],
        },
        deciders: ['acme zhao'],
        confirmed: true,
        image: { request: 2, state: 'created', imageId: 'img-6bu62x21' },
      },
      { state: 'withdrawn', deleted: true, info: { name: '反馈' } },
      { state: 'passed', image: { request: 1, state: 'needs_operator' } },
    ])
  })

  test.each(tickets)('$id passes verify', (sample) => {
    expect(walk(sample.history)).not.toHaveProperty('illegal')
    expect(checkDocument('ticket', ticketAggregate, documentOf(ticketAggregate, sample))).toEqual([])
  })

  test('has every kind of event', () => {
    expect(typesIn(tickets).size).toBe(14)
  })
})

test('a process of release 1 is replayed to the state that it had', () => {
  const states = processes.map((sample) =>
    stateAt(processAggregate, sample.id, documentOf(processAggregate, sample).history),
  )
  expect(states).toMatchObject([
    { status: 'defined', version: 2, name: '镜像审批二', steps: [{ roleUuid: 'leader' }] },
    { status: 'removed', version: 2, tenantUuid: 'acme', name: '旧流程' },
  ])
})

describe('an image job of release 1', () => {
  test('is replayed to the state that it had', () => {
    const states = jobs.map((sample) => stateAt(jobAggregate, sample.id, documentOf(jobAggregate, sample).history))
    expect(states).toMatchObject([
      { request: 3, attempt: 2, phase: { state: 'DONE', imageId: 'img-6bu62x21' } },
      { request: 1, phase: { state: 'NEEDS_OPERATOR' } },
    ])
  })

  test('has every kind of event', () => {
    expect(typesIn(jobs).size).toBe(18)
  })
})
