import { expect, test } from '@jest/globals'
import { consumerOf, eventSpeakers, hearersOf, speakers } from './speakers.ts'
import { topology } from './topology.ts'

test('every message has one service that may say it', () => {
  expect([...speakers].filter(([, by]) => by === 'image').map(([type]) => type)).toEqual([
    'image.creating',
    'image.created',
    'image.failed',
    'image.needs-operator',
  ])
  expect(['ticket.pass', 'process.create', 'gateway.batch', 'user.seen'].map((type) => speakers.get(type))).toEqual(
    Array(4).fill('gateway'),
  )
  // What is spelt like another service's own, and is a question to it.
  expect(speakers.get('process.plan')).toBe('ticket')
  expect(speakers.get('image.check')).toBe('ticket')
  expect(speakers.get('ticket.processes-in-use')).toBe('process')
  expect(speakers.get('ticket.invented')).toBeUndefined()
})

test('an event is for the services whose queues are bound to it', () => {
  expect(hearersOf('ticket.image-requested')).toEqual(['image', 'notification'])
  expect(hearersOf('user.seen')).toEqual(['ticket', 'process', 'notification'])
  expect(hearersOf('process.defined')).toEqual(['ticket'])
  for (const [type, by] of eventSpeakers) expect([type, hearersOf(type).includes(by)]).toEqual([type, false])
})

test('every queue that is consumed belongs to a service', () => {
  for (const { name, kind } of topology.queues) if (kind !== 'parking') expect(consumerOf(name)).toBeDefined()
  expect(() => consumerOf('parking')).toThrow('no service consumes parking')
})
