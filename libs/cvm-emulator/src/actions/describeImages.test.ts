import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { bench } from '../../test/bench.ts'
import type { Seed } from '../seed.ts'

const region = 'ap-guangzhou'
const idOf = (n: number) => `img-${String(n).padStart(8, '0')}`
const many = (count: number): Seed => ({
  images: Array.from({ length: count }, (_, n) => ({ region, id: idOf(n), name: `image ${n}` })),
})
const List = z.object({
  ImageSet: z.array(z.object({ ImageId: z.string(), ImageName: z.string() })),
  TotalCount: z.int(),
})
const idsOf = (answer: unknown) => List.parse(answer).ImageSet.map(({ ImageId }) => ImageId)
const filter = (Name: string, ...Values: string[]) => ({ Name, Values })

describe('DescribeImages', () => {
  test('shows 20 of a batch of 100 unless Limit says more, and counts them all', () => {
    const { call } = bench({ seed: many(100) })
    const ImageIds = Array.from({ length: 100 }, (_, n) => idOf(n))
    expect(idsOf(call('DescribeImages', { ImageIds }))).toHaveLength(20)
    expect(List.parse(call('DescribeImages', { ImageIds })).TotalCount).toBe(100)
    expect(idsOf(call('DescribeImages', { ImageIds, Limit: 100 })).toSorted()).toEqual(ImageIds)
  })

  test('refuses a batch for one unknown id, or leaves it out, as set', () => {
    const { call, codeOf, control } = bench({ seed: many(99) })
    const ImageIds = Array.from({ length: 100 }, (_, n) => idOf(n))
    expect(codeOf('DescribeImages', { ImageIds, Limit: 100 })).toBe('InvalidImageId.NotFound')
    control.changeSettings({ unknownImageId: 'absent' })
    expect(idsOf(call('DescribeImages', { ImageIds, Limit: 100 }))).toHaveLength(99)
  })

  test('gives every page once, newest first, with the public image among them', () => {
    const { call } = bench({ seed: many(30) })
    const first = idsOf(call('DescribeImages', {}))
    const second = idsOf(call('DescribeImages', { Offset: 20 }))
    expect(first[0]).toBe(idOf(29))
    expect(new Set([...first, ...second]).size).toBe(31)
    expect(second.at(-1)).toBe('img-487zeit5')
    expect(
      idsOf(call('DescribeImages', { Filters: [filter('image-type', 'PRIVATE_IMAGE')], Offset: 20 })),
    ).toHaveLength(10)
  })

  test('finds names that contain the filter: a client must compare them itself', () => {
    const images = ['tkt-1', 'tkt-10', 'other'].map((name, n) => ({ region, id: idOf(n), name }))
    const { call } = bench({ seed: { images } })
    const found = List.parse(call('DescribeImages', { Filters: [filter('image-name', 'tkt-1')] }))
    expect(found.ImageSet.map(({ ImageName }) => ImageName)).toEqual(['tkt-10', 'tkt-1'])
  })

  test('joins filters by and, their values by or', () => {
    const tags = [{ Key: 'team', Value: 'blue' }]
    const images = [
      { region, id: idOf(1), name: 'a', tags },
      { region, id: idOf(2), name: 'b' },
      { region, id: idOf(3), name: 'c', tags },
    ]
    const { call } = bench({ seed: { images } })
    const found = (...Filters: object[]) => idsOf(call('DescribeImages', { Filters }))
    expect(found(filter('tag:team', 'blue', 'red'))).toEqual([idOf(3), idOf(1)])
    expect(found(filter('tag-key', 'team'), filter('image-id', idOf(1), idOf(2)))).toEqual([idOf(1)])
    expect(found(filter('tag-value', 'blue'), filter('image-name', 'c'))).toEqual([idOf(3)])
    expect(found(filter('platform', 'Win'))).toEqual([])
  })

  const refusals: readonly (readonly [string, string, object])[] = [
    [
      'ids with filters',
      'InvalidParameter.InvalidParameterCoexistImageIdsFilters',
      { ImageIds: [idOf(1)], Filters: [filter('platform', 'x')] },
    ],
    [
      'eleven filters',
      'InvalidFilterValue.LimitExceeded',
      { Filters: Array.from({ length: 11 }, () => filter('platform', 'x')) },
    ],
    ['six values', 'InvalidFilterValue.LimitExceeded', { Filters: [filter('platform', '1', '2', '3', '4', '5', '6')] }],
    ['a filter that does not exist', 'InvalidFilter', { Filters: [filter('colour', 'red')] }],
    ['a Limit of 101', 'InvalidParameterValue', { Limit: 101 }],
    ['an id that cannot be one', 'InvalidImageId.Malformed', { ImageIds: ['img-1'] }],
    ['an unknown id', 'InvalidImageId.NotFound', { ImageIds: [idOf(1)] }],
  ]
  test.each(refusals)('refuses %s: %s', (_what, code, params) => {
    expect(bench().codeOf('DescribeImages', params)).toBe(code)
  })

  test('shows a new image and a new name only after the listing lag', () => {
    const { made, call, codeOf, control } = bench({ settings: { listLagMs: 5000 } })
    const ImageId = made({ ImageName: 'before', InstanceId: 'ins-demo0001' })
    const named = () =>
      List.parse(call('DescribeImages', { Filters: [filter('image-type', 'PRIVATE_IMAGE')] })).ImageSet.map(
        ({ ImageName }) => ImageName,
      )
    expect(named()).toEqual([])
    expect(codeOf('DescribeImages', { ImageIds: [ImageId] })).toBe('InvalidImageId.NotFound')
    control.advance(5000)
    expect(named()).toEqual(['before'])
    call('ModifyImageAttribute', { ImageId, ImageName: 'after' })
    expect(named()).toEqual(['before'])
    control.advance(5000)
    expect(named()).toEqual(['after'])
  })
})

describe('DescribeImageQuota', () => {
  test('tells the quota as set', () => {
    expect(bench({ settings: { quota: 42 } }).call('DescribeImageQuota')?.ImageNumQuota).toBe(42)
  })
})
