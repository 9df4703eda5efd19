import { expect, test } from '@jest/globals'
import { classOf, codes } from './errorClasses.ts'

test.each([
  ['RequestLimitExceeded', 'retry'],
  ['RequestLimitExceeded.UinLimitExceeded', 'retry'],
  ['OperationDenied.InstanceOperationInProgress', 'retry'],
  ['InternalError', 'unknown'],
  ['InternalError.TradeUnknownError', 'unknown'],
  ['InvalidImageName.Duplicate', 'adopt'],
  ['ImageQuotaLimitExceeded', 'slow'],
  ['LimitExceeded.Anything', 'slow'],
  ['InvalidInstanceId.NotFound', 'terminal'],
  ['AuthFailure.SignatureExpire', 'alarm'],
  ['UnauthorizedOperation.CamNoAuth', 'alarm'],
])('%s is %s', (code, kind) => {
  expect(classOf(code)).toBe(kind)
})

test('a code of its own comes before its family', () => {
  expect(classOf('LimitExceeded.PreheatImageSnapshotOutOfQuota')).toBe('terminal')
})

test.each(['Brand.New', 'InvalidParameter.BrandNew', 'RequestLimit', 'toString', ''])(
  'a call with an unlisted code may have been carried out: %p',
  (code) => {
    expect(classOf(code)).toBe('unlisted')
  },
)

test('no code is in two classes', () => {
  const all = Object.values(codes).flat()
  expect(new Set(all).size).toBe(all.length)
})
