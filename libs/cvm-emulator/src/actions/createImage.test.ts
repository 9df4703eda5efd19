import { describe, expect, test } from '@jest/globals'
import { bench } from '../../test/bench.ts'

const instance = { InstanceId: 'ins-demo0001' }
const named = (params: object) => ({ ImageName: 'one', ...instance, ...params })
const tag = (Key: string) => ({ TagSpecification: [{ ResourceType: 'image', Tags: [{ Key, Value: 'v' }] }] })
const withState = (state: string) => ({
  seed: { instances: [{ region: 'ap-guangzhou', id: 'ins-demo0001', state }] },
})

describe('CreateImage refuses', () => {
  const cases: readonly (readonly [what: string, code: string, params: object])[] = [
    ['no name', 'MissingParameter', { ...instance }],
    ['a name that is no text', 'InvalidParameter', named({ ImageName: 7 })],
    ['an empty name', 'InvalidParameterValue', named({ ImageName: '' })],
    ['a name of 61 characters', 'InvalidParameterValue.TooLarge', named({ ImageName: '镜'.repeat(61) })],
    ['a description of 257', 'InvalidParameterValue.TooLarge', named({ ImageDescription: 'x'.repeat(257) })],
    ['neither instance nor snapshots', 'InvalidParameter.SpecifyOneParameter', { ImageName: 'one' }],
    ['both', 'InvalidParameterConflict', named({ SnapshotIds: ['snap-00000000'] })],
    ['an unknown instance', 'InvalidInstanceId.NotFound', named({ InstanceId: 'ins-nobody' })],
    [
      'an unknown disk',
      'InvalidParameter.DataDiskNotBelongSpecifiedInstance',
      named({ DataDiskIds: ['disk-demo0002'] }),
    ],
    ['the system disk', 'InvalidParameter.DataDiskIdContainsRootDisk', named({ DataDiskIds: ['disk-sys-demo0001'] })],
    ['a flag that is neither true nor false', 'InvalidParameterValue', named({ ForcePoweroff: 'yes' })],
    ['a flag that is no text', 'InvalidParameter', named({ ForcePoweroff: true })],
    ['an unknown tag key', 'InvalidParameterValue.TagKeyNotFound', named(tag('stranger'))],
    ['an unknown snapshot', 'InvalidParameter.SnapshotNotFound', { ImageName: 'one', SnapshotIds: ['snap-00000000'] }],
    [
      'disks with snapshots',
      'InvalidParameter.InvalidDependence',
      { ImageName: 'one', SnapshotIds: ['s'], DataDiskIds: ['d'] },
    ],
  ]
  test.each(cases)('%s: %s', (_what, code, params) => {
    const { codeOf, control } = bench({ settings: { tagKeys: ['known'] } })
    expect(codeOf('CreateImage', params)).toBe(code)
    expect(control.state().images).toEqual([])
  })

  const states = [
    ['STARTING', 'UnsupportedOperation.InstanceStateStarting'],
    ['STOPPING', 'UnsupportedOperation.InstanceStateStopping'],
    ['REBOOTING', 'UnsupportedOperation.InstanceStateRebooting'],
    ['TERMINATING', 'UnsupportedOperation.InstanceStateTerminating'],
    ['RESCUE_MODE', 'UnsupportedOperation.InstanceStateRescueMode'],
    ['ENTER_RESCUE_MODE', 'UnsupportedOperation.InstanceStateEnterRescueMode'],
    ['SERVICE_LIVE_MIGRATE', 'UnsupportedOperation.InstanceStateServiceLiveMigrate'],
  ]
  test.each(states)('an instance that is %s: %s', (state, code) => {
    expect(bench(withState(state)).codeOf('CreateImage', named({}))).toBe(code)
  })

  test('an instance whose last operation has not ended', () => {
    const { made, codeOf, control } = bench()
    made(named({}))
    expect(codeOf('CreateImage', named({ ImageName: 'two' }))).toBe('OperationDenied.InstanceOperationInProgress')
    control.advance(2000)
    expect(codeOf('CreateImage', named({ ImageName: 'two' }))).toBe('ok')
  })

  test('a name in use, whether its image is being made, done or failed, but not one of another region', () => {
    const { made, codeOf, control } = bench()
    control.addFault({ do: { kind: 'createFails' } })
    made(named({}))
    const again = { ImageName: 'one', InstanceId: 'ins-demo0002' }
    expect(codeOf('CreateImage', again)).toBe('InvalidImageName.Duplicate')
    control.advance(2000)
    expect(control.state().images[0]?.state).toBe('CREATEFAILED')
    expect(codeOf('CreateImage', again)).toBe('InvalidImageName.Duplicate')
    expect(codeOf('CreateImage', again, { region: 'ap-shanghai' })).toBe('ok')
  })

  test('an image above the quota', () => {
    const { made, codeOf } = bench({ settings: { quota: 1 } })
    made(named({}))
    expect(codeOf('CreateImage', { ImageName: 'two', InstanceId: 'ins-demo0002' })).toBe('ImageQuotaLimitExceeded')
  })

  test('of several faults the first by its own order: duplicate name before quota, instance before tags', () => {
    const { made, codeOf } = bench({ settings: { quota: 1, tagKeys: [] } })
    made(named({}))
    expect(codeOf('CreateImage', { ImageName: 'one', InstanceId: 'ins-demo0002' })).toBe('InvalidImageName.Duplicate')
    expect(codeOf('CreateImage', named(tag('x')))).toBe('OperationDenied.InstanceOperationInProgress')
  })
})

