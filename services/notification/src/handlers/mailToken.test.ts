import { parseSealKeys, seal, sealedFor } from '@gongdan/service'
import { expect, test } from '@jest/globals'
import { mailToken, readMailToken } from './mailToken.ts'

const keys = parseSealKeys(`one:${Buffer.alloc(32, 1).toString('base64')}`)
const others = parseSealKeys(`one:${Buffer.alloc(32, 2).toString('base64')}`)
const [at, dayMs] = [1_000_000, 24 * 3_600_000]
const token = mailToken(keys, 'acme ann', 'a@acme.example', at)

test('confirms the address for its user, for a day', () => {
  const address = 'a@acme.example'
  expect(readMailToken(keys, token, 'acme ann', at + dayMs)).toEqual({ address, isExpired: false })
  expect(readMailToken(keys, token, 'acme ann', at + dayMs + 1)).toEqual({ address, isExpired: true })
  expect(readMailToken(keys, token, 'globex ann', at)).toBeNull()
})

test.each([
  ['nothing', ''],
  ['any text', 'one.abc'],
  ['a changed token', `${token.slice(0, 60)}${token[60] === 'A' ? 'B' : 'A'}${token.slice(61)}`],
  ['a token of other keys', mailToken(others, 'acme ann', 'a@acme.example', at)],
  ['another sealed text', seal(keys, sealedFor.mail, 'https://receiver.example/')],
  [
    'a sealed object for something else',
    seal(keys, sealedFor.mail, JSON.stringify({ user: 'acme ann', address: 'a', until: at })),
  ],
  [
    'a token that was sealed as an address of a webhook',
    seal(
      keys,
      sealedFor.webhookUrl('w'),
      JSON.stringify({ confirms: 'mail', user: 'acme ann', address: 'a', until: at }),
    ),
  ],
])('%s confirms nothing', (_what, text) => {
  expect(readMailToken(keys, text, 'acme ann', at)).toBeNull()
})
