import { describe, expect, test } from '@jest/globals'
import { bench } from '../../test/bench.ts'

const two = () => {
  const region = 'ap-guangzhou'
  return bench({
    seed: {
      instances: [{ region, id: 'ins-demo0001' }],
      images: [
        { region, id: 'img-00000001', name: 'first', description: 'kept' },
        { region, id: 'img-00000002', name: 'second' },
      ],
    },
  })
}
const ImageId = 'img-00000001'

describe('ModifyImageAttribute', () => {
  test('changes what it names and leaves the rest', () => {
    const { call, control } = two()
    call('ModifyImageAttribute', { ImageId, ImageName: 'renamed', ImageDeprecated: true })
    expect(control.state().images[0]).toMatchObject({ name: 'renamed', description: 'kept', deprecated: true })
  })

  test('frees the old name at once', () => {
    const { call, codeOf } = two()
    const create = { ImageName: 'first', InstanceId: 'ins-demo0001' }
    expect(codeOf('CreateImage', create)).toBe('InvalidImageName.Duplicate')
    call('ModifyImageAttribute', { ImageId, ImageName: 'renamed' })
    expect(codeOf('CreateImage', create)).toBe('ok')
  })

  test('to the name it bears is allowed, or a duplicate, as set', () => {
    const { codeOf, control } = two()
    expect(codeOf('ModifyImageAttribute', { ImageId, ImageName: 'first' })).toBe('ok')
    control.changeSettings({ renameToOwnName: 'duplicate' })
    expect(codeOf('ModifyImageAttribute', { ImageId, ImageName: 'first' })).toBe('InvalidImageName.Duplicate')
  })

  const refusals: readonly (readonly [string, string, object])[] = [
    ['the name of another image', 'InvalidImageName.Duplicate', { ImageName: 'second' }],
    ['a name of 61 characters', 'InvalidParameterValue.TooLarge', { ImageName: '🖼'.repeat(61) }],
    ['an unknown image', 'InvalidImageId.NotFound', { ImageId: 'img-00000009', ImageName: 'x' }],
    ['an id that cannot be one', 'InvalidImageId.Malformed', { ImageId: 'img', ImageName: 'x' }],
    ['the public image', 'InvalidImageId.NotFound', { ImageId: 'img-487zeit5', ImageName: 'x' }],
  ]
  test.each(refusals)('refuses %s: %s', (_what, code, params) => {
    expect(two().codeOf('ModifyImageAttribute', { ImageId, ...params })).toBe(code)
  })
})
