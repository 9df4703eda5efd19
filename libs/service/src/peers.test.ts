import { COMMAND_LIFE_MS, type ServiceName } from '@gongdan/contracts'
import { bundleOf, macHeader, messagesIn, type OutMessage, proved } from '@gongdan/messaging'
import { expect, test } from '@jest/globals'
import { developmentKeys } from './developmentKeys.ts'
import { createPeers } from './peers.ts'

let time = 1_800_000_000_000
const peersOf = (service: ServiceName) => {
  const { SERVICE_KEY: serviceKey, PEER_KEYS: peerKeys } = developmentKeys(service)
  return createPeers({ service, serviceKey, peerKeys }, () => time)
}
const [gateway, ticket, process, image, notification] = [
  peersOf('gateway'),
  peersOf('ticket'),
  peersOf('process'),
  peersOf('image'),
  peersOf('notification'),
]

const messageOf = (type: string): OutMessage => ({ id: 'm', type, correlationId: 'c', body: Buffer.from('{}') })
/** An event of the ticket service as its consumers take it out of its bundle. */
const eventOf = (type: string): OutMessage => ticket.signEvents([messageOf(type)])
/** What the consumer of a queue makes of a message. */
const verdict = (of: ReturnType<typeof peersOf>, queue: string, message: OutMessage) => {
  const [said] = received(message)
  return of.consuming(queue).verify?.(said as never)
}
/** A message as it comes from the broker: it, or what is in it. */
const received = ({ id: messageId, type, correlationId, headers, body: content }: OutMessage) =>
  messagesIn({ content, properties: { messageId, type, correlationId, headers: { ...headers } } })

test('a command is believed of the gateway, in its queue', () => {
  const pass = proved(gateway.prove(messageOf('ticket.pass'), 'ticket.commands', time))
  expect(verdict(ticket, 'ticket.commands', pass)).toEqual({ from: 'gateway' })
  expect(verdict(ticket, 'ticket.queries', pass)).toHaveProperty('refused')
  expect(verdict(process, 'process.commands', pass)).toHaveProperty('refused')
})

test('a service is not believed what another one says, however well it proves itself', () => {
  const pass = proved(process.prove(messageOf('ticket.pass'), 'ticket.commands', time))
  expect(verdict(ticket, 'ticket.commands', pass)).toEqual({ refused: 'process may not say ticket.pass' })
  const defined = image.signTo(messageOf('process.defined'), 'ticket')
  expect(verdict(ticket, 'ticket.process-events', defined)).toEqual({ refused: 'image may not say process.defined' })
  const requested = notification.signTo(messageOf('ticket.image-requested'), 'image')
  expect(verdict(image, 'image.ticket-events', requested)).toHaveProperty('refused')
  const invented = proved(gateway.prove(messageOf('ticket.invented'), 'ticket.commands', time))
  expect(verdict(ticket, 'ticket.commands', invented)).toHaveProperty('refused')
})

test('an event is believed by each service that consumes it', () => {
  const requested = eventOf('ticket.image-requested')
  expect(Object.keys(requested.headers ?? {}).slice(1, 3)).toEqual([macHeader('image'), macHeader('notification')])
  expect(verdict(image, 'image.ticket-events', requested)).toEqual({ from: 'ticket' })
  expect(verdict(notification, 'notification.events', requested)).toEqual({ from: 'ticket' })
})

test('a command lives 7 days from its acceptance, a query 60 s, and an event without end', () => {
  const pass = proved(gateway.prove(messageOf('ticket.pass'), 'ticket.commands', time))
  const list = gateway.asking('ticket.queries').sign(messageOf('ticket.list'))
  const requested = eventOf('ticket.image-requested')
  time += 60_000
  expect(verdict(ticket, 'ticket.queries', list)).toEqual({ from: 'gateway' })
  time += 1
  expect(verdict(ticket, 'ticket.queries', list)).toEqual({ dropped: 'expired' })
  time += COMMAND_LIFE_MS - 60_001
  expect(verdict(ticket, 'ticket.commands', pass)).toEqual({ from: 'gateway' })
  time += 1
  expect(verdict(ticket, 'ticket.commands', pass)).toMatchObject({ refused: expect.stringMatching(/^expired/) })
  expect(verdict(image, 'image.ticket-events', requested)).toEqual({ from: 'ticket' })
})

