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
  const [signature = ''] = first.sign([hash])
  expect(isSignedBy(keys, hash, signature)).toBe(true)
  expect(isSignedBy(keys, hash, second.sign([hash])[0] ?? '')).toBe(true)
  expect(isSignedBy(keys, hash, signature.replace('first', 'second'))).toBe(false)
  expect(isSignedBy(keys, 'cd'.repeat(32), signature)).toBe(false)
  expect(isSignedBy(keys.slice(1), hash, signature)).toBe(false)
  expect(isSignedBy(keys, hash, 'first')).toBe(false)
})

test('hashes that are signed together verify each with its own signature, and with no other', () => {
  const key = parseHistoryKey(newKey('k'))
  const hashes = ['ab', 'cd', 'ef'].map((byte) => byte.repeat(32))
  const signatures = key.sign(hashes)
  expect(new Set(signatures.map((one) => one.split('.', 2).join('.'))).size).toBe(1)
  for (const [at, one] of hashes.entries()) {
    for (const [other, signature] of signatures.entries()) expect(isSignedBy([key], one, signature)).toBe(at === other)
  }
  const [id, signature, way = ''] = String(signatures[0]).split('.')
  for (const wrong of ['', way.slice(0, -1), way.replace('r', 'l'), way.slice(0, 44)]) {
    expect(isSignedBy([key], String(hashes[0]), `${id}.${signature}.${wrong}`)).toBe(false)
  }
  expect(key.sign([])).toEqual([])
})

test('no way is longer than four steps, however many are signed together', () => {
  const key = parseHistoryKey(newKey('k'))
  const hashes = Array.from({ length: 33 }, (_, at) => at.toString(16).padStart(64, '0'))
  const signatures = key.sign(hashes)
  expect(signatures.map((one, at) => isSignedBy([key], hashes[at] ?? '', one))).toEqual(hashes.map(() => true))
  expect(signatures.map((one) => (one.split('.')[2] ?? '').length)).toEqual([
    ...Array.from({ length: 32 }, () => 4 * 44),
    0,
  ])
})

test('what is no Ed25519 key is refused without being shown', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ format: 'der', type: 'pkcs8' })
  for (const text of ['k:0:AAAA', 'k', `k:0:${rsa.toString('base64')}`]) {
    expect(() => parseHistoryKey(text)).toThrow(/^no Ed25519 key$/)
  }
})
