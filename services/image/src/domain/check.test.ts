import { expect, test } from '@jest/globals'
import { verdictOn } from './check.ts'
import type { CloudAnswer, CloudImage, InstanceTag } from './cloud.ts'

const wanted = { region: 'ap-guangzhou', instanceId: 'ins-demo0001', imageName: 'nightly', tag: null }
const tagged = { ...wanted, tag: { key: 'tenant', value: 'acme' } }
const ok = <T>(value: T): CloudAnswer<T> => ({ kind: 'ok', value, requestId: 'r' })
const error = (code: string): CloudAnswer<never> => ({ kind: 'error', error: { code, message: '', requestId: 'r' } })
const late: CloudAnswer<never> = { kind: 'unknown', reason: 'late' }
const image = (name: string): CloudImage => ({
  imageId: 'img-00000001',
  name,
  description: '',
  state: 'NORMAL',
  createdAt: '',
  snapshotIds: [],
})
const instance = ok<readonly InstanceTag[] | null>([{ key: 'tenant', value: 'acme' }])
const others = ok<readonly CloudImage[]>([image('nightly-2'), image('Nightly')])

test.each([
  ['an instance and a free name', 'fits', wanted, instance, others],
  ['an instance with the tag', 'fits', tagged, instance, others],
  ['an unknown region', 'region', wanted, error('UnsupportedRegion'), others],
  ['a region that only the listing refuses', 'region', wanted, late, error('InvalidRegion.NotFound')],
  ['an instance that the answer does not show', 'instance', wanted, ok(null), others],
  ['an instance that is not found', 'instance', wanted, error('InvalidInstanceId.NotFound'), late],
  ['another tenant’s instance', 'instance', tagged, ok([{ key: 'tenant', value: 'globex' }]), others],
  ['an instance without tags', 'instance', tagged, ok([]), others],
  ['the same tag under another spelling', 'instance', tagged, ok([{ key: 'Tenant', value: 'acme' }]), others],
  ['a name that is taken', 'name', wanted, instance, ok([image('nightly-2'), image('nightly')])],
  ['a name that is taken, whatever the instance is', 'name', wanted, late, ok([image('nightly')])],
  ['no answer about the instance', 'unknown', wanted, late, others],
  ['no answer about the name', 'unknown', wanted, instance, late],
  ['trouble of the cloud', 'unknown', wanted, error('InternalError'), error('RequestLimitExceeded')],
  ['keys that are refused', 'unknown', tagged, error('AuthFailure.SignatureFailure'), others],
] as const)('%s: %s', (_, verdict, image, tags, named) => {
  expect(verdictOn(image, tags, named)).toBe(verdict)
})
