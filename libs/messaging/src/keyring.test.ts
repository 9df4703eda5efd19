import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { bundleOf } from './bundle.ts'
import { createKeyring, type Keyring, macHeader, publicKeysOf } from './keyring.ts'
import type { OutMessage } from './message.ts'

const secret = (letter: string, bytes = 32) => Buffer.alloc(bytes, letter).toString('base64')
const keys = { gateway: `g1:${secret('g')}`, ticket: `t1:${secret('t')}`, image: `i1:${secret('i')}` }
const peerKeys = Object.entries(keys)
  .map(([service, key]) => publicKeysOf(service, key))
  .join(',')
const ring = (service: keyof typeof keys, serviceKey = keys[service], peers = peerKeys): Keyring =>
  createKeyring({ service, serviceKey, peerKeys: peers })
const [gateway, ticket, image] = [ring('gateway'), ring('ticket'), ring('image')]

const message: OutMessage = {
  id: 'm1',
  type: 'ticket.pass',
  body: Buffer.from('{"items":[]}'),
  correlationId: 'c1',
  replyTo: 'r1',
}
const queue = 'ticket.commands'
const toTicket = [{ service: 'ticket', destination: queue }]
const good = gateway.sign(message, toTicket, 1_000)
const headers = good.headers ?? {}
const header = String(headers[macHeader('ticket')])
const verified = { from: 'gateway', keys: 'gateway.g1.t1', issuedAt: 1_000 }

test('the receiver learns who said it, and when', () => {
  expect(headers[macHeader('ticket')]).toMatch(/^gateway\.g1\.t1\.1000\.[\w-]{43}$/)
  expect(ticket.verify(message, headers, queue)).toEqual(verified)
})

test('the hundredth code is as good as the first', () => {
  const codes = Array.from({ length: 100 }, () => gateway.sign(message, toTicket, 1_000).headers ?? {})
  expect(new Set(codes.map((given) => given[macHeader('ticket')]))).toEqual(new Set([header]))
  for (const given of codes) expect(ticket.verify(message, given, queue)).toEqual(verified)
})

test.each<[string, Partial<OutMessage>, object, string]>([
  ['another body', { body: Buffer.from('{"items":[1]}') }, headers, queue],
  ['another type', { type: 'ticket.delete' }, headers, queue],
  ['another id', { id: 'm2' }, headers, queue],
  ['another reply queue', { replyTo: 'r2' }, headers, queue],
  ['another correlation', { correlationId: 'c2' }, headers, queue],
  ['another queue', {}, headers, 'ticket.queries'],
  ['a renewed issue time', {}, { [macHeader('ticket')]: header.replace('.1000.', '.2000.') }, queue],
  ['an unknown key', {}, { [macHeader('ticket')]: header.replace('g1', 'g2') }, queue],
  ['another sender', {}, { [macHeader('ticket')]: header.replace('gateway.g1', 'image.i1') }, queue],
  ['a shortened code', {}, { [macHeader('ticket')]: header.slice(0, -2) }, queue],
  ['something appended', {}, { [macHeader('ticket')]: `${header}.x` }, queue],
  ['a code for another', {}, { [macHeader('image')]: header }, queue],
  ['a number for a code', {}, { [macHeader('ticket')]: 1 }, queue],
])('%s does not verify', (_, changed, given, destination) => {
  expect(ticket.verify({ ...message, ...changed }, given as never, destination)).toHaveProperty('refused')
})

test('one code proves a bundle, with who its messages are', () => {
  const bundle = bundleOf([message, { ...message, id: 'm2' }])
  const { headers: given = {} } = gateway.sign(bundle, toTicket, 1_000)
  expect(ticket.verify(bundle, given, queue)).toEqual(verified)
  const others = String(given['x-bundle']).replace('m2', 'm3')
  for (const names of [others, undefined, 1]) {
    expect(ticket.verify(bundle, { ...given, 'x-bundle': names }, queue)).toHaveProperty('refused')
  }
  expect(ticket.verify(message, { ...headers, 'x-bundle': '[]' }, queue)).toHaveProperty('refused')
})

test('a service vouches to itself alone for what another said, and when', () => {
  const vouched = ticket.vouch(message, verified, queue)
  const { headers: given = {} } = vouched
  expect(ticket.verify(message, given, queue)).toEqual(verified)
  expect(ticket.verify(message, { ...given, 'x-said-by': 'image.i1.t1' }, queue)).toHaveProperty('refused')
  expect(ticket.verify(message, { ...given, 'x-said-by': undefined }, queue)).toHaveProperty('refused')
  expect(ticket.verify(message, { ...headers, 'x-said-by': 'image' }, queue)).toHaveProperty('refused')
  expect(gateway.verify(message, given, queue)).toHaveProperty('refused')
  // Its key was stolen, and is not believed any more.
  const without = ring('ticket', keys.ticket, publicKeysOf('image', keys.image))
  expect(without.verify(message, given, queue)).toEqual({ refused: 'not authenticated: no keys gateway.g1.t1' })
})

