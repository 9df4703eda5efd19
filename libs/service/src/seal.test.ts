import { expect, test } from '@jest/globals'
import { parseSealKeys, seal, sealedFor, unseal, unsealKept, webhookSecret } from './seal.ts'

const keyOf = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`
const old = parseSealKeys(keyOf('old', 1))
const both = parseSealKeys(`${keyOf('new', 2)},${keyOf('old', 1)}`)

test('what is sealed opens, and shows nothing of itself before', () => {
  const sealed = seal(old, 'a use', 'https://robot.example/send?key=机密')
  expect(sealed).toMatch(/^old\.[\w-]+$/)
  expect(Buffer.from(sealed, 'base64url').toString()).not.toContain('robot')
  expect(unseal(old, 'a use', sealed)).toBe('https://robot.example/send?key=机密')
})

test('the same text never looks the same', () => {
  expect(seal(old, 'a use', 'a')).not.toBe(seal(old, 'a use', 'a'))
})

test('what the key before has sealed still opens while that key is there', () => {
  const sealed = seal(old, 'a use', 'a')
  expect(unseal(both, 'a use', sealed)).toBe('a')
  expect(seal(both, 'a use', 'a')).toMatch(/^new\./)
  expect(() => unseal(parseSealKeys(keyOf('new', 2)), 'a use', sealed)).toThrow('sealed with a key that is not there')
})

test('what was changed does not open, and the fault says nothing of it', () => {
  const sealed = seal(old, 'a use', 'secret words')
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`
  expect(() => unseal(old, 'a use', changed)).toThrow(/^what was sealed does not open$/)
})

test('what is sealed for one use does not open for another', () => {
  const { webhookUrl, webhookSecret: secretOf, answer, mail } = sealedFor
  const uses = [webhookUrl('1'), webhookUrl('2'), secretOf('1'), secretOf('2'), answer('1'), mail]
  for (const use of uses) {
    const sealed = seal(old, use, 'a')
    expect(unseal(old, use, sealed)).toBe('a')
    for (const other of uses.filter((one) => one !== use))
      expect(() => unseal(old, other, sealed)).toThrow('does not open')
  }
})

test('what a release has sealed that named no use opens where that is asked for, and what is for another use does not', () => {
  const { webhookUrl } = sealedFor
  expect(unsealKept(old, webhookUrl('1'), seal(old, '', 'a'))).toBe('a')
  expect(unsealKept(old, webhookUrl('1'), seal(old, webhookUrl('1'), 'a'))).toBe('a')
  expect(() => unsealKept(old, webhookUrl('1'), seal(old, webhookUrl('2'), 'a'))).toThrow('does not open')
  expect(() => unseal(old, webhookUrl('1'), seal(old, '', 'a'))).toThrow('does not open')
})

test('a secret is the same for the same purpose and another for another', () => {
  expect(webhookSecret(old, 'a')).toBe(webhookSecret(old, 'a'))
  expect(webhookSecret(old, 'a')).not.toBe(webhookSecret(old, 'b'))
  expect(webhookSecret(old, 'a')).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
})
