import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { shownAnswer } from './answer.ts'

const sentWith = {
  url: 'https://open.feishu.cn/open-apis/bot/v2/hook/4f1d2c3b-secret?access_token=a%2Fb%3Dc-1234&sign=xyz',
  secrets: ['whsec_c2VjcmV0LW9mLWEtd2ViaG9vaw==', 'SEC0123456'],
}
const keys = ['4f1d2c3b-secret', 'a/b=c-1234', 'a%2Fb%3Dc-1234', 'c2VjcmV0LW9mLWEtd2ViaG9vaw==', 'SEC0123456']

describe('what is kept of an answer', () => {
  test('is what the receiver said', () => {
    expect(shownAnswer('{"errcode":93000,"errmsg":"invalid webhook url"}', sentWith)).toBe(
      '{"errcode":93000,"errmsg":"invalid webhook url"}',
    )
  })

  test.each([...keys, sentWith.url, ...sentWith.secrets])('does not repeat %s', (said) => {
    const shown = shownAnswer(`you sent ${said}, and ${said} again`, sentWith)
    expect(shown).toMatch(/^you sent /)
    for (const key of keys) expect(shown).not.toContain(key)
  })

  test('is at most 4 KiB of well-formed text', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', '字', '😀', 'é'), fc.nat(3), (letter, before) => {
        const shown = shownAnswer(`${'x'.repeat(before)}${letter.repeat(5_000)}`, sentWith)
        const bytes = Buffer.byteLength(shown)
        expect(bytes).toBeLessThanOrEqual(4_096)
        expect(bytes).toBeGreaterThan(4_092)
        expect(shown).not.toContain('\ufffd')
      }),
    )
  })

  test('holds no half of a key at its end', () => {
    const shown = shownAnswer(`${'x'.repeat(4_090)}SEC0123456`, sentWith)
    expect(shown).toBe(`${'x'.repeat(4_090)}***`)
  })
})
