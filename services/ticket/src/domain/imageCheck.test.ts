import { refusal } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { refuseMisfit, wantedImage } from './imageCheck.ts'
import type { ImageGuard } from './imageGuard.ts'
import { feedback, image, lin } from './tickets.fixture.ts'

const untagged: ImageGuard = { tagKey: null, trustsTenants: true }
const tagged: ImageGuard = { tagKey: 'owner', trustsTenants: false }
const nightly = { region: 'ap-guangzhou', instanceId: 'ins-demo0001', imageName: 'nightly', tag: null }

test('an image ticket wants an image, with the tag of its tenant where instances are tagged', () => {
  expect(wantedImage(image, 'acme', untagged)).toEqual(nightly)
  expect(wantedImage(image, 'acme', tagged)).toEqual({ ...nightly, tag: { key: 'owner', value: 'acme' } })
})

test.each([
  ['a ticket of another type', feedback],
  ['a ticket without details', { ...image, details: null }],
  ['details that are not complete', { ...image, details: '{"region":"ap-guangzhou"}' }],
  ['details that are no JSON', { ...image, details: '{' }],
])('%s wants none', (_, info) => {
  expect(wantedImage(info, 'acme', untagged)).toBeNull()
})

const said = (verdict: 'fits' | 'unknown' | 'region' | 'instance' | 'name' | undefined, imageGuard = untagged) =>
  refuseMisfit(image, lin, { imageGuard, imageVerdict: () => verdict })

test('what the cloud would refuse is refused in words', () => {
  expect(said('region')).toEqual(
    refusal(
      3006,
      'tencent.image.region: the cloud has no region ap-guangzhou',
      'tencent.image.region：云上没有地域 ap-guangzhou',
    ),
  )
  expect(said('instance')).toEqual(
    refusal(
      3006,
      'tencent.image.instance_id: there is no instance ins-demo0001 in ap-guangzhou',
      'tencent.image.instance_id：ap-guangzhou 没有实例 ins-demo0001',
    ),
  )
  expect(said('instance', tagged)).toEqual(
    refusal(
      3006,
      'tencent.image.instance_id: there is no instance ins-demo0001 of your tenant in ap-guangzhou',
      'tencent.image.instance_id：ap-guangzhou 没有属于您租户的实例 ins-demo0001',
    ),
  )
  expect(said('name')).toEqual(
    refusal(
      3006,
      'tencent.image.image_name: there is an image named nightly in ap-guangzhou already',
      'tencent.image.image_name：ap-guangzhou 已有名为 nightly 的镜像',
    ),
  )
})

test('what fits is not refused, nor what the cloud did not tell', () => {
  expect([said('fits'), said('unknown'), said(undefined)]).toEqual([null, null, null])
  expect(refuseMisfit(feedback, lin, { imageGuard: untagged, imageVerdict: () => 'name' })).toBeNull()
})
