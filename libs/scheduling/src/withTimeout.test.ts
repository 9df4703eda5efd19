import { expect, test } from '@jest/globals'
import { withTimeout } from './withTimeout.ts'

const never = new Promise<never>(() => {})

test('a promise that settles in time gives its own value or fault', async () => {
  await expect(withTimeout(60_000, Promise.resolve('value'), 'late')).resolves.toBe('value')
  await expect(withTimeout(60_000, Promise.reject(new Error('fault')), 'late')).rejects.toThrow('fault')
})

test('a promise that is late gives the other value', async () => {
  await expect(withTimeout(1, never, 'late')).resolves.toBe('late')
})
