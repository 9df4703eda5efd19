import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { formatHistoryKey, isSignedBy, parseHistoryKey, parseHistoryPublicKeys } from './historySignature.ts'

const newKey = (id: string, since = 1_700_000_000): string =>
  `${id}:${since}:${generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')}`
const hash = 'ab'.repeat(32)

test('a signature verifies with the public key of its id, and with no other', () => {
  const [first, second] = [parseHistoryKey(newKey('first')), parseHistoryKey(newKey('second'))]
  const keys = parseHistoryPublicKeys([first, second].map(formatHistoryKey).join(','))
  expect(keys.map(({ id, since }) => [id, since])).toEqual([
    ['first', 1_700_000_000],
    ['second', 1_700_000_000],
  ])
  for (const key of [first, second]) expect(isSignedBy(keys, hash, key.sign(hash))).toBe(true)
  expect(isSignedBy(keys, hash, first.sign(hash).replace('first', 'second'))).toBe(false)
  expect(isSignedBy(keys, 'cd'.repeat(32), first.sign(hash))).toBe(false)
  expect(isSignedBy(keys.slice(1), hash, first.sign(hash))).toBe(false)
  expect(isSignedBy(keys, hash, 'first')).toBe(false)
})

test('what is no Ed25519 key is refused without being shown', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ format: 'der', type: 'pkcs8' })
  for (const text of ['k:0:AAAA', 'k', `k:0:${rsa.toString('base64')}`]) {
    expect(() => parseHistoryKey(text)).toThrow(/^no Ed25519 key$/)
  }
})