describe('CreateImage', () => {
  test('answers with an id at once; the image is CREATING with its snapshots until its time is over', () => {
    const { made, call, control } = bench()
    const id = made(named({ DataDiskIds: ['disk-demo0001'], ...tag('k'), ImageDescription: 'for tests' }))
    expect(id).toMatch(/^img-[0-9a-z]{8}$/)
    const listed = () => call('DescribeImages', { ImageIds: [id] })?.ImageSet
    expect(listed()).toEqual([
      expect.objectContaining({
        ImageId: id,
        ImageState: 'CREATING',
        ImageDescription: 'for tests',
        CreatedTime: '2026-11-24T00:00:00Z',
        Tags: [{ Key: 'k', Value: 'v' }],
        SnapshotSet: [
          expect.objectContaining({ DiskUsage: 'SYSTEM_DISK', DiskSize: 50 }),
          expect.objectContaining({ DiskUsage: 'DATA_DISK', DiskSize: 20 }),
        ],
      }),
    ])
    control.advance(1999)
    expect(listed()).toEqual([expect.objectContaining({ ImageState: 'CREATING' })])
    control.advance(1)
    expect(listed()).toEqual([expect.objectContaining({ ImageState: 'NORMAL' })])
  })

  test('a dry run passes every check and makes nothing', () => {
    const { call, codeOf, control } = bench()
    expect(Object.keys(call('CreateImage', named({ DryRun: true })) ?? {})).toEqual(['RequestId'])
    control.changeSettings({ dryRun: 'error' })
    expect(codeOf('CreateImage', named({ DryRun: true }))).toBe('DryRunOperation')
    expect(codeOf('CreateImage', named({ DryRun: true, InstanceId: 'ins-x' }))).toBe('InvalidInstanceId.NotFound')
    expect(control.state().images).toEqual([])
  })

  test('of snapshots needs exactly one of a system disk', () => {
    const { made, codeOf, control } = bench()
    made(named({ DataDiskIds: ['disk-demo0001'] }))
    made({ ImageName: 'two', InstanceId: 'ins-demo0002' })
    const [system, data, other] = control.state().snapshots.map(({ id }) => id)
    const of = (...SnapshotIds: unknown[]) => codeOf('CreateImage', { ImageName: 'three', SnapshotIds })
    expect(of(data)).toBe('InvalidParameter.SystemSnapshotNotFound')
    expect(of(system, other)).toBe('InvalidParameter.DuplicateSystemSnapshots')
    expect(of(system, data)).toBe('ok')
  })

  test.each(['true', 'True', 'TRUE'])(
    'ForcePoweroff %s stops the instance first, and it stays stopped',
    (ForcePoweroff) => {
      const { made, control } = bench()
      made(named({ ForcePoweroff }))
      const states = () => [
        control.state().instances.find(({ id }) => id === 'ins-demo0001')?.state,
        control.state().images[0]?.state,
      ]
      expect(states()).toEqual(['STOPPING', 'CREATING'])
      control.advance(1000)
      expect(states()).toEqual(['STOPPED', 'CREATING'])
      control.advance(2000)
      expect(states()).toEqual(['STOPPED', 'NORMAL'])
      control.advance(86_400_000)
      expect(states()).toEqual(['STOPPED', 'NORMAL'])
    },
  )

  test('ForcePoweroff may be set to start the instance again', () => {
    const { made, control } = bench({ settings: { startAfterPoweroff: true } })
    made(named({ ForcePoweroff: 'true' }))
    control.advance(3000)
    expect(control.state().instances.find(({ id }) => id === 'ins-demo0001')?.state).toBe('STARTING')
    control.advance(1000)
    expect(control.state().instances.find(({ id }) => id === 'ins-demo0001')?.state).toBe('RUNNING')
  })
})
