import process from 'node:process'
import { describe, expect, test } from '@jest/globals'
import { redactSecrets } from './redact.ts'

describe('masking', () => {
  test.each([
    ['credentials of a URL', 'cannot reach amqp://app:s3cret@mq:5672/gongdan'],
    ['a password with an @ of its own', 'cannot reach mongodb://app:s3@cret@a:1,b:2/gongdan'],
    ['a password with a slash, which no URL parser accepts', 'Invalid URL: amqp://app:s3/cret@mq:5672'],
    ['a password with a quote, inside JSON', JSON.stringify({ input: 'amqp://app:x"s3cret@mq:5672' })],
    ['an authorization header', JSON.stringify({ req: { headers: { Authorization: 'Bearer s3cret' } } })],
    ['a list of raw headers', JSON.stringify(['authorization', 'Bearer s3cret'])],
    ['a bearer token in a sentence', 'the header was "Bearer s3cret"'],
    ['a JSON web token anywhere', 'cannot verify eyJhbGciOiJFUzI1NiJ9.s3cret.s3cret'],
    ['a member named like a secret', JSON.stringify({ TENCENTCLOUD_SECRET_KEY: 's3cret', SERVICE_KEY: 'k:s3cret' })],
    ['a list under such a name', JSON.stringify({ tokens: ['s3cret', 's3cret'] })],
    ['a secret with escaped characters', JSON.stringify({ password: 'a"s3cret' })],
    ['a secret in a query string', 'GET /hook?access_token=s3cret&page=1'],
  ])('hides %s', (_what, text) => {
    expect(redactSecrets(text)).not.toMatch(/s3|cret/)
  })

  test('leaves the host, so that a log still says what could not be reached', () => {
    expect(redactSecrets('cannot reach amqp://app:s3cret@mq:5672/gongdan')).toContain('@mq:5672/gongdan')
  })

  test('leaves text without secrets as it is', () => {
    const text = JSON.stringify({
      msg: 'ticket 7 was passed',
      url: 'http://127.0.0.1:9990/readyz',
      mail: 'a@b.example',
    })
    expect(redactSecrets(text)).toBe(text)
  })

  test('keeps a line of JSON parsable', () => {
    const line = JSON.stringify({
      password: 'a"b',
      tokens: ['a'],
      err: { stack: 'Error: amqp://u:p@h\n    at main.ts:1' },
    })
    expect(JSON.parse(redactSecrets(line))).toEqual({
      password: '[masked]',
      tokens: '[masked]',
      err: { stack: 'Error: amqp://[masked]@h\n    at main.ts:1' },
    })
  })

  test.each(['://', 'token', 'eyJ-', '"token', 'Bearer '])(
    'takes less than a second of processor time for 64 KiB of %j',
    (piece) => {
      const text = piece.repeat(65_536 / piece.length)
      // Of this thread: other tests run in those beside it.
      const before = process.threadCpuUsage()
      redactSecrets(text)
      expect(process.threadCpuUsage(before).user).toBeLessThan(1_000_000)
    },
  )
})