test('what another service says that somebody had said is its own word', () => {
  const { headers: given = {} } = image.sign({ ...message, headers: { 'x-said-by': 'gateway.g1.t1' } }, toTicket, 1_000)
  expect(ticket.verify(message, given, queue)).toMatchObject({ from: 'image' })
})

test.each([
  ['a message', message, { 'x-mac-ticket': 'gateway.g1.t1.1000.h5gmoRTn6FywroD69Nexo2TF7eSVCBQ3XqrLOV-iQbY' }],
  [
    'a bundle',
    bundleOf([message, { ...message, id: 'm2', issuedAt: 900 }]),
    {
      'x-bundle': '[["m1","ticket.pass","c1"],["m2","ticket.pass","c1",900]]',
      'x-mac-ticket': 'gateway.g1.t1.900.8q3rM9xg9j6k7TGMA9-eyksEYIe81DyPULBhNcSUPIM',
    },
  ],
  [
    'what is vouched for',
    message,
    {
      'x-said-by': 'gateway.g1.t1',
      'x-mac-ticket': 'ticket.t1.t1.1000.qACVh5AlCf9YszXH13o8GVzwWU5giUceKZHxtfOv1hg',
    },
  ],
])('%s that waits in a queue while the services are updated is believed afterwards', (_, waiting, given) => {
  expect(ticket.verify(waiting, given, queue)).toMatchObject({ from: 'gateway' })
})

test('who can verify a message cannot say it to anybody else, nor back', () => {
  const asTicket = ticket.sign(message, [{ service: 'image', destination: queue }], 1_000)
  expect(image.verify(message, asTicket.headers ?? {}, queue)).toMatchObject({ from: 'ticket', issuedAt: 1_000 })
  // The key for ticket>gateway is not that for gateway>ticket, though both have the same secret.
  const back = ticket.sign(message, [{ service: 'gateway', destination: queue }], 1_000)
  const turned = String(back.headers?.[macHeader('gateway')]).replace('ticket.t1.g1', 'gateway.g1.t1')
  expect(ticket.verify(message, { [macHeader('ticket')]: turned }, queue)).toHaveProperty('refused')
})

test('one message has a code for each that is to believe it, the sender included', () => {
  const toAll = ['ticket', 'image', 'gateway'].map((service) => ({ service, destination: service }))
  const sent = gateway.sign(message, toAll, 1_000).headers ?? {}
  for (const one of [gateway, ticket, image])
    expect(one.verify(message, sent, one.service)).toMatchObject({ from: 'gateway', issuedAt: 1_000 })
})

test('a service takes a new key in three steps, and nothing in between is refused', () => {
  const both = (first: string, second: string) => `${first},${second}`
  const [older, newer] = [keys.ticket, `t2:${secret('n')}`]
  const others = [publicKeysOf('gateway', keys.gateway), publicKeysOf('image', keys.image)].join(',')
  // It hears by both, then the others speak to the new one and hear both, then it speaks by the new one.
  const hears = ring('ticket', both(older, newer))
  const peers = both(publicKeysOf('ticket', both(newer, older)), others)
  const told = ring('gateway', keys.gateway, peers)
  expect(hears.verify(message, headers, queue)).toEqual(verified)
  expect(hears.verify(message, told.sign(message, toTicket, 1_000).headers ?? {}, queue)).toMatchObject({
    keys: 'gateway.g1.t2',
  })
  for (const speaker of [hears, ring('ticket', both(newer, older))]) {
    const said = speaker.sign(message, [{ service: 'gateway', destination: 'r1' }], 1_000)
    expect(told.verify(message, said.headers ?? {}, 'r1')).toMatchObject({ from: 'ticket' })
  }
})

test('a service proves its own records to itself alone, each kind by a key of its own', () => {
  const batches = gateway.own('batches')
  const mac = batches.make('work')
  expect(batches.verify('work', mac)).toBe(true)
  expect(batches.verify('other work', mac)).toBe(false)
  expect(gateway.own('others').verify('work', mac)).toBe(false)
  expect(ticket.own('batches').verify('work', mac)).toBe(false)
  expect([undefined, '', 'g1.', `${mac}.x`, 1].map((given) => batches.verify('work', given))).not.toContain(true)
})

test('a key may be written as PKCS8', () => {
  const { privateKey } = generateKeyPairSync('x25519')
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
  expect(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).asymmetricKeyType).toBe('x25519')
  const written = (bytes: Buffer) => publicKeysOf('ticket', `k:${bytes.toString('base64')}`)
  expect(written(pkcs8)).toBe(written(pkcs8.subarray(-32)))
})

test.each([
  ['a short key', { serviceKey: `k:${secret('s', 31)}` }, 'the service key k is no X25519 key'],
  ['a key without an id', { serviceKey: secret('s') }, 'a service key is written keyId:base64'],
  ['a peer without a name', { peerKeys: `k:${secret('s')}` }, 'a peer key is written service:keyId:base64'],
  ['a short peer key', { peerKeys: `image:k:${secret('s', 31)}` }, 'the key k of image is no X25519 key'],
])('%s is refused', (_, changed, reason) => {
  expect(() => createKeyring({ service: 'ticket', serviceKey: keys.ticket, peerKeys, ...changed })).toThrow(reason)
})
