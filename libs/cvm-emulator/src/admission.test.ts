import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { bench, startMs, type Wording } from '../test/bench.ts'
import { rateLimit } from './admission.ts'

const nowSec = startMs / 1000
const codeWith = (wording: Wording, settings = {}) =>
  bench({ settings: { ...settings } }).codeOf('DescribeImageQuota', {}, wording)

describe('a request', () => {
  const cases: readonly (readonly [what: string, code: string, wording: Wording])[] = [
    ['rightly signed is let in', 'ok', {}],
    ['signed by any service name is let in', 'ok', { service: '127' }],
    ['by GET is refused', 'UnsupportedProtocol', { method: 'GET' }],
    ['without Authorization is refused', 'AuthFailure.InvalidAuthorization', { headers: { authorization: '' } }],
    [
      'of the older signature is refused',
      'AuthFailure.InvalidAuthorization',
      { headers: { authorization: 'HmacSHA1' } },
    ],
    ['without an action is refused', 'MissingParameter', { headers: { 'x-tc-action': '' } }],
    ['without a version is refused', 'MissingParameter', { headers: { 'x-tc-version': '' } }],
    ['of an unknown secret id is refused', 'AuthFailure.SecretIdNotFound', { secretId: 'AKIDnobody' }],
    ['signed with another key is refused', 'AuthFailure.SignatureFailure', { secretKey: 'another' }],
    ['with a token nobody gave out is refused', 'AuthFailure.TokenFailure', { headers: { 'x-tc-token': 't' } }],
    ['299 s old is let in', 'ok', { timestampSec: nowSec - 299 }],
    ['299 s ahead is let in', 'ok', { timestampSec: nowSec + 299 }],
    ['301 s old is refused', 'AuthFailure.SignatureExpire', { timestampSec: nowSec - 301 }],
    ['301 s ahead is refused', 'AuthFailure.SignatureExpire', { timestampSec: nowSec + 301 }],
    ['without a readable time is refused', 'AuthFailure.SignatureExpire', { headers: { 'x-tc-timestamp': 'now' } }],
    ['whose scope is of another day is refused', 'AuthFailure.SignatureFailure', { date: '2026-11-23' }],
    ['that does not sign its host is refused', 'AuthFailure.SignatureFailure', { signedHeaders: ['content-type'] }],
    ['for an unknown action is refused', 'InvalidAction', { headers: { 'x-tc-action': 'RunInstances' } }],
    ['for another version is refused', 'NoSuchVersion', { headers: { 'x-tc-version': '2017-03-13' } }],
    ['without a region is refused', 'MissingParameter', { headers: { 'x-tc-region': '' } }],
    ['for an unknown region is refused', 'UnsupportedRegion', { region: 'ap-atlantis' }],
    ['with an unknown parameter is refused', 'UnknownParameter', { body: '{"Name":"x"}' }],
    ['with a body that is no JSON is refused', 'InvalidParameter', { body: '{' }],
  ]
  test.each(cases)('%s: %s', (_what, code, wording) => {
    expect(codeWith(wording)).toBe(code)
  })

  const changes: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['content type', { 'content-type': 'application/jsom' }],
    ['host', { host: 'cvm.examplf:9000' }],
    ['timestamp', { 'x-tc-timestamp': String(nowSec + 1) }],
  ]
  test.each(changes)('whose %s was changed on the way is refused', (_what, headers) => {
    const { request, response } = bench()
    const honest = request('DescribeImageQuota', {})
    const changed = { ...honest, headers: { ...honest.headers, ...headers } }
    expect(response(changed)?.Error?.Code).toBe('AuthFailure.SignatureFailure')
  })

  test('one byte of whose body was changed on the way is refused', () => {
    const { request, response } = bench()
    const honest = request('DescribeImages', { Limit: 10 })
    const changed = { ...honest, body: Buffer.from('{"Limit":11}') }
    expect(response(changed)?.Error?.Code).toBe('AuthFailure.SignatureFailure')
  })

  test('whose scope was given another service after signing is refused', () => {
    const { request, response } = bench()
    const honest = request('DescribeImageQuota', {})
    const authorization = honest.headers.authorization!.replace('/cvm/', '/cbs/')
    expect(response({ ...honest, headers: { ...honest.headers, authorization } })?.Error?.Code).toBe(
      'AuthFailure.SignatureFailure',
    )
  })

  test('in strict mode must name cvm or the first label of its host', () => {
    const strict = { strictService: true }
    expect(codeWith({}, strict)).toBe('ok')
    expect(codeWith({ service: '127', host: '127.0.0.1:9000' }, strict)).toBe('ok')
    expect(codeWith({ service: 'cbs' }, strict)).toBe('AuthFailure.SignatureFailure')
  })

  test('of a temporary key needs its token while that is valid', () => {
    const { control, codeOf, pass } = bench()
    const key = { secretId: 'AKIDtemporary', secretKey: 'k' }
    control.setCredential({ ...key, token: 'right', expiresAt: nowSec + 60 })
    const withToken = (token: string) => codeOf('DescribeImageQuota', {}, { ...key, headers: { 'x-tc-token': token } })
    expect(withToken('right')).toBe('ok')
    expect(withToken('wrong')).toBe('AuthFailure.TokenFailure')
    expect(codeOf('DescribeImageQuota', {}, key)).toBe('AuthFailure.TokenFailure')
    pass(60_000)
    expect(withToken('right')).toBe('AuthFailure.TokenFailure')
  })
})

