import { expect, test } from '@jest/globals'
import { parseSealKeys, seal, unseal, webhookSecret } from './seal.ts'

const keyOf = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`
const old = parseSealKeys(keyOf('old', 1))
const both = parseSealKeys(`${keyOf('new', 2)},${keyOf('old', 1)}`)

test('what is sealed opens, and shows nothing of itself before', () => {
  const sealed = seal(old, 'https://robot.example/send?key=机密')
  expect(sealed).toMatch(/^old\.[\w-]+$/)
  expect(Buffer.from(sealed, 'base64url').toString()).not.toContain('robot')
  expect(unseal(old, sealed)).toBe('https://robot.example/send?key=机密')
})

test('the same text never looks the same', () => {
  expect(seal(old, 'a')).not.toBe(seal(old, 'a'))
})

test('what the key before has sealed still opens while that key is there', () => {
  const sealed = seal(old, 'a')
  expect(unseal(both, sealed)).toBe('a')
  expect(seal(both, 'a')).toMatch(/^new\./)
  expect(() => unseal(parseSealKeys(keyOf('new', 2)), sealed)).toThrow('sealed with a key that is not there')
})

test('what was changed does not open, and the fault says nothing of it', () => {
  const sealed = seal(old, 'secret words')
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`
  expect(() => unseal(old, changed)).toThrow(/^what was sealed does not open$/)
})

test('a secret is the same for the same purpose and another for another', () => {
  expect(webhookSecret(old, 'a')).toBe(webhookSecret(old, 'a'))
  expect(webhookSecret(old, 'a')).not.toBe(webhookSecret(old, 'b'))
  expect(webhookSecret(old, 'a')).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
})
