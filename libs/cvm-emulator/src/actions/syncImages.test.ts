import { describe, expect, test } from '@jest/globals'
import { benchWithImage } from '../../test/bench.ts'

describe('SyncImages', () => {
  test('makes a copy that is SYNCING with its per cent, then NORMAL', () => {
    const { id, call, control } = benchWithImage()
    const answer = call('SyncImages', { ImageIds: [id], DestinationRegions: ['ap-shanghai'], ImageSetRequired: true })
    expect(answer?.ImageSet).toEqual([{ ImageId: expect.stringMatching(/^img-/), Region: 'ap-shanghai' }])
    const copy = () =>
      call(
        'DescribeImages',
        { Filters: [{ Name: 'image-type', Values: ['PRIVATE_IMAGE'] }] },
        { region: 'ap-shanghai' },
      )
    control.advance(500)
    expect(copy()?.ImageSet).toMatchObject([{ ImageName: 'one', ImageState: 'SYNCING', SyncPercent: 25 }])
    control.advance(1500)
    expect(copy()?.ImageSet).toMatchObject([{ ImageState: 'NORMAL', SyncPercent: 100 }])
  })

  const refusals: readonly (readonly [string, string, object])[] = [
    ['two images', 'InvalidImageId.TooLarge', { ImageIds: ['img-00000001', 'img-00000002'] }],
    ['an unknown image', 'InvalidImageId.NotFound', { ImageIds: ['img-00000001'] }],
    ['an unknown region', 'InvalidRegion.NotFound', { DestinationRegions: ['ap-atlantis'] }],
    ['its own region', 'UnsupportedOperation.Region', { DestinationRegions: ['ap-guangzhou'] }],
    ['an encrypted copy elsewhere', 'UnsupportedOperation.Region', { Encrypt: true }],
  ]
  test.each(refusals)('refuses %s: %s', (_what, code, params) => {
    const { id, codeOf } = benchWithImage()
    expect(codeOf('SyncImages', { ImageIds: [id], DestinationRegions: ['ap-shanghai'], ...params })).toBe(code)
  })

  test('refuses a name in use there, a full region, and an image not done', () => {
    const { id, codeOf, made, control } = benchWithImage()
    const copy = { ImageIds: [id], DestinationRegions: ['ap-shanghai'] }
    expect(codeOf('SyncImages', copy)).toBe('ok')
    expect(codeOf('SyncImages', copy)).toBe('InvalidImageName.Duplicate')
    control.changeSettings({ quota: 1 })
    expect(codeOf('SyncImages', { ...copy, ImageName: 'two' })).toBe('ImageQuotaLimitExceeded')
    control.changeSettings({ quota: 9 })
    const making = made({ ImageName: 'three', InstanceId: 'ins-demo0002' })
    expect(codeOf('SyncImages', { ...copy, ImageIds: [making] })).toBe('InvalidImageId.IncorrectState')
  })
})
