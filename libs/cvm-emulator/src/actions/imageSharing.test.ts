import { describe, expect, test } from '@jest/globals'
import { benchWithImage } from '../../test/bench.ts'

describe('sharing', () => {
  test('is listed with its date, and given once', () => {
    const { id, call } = benchWithImage()
    const share = { ImageId: id, AccountIds: ['100000000002', '100000000003'], Permission: 'SHARE' }
    call('ModifyImageSharePermission', share)
    call('ModifyImageSharePermission', share)
    call('ModifyImageSharePermission', { ...share, AccountIds: ['100000000003'], Permission: 'CANCEL' })
    expect(call('DescribeImageSharePermission', { ImageId: id })?.SharePermissionSet).toEqual([
      { AccountId: '100000000002', CreatedTime: '2026-11-24T00:00:02Z' },
    ])
  })

  test('has room for 500 accounts, and needs a finished image', () => {
    const { id, codeOf, made } = benchWithImage()
    const AccountIds = Array.from({ length: 501 }, (_, n) => String(100_000_000_000 + n))
    const share = { ImageId: id, Permission: 'SHARE' }
    expect(codeOf('ModifyImageSharePermission', { ...share, AccountIds })).toBe('OverQuota')
    expect(codeOf('ModifyImageSharePermission', { ...share, AccountIds: ['me'] })).toBe('InvalidAccountId.NotFound')
    const making = made({ ImageName: 'two', InstanceId: 'ins-demo0002' })
    expect(codeOf('ModifyImageSharePermission', { ...share, ImageId: making, AccountIds: ['1'] })).toBe(
      'InvalidImageId.IncorrectState',
    )
  })
})
