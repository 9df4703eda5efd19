import { expect, test } from '@jest/globals'
import { parsePrincipalKeys, signBody, verifyBody } from './signature.ts'

const secret = (letter: string, bytes = 32) => Buffer.alloc(bytes, letter).toString('base64')
const keys = parsePrincipalKeys(`new:${secret('n')},old:${secret('o')}`)
const body = Buffer.from('{"items":[]}')

test('the first key signs, and its signature verifies', () => {
  const signature = signBody(keys, 'ticket.pass', body)
  expect(signature).toMatch(/^new\.[\w-]{43}$/)
  expect(verifyBody(keys, 'ticket.pass', body, signature)).toBe(true)
})

test('an older key still verifies after a rotation', () => {
  const signature = signBody(parsePrincipalKeys(`old:${secret('o')}`), 'ticket.pass', body)
  expect(verifyBody(keys, 'ticket.pass', body, signature)).toBe(true)
})

const good = signBody(keys, 'ticket.pass', body)
test.each([
  ['another body', 'ticket.pass', Buffer.from('{"items":[1]}'), good],
  ['another type', 'ticket.delete', body, good],
  ['type and body cut elsewhere', 'ticket.pass\n{', Buffer.from('"items":[]}'), good],
  [
    'another key of the same id',
    'ticket.pass',
    body,
    signBody(parsePrincipalKeys(`new:${secret('x')}`), 'ticket.pass', body),
  ],
  ['an unknown key', 'ticket.pass', body, good.replace('new', 'newer')],
  ['a shortened signature', 'ticket.pass', body, good.slice(0, -2)],
  ['something appended', 'ticket.pass', body, `${good}.x`],
  ['no signature', 'ticket.pass', body, undefined],
  ['an empty signature', 'ticket.pass', body, ''],
])('%s does not verify', (_, type, bytes, signature) => {
  expect(verifyBody(keys, type, bytes, signature)).toBe(false)
})

test.each([
  ['a short secret', `k:${secret('s', 31)}`, 'the principal key k is shorter than 32 bytes'],
  ['a repeated id', `k:${secret('a')},k:${secret('b')}`, "a principal key's id is repeated: k, k"],
  ['an id with a dot', `k.1:${secret('a')}`, 'a principal key is written keyId:base64'],
  ['nothing', '', 'a principal key is written keyId:base64'],
])('%s is no set of keys', (_, text, reason) => {
  expect(() => parsePrincipalKeys(text)).toThrow(reason)
})