test('each message of a bundle is as old as it is itself', () => {
  const [old, fresh] = [0, COMMAND_LIFE_MS].map((after) =>
    gateway.prove({ ...messageOf('ticket.pass'), id: `after ${after}` }, 'ticket.commands', time + after),
  )
  const bundle = bundleOf([old!, fresh!])
  time += COMMAND_LIFE_MS + 1
  expect(received(proved(bundle)).map((one) => ticket.consuming('ticket.commands').verify?.(one as never))).toEqual([
    { refused: expect.stringMatching(/^expired/) },
    { from: 'gateway' },
  ])
})

test('a message that has left its bundle is believed of who said it, by the service alone that took it out', () => {
  const bundle = bundleOf(
    ['a', 'b'].map((id) => gateway.prove({ ...messageOf('ticket.pass'), id }, 'ticket.commands', time)),
  )
  const [, second] = received(proved(bundle))
  const { vouch } = ticket.consuming('ticket.commands')
  const copy = vouch!({ ...messageOf('ticket.pass'), id: 'b' }, second as never)
  time += COMMAND_LIFE_MS
  expect(verdict(ticket, 'ticket.commands', copy)).toEqual({ from: 'gateway' })
  expect(verdict(ticket, 'ticket.queries', copy)).toHaveProperty('refused')
  expect(verdict(ticket, 'ticket.commands', { ...copy, id: 'c' })).toHaveProperty('refused')
  expect(verdict(process, 'process.commands', copy)).toHaveProperty('refused')
  time += 1
  expect(verdict(ticket, 'ticket.commands', copy)).toMatchObject({ refused: expect.stringMatching(/^expired/) })
})

test('a bundle whose code does not verify is not taken apart, and nobody vouches for what is in it', () => {
  const signed = proved(bundleOf([gateway.prove(messageOf('ticket.pass'), 'ticket.commands', time)]))
  const [genuine] = received(signed)
  const [forged] = received({ ...signed, body: Buffer.from('[{"forged":true}]') })
  const { isProved, vouch } = ticket.consuming('ticket.commands')
  expect([genuine, forged].map((part) => isProved?.(part as never))).toEqual([true, false])
  const copy = vouch!(messageOf('ticket.pass'), forged as never)
  expect(verdict(ticket, 'ticket.commands', copy)).toMatchObject({ refused: expect.stringMatching(/no code/) })
})

test('what says that it comes from the future is not believed', () => {
  const early = proved(gateway.prove(messageOf('ticket.pass'), 'ticket.commands', time + 300_001))
  expect(verdict(ticket, 'ticket.commands', early)).toHaveProperty('refused')
})

test('an answer is believed of the service that was asked, to this question', () => {
  const reply = ticket.consuming('ticket.commands').proveReply?.(messageOf('ticket.pass'), {
    service: 'gateway',
    destination: 'r1',
  })
  const { headers = {} } = proved(reply!)
  const answer = { ...messageOf('ticket.pass'), correlationId: 'c', headers, queue: 'r1' }
  expect(gateway.isAnswer(answer, 'ticket.commands')).toBe(true)
  expect(gateway.isAnswer(answer, 'process.commands')).toBe(false)
  expect(gateway.isAnswer({ ...answer, correlationId: 'd' }, 'ticket.commands')).toBe(false)
  expect(gateway.isAnswer({ ...answer, queue: 'r2' }, 'ticket.commands')).toBe(false)
})

test('gateways believe live entries of the notification service alone', () => {
  const announced = (by: ReturnType<typeof peersOf>) => {
    const { headers = {}, ...message } = by.signTo(messageOf('notification.told'), 'gateway')
    return { ...message, correlationId: 'c', headers, queue: 'amq.gen-1' }
  }
  expect(gateway.isAnnouncement(announced(notification))).toBe(true)
  expect(gateway.isAnnouncement(announced(ticket))).toBe(false)
})

test('a service without a key is missed at once', () => {
  const { SERVICE_KEY: serviceKey, PEER_KEYS } = developmentKeys('ticket')
  const peerKeys = PEER_KEYS.split(',')
    .filter((entry) => !entry.startsWith('image:'))
    .join(',')
  expect(() => createPeers({ service: 'ticket', serviceKey, peerKeys })).toThrow('no key of image')
})
