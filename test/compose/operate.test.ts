import { randomUUID } from 'node:crypto'
import { expect, jest, test } from '@jest/globals'
import { connect } from 'amqplib'
import { brokerUrl, compose } from '../support/composed.ts'
import { eventually } from '../support/eventually.ts'

jest.setTimeout(600_000)

const run = (...words: readonly string[]) => compose('run', '--rm', '--no-TTY', ...words)
const operate = (...words: readonly string[]) => run('operate', ...words)

/** What no service can read, sent to one. */
const sendNonsense = async (): Promise<string> => {
  const id = randomUUID()
  const broker = await connect(brokerUrl('gateway'))
  const channel = await broker.createConfirmChannel()
  channel.sendToQueue('ticket.commands', Buffer.from('{'), { messageId: id, type: 'ticket.pass' })
  await channel.waitForConfirms()
  await broker.close()
  return id
}

const untilParked = (id: string) =>
  eventually(async () => expect(await operate('parked', 'list')).toContain(id), { withinMs: 180_000 })

test('a person sees a parked message, replays it, discards it, and all of that is recorded', async () => {
  const id = await sendNonsense()
  await untilParked(id)
  expect(await operate('parked', 'show', id)).toContain('ticket.pass')
  const signed = ['--by', 'lin', '--reason', 'to see what it does']
  expect(await operate('parked', 'replay', id, ...signed)).toContain('replay: 1 done, 0 not done')
  await untilParked(id)
  expect(await operate('parked', 'discard', id, ...signed)).toContain('discard: 1 done, 0 not done')
  expect(await operate('parked', 'list')).not.toContain(id)
  const audit = await operate('audit')
  expect(audit).toContain('"replay"')
  expect(audit).toContain('"discard"')
  expect(audit).toContain(id)
})

test('a person sees the images that wait for one', async () => {
  expect(await operate('image', 'list')).toBe('images that wait for a person: 0')
})

test('what is stored agrees with every history, as a person can see who may only read it', async () => {
  const verify = () => run('--entrypoint=node', 'operate', '/app/deploy/operate/verify/main.ts')
  expect(await verify()).toBe('0 differences')
})