describe('the two clocks', () => {
  test('advancing business time leaves signatures valid', () => {
    const { control, codeOf } = bench()
    control.advance(86_400_000)
    expect(codeOf('DescribeImageQuota')).toBe('ok')
  })

  test('a skewed server clock does not', () => {
    const { control, codeOf } = bench()
    control.changeSettings({ clockSkewSec: 301 })
    expect(codeOf('DescribeImageQuota')).toBe('AuthFailure.SignatureExpire')
    control.changeSettings({ signatureWindowSec: 302 })
    expect(codeOf('DescribeImageQuota')).toBe('ok')
  })

  test('a rotated key is valid at once, the old one no longer', () => {
    const { control, codeOf } = bench()
    control.setCredential({ secretId: 'AKIDemulator0001', secretKey: 'new' })
    expect(codeOf('DescribeImageQuota')).toBe('AuthFailure.SignatureFailure')
    expect(codeOf('DescribeImageQuota', {}, { secretKey: 'new' })).toBe('ok')
  })
})

describe('the rate limit', () => {
  test('never lets more than the limit through in any one second, and no call through that would break it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 }), (gaps) => {
        const limit = rateLimit()
        let now = 0
        const admitted: number[] = []
        for (const gap of gaps) {
          now += gap
          const inLastSecond = admitted.filter((at) => at >= now - 1000).length
          const isAdmitted = limit.admits('key', 10, now)
          expect(isAdmitted).toBe(inLastSecond < 10)
          if (isAdmitted) admitted.push(now)
        }
      }),
    )
  })

  test('counts CreateImage to 10, DescribeImages to 40, others to 10, and each region for itself', () => {
    const { codeOf, pass } = bench()
    const through = (action: string, region: string) =>
      Array.from({ length: 60 }, () => codeOf(action, {}, { region })).filter((code) => code !== 'RequestLimitExceeded')
    expect(through('CreateImage', 'ap-guangzhou')).toHaveLength(10)
    expect(through('DescribeImages', 'ap-guangzhou')).toHaveLength(40)
    expect(through('DescribeImageQuota', 'ap-guangzhou')).toHaveLength(10)
    expect(through('CreateImage', 'ap-shanghai')).toHaveLength(10)
    pass(1001)
    expect(through('CreateImage', 'ap-guangzhou')).toHaveLength(10)
  })
})
