import { describe, expect, test } from '@jest/globals'
import { bench } from '../../test/bench.ts'

describe('instances', () => {
  const InstanceIds = ['ins-demo0001']

  test('are listed with their disks and their last operation', () => {
    const { call, control } = bench()
    const row = () => call('DescribeInstances', { InstanceIds })?.InstanceSet
    expect(row()).toMatchObject([
      { InstanceState: 'RUNNING', DataDisks: [{ DiskId: 'disk-demo0001' }], LatestOperation: null },
    ])
    const { RequestId } = call('CreateImage', { ImageName: 'one', InstanceId: 'ins-demo0001' }) ?? {}
    const operation = { LatestOperation: 'CreateImage', LatestOperationRequestId: RequestId }
    expect(row()).toMatchObject([{ ...operation, LatestOperationState: 'OPERATING' }])
    control.advance(2000)
    expect(row()).toMatchObject([{ ...operation, LatestOperationState: 'SUCCESS', LatestOperationErrorMsg: null }])
  })

  test('stop and start, by way of STOPPING and STARTING', () => {
    const { codeOf, control } = bench()
    const state = () => control.state().instances.find(({ id }) => id === 'ins-demo0001')?.state
    expect(codeOf('StopInstances', { InstanceIds })).toBe('ok')
    expect(state()).toBe('STOPPING')
    expect(codeOf('StartInstances', { InstanceIds })).toBe('UnsupportedOperation.InstanceStateStopping')
    control.advance(1000)
    expect(state()).toBe('STOPPED')
    expect(codeOf('StopInstances', { InstanceIds })).toBe('UnsupportedOperation.InstanceStateStopped')
    expect(codeOf('StartInstances', { InstanceIds })).toBe('ok')
    expect(state()).toBe('STARTING')
    control.advance(1000)
    expect(state()).toBe('RUNNING')
  })

  const refusals: readonly (readonly [string, string, object])[] = [
    ['an unknown one', 'InvalidInstanceId.NotFound', { InstanceIds: ['ins-x'] }],
    ['ids with filters', 'InvalidParameterConflict', { InstanceIds, Filters: [{ Name: 'zone', Values: ['z'] }] }],
    ['an unknown filter', 'InvalidFilter', { Filters: [{ Name: 'colour', Values: ['red'] }] }],
  ]
  test.each(refusals)('are not listed for %s: %s', (_what, code, params) => {
    expect(bench().codeOf('DescribeInstances', params)).toBe(code)
  })

  test('are filtered by state', () => {
    const { call } = bench()
    call('StopInstances', { InstanceIds })
    const found = call('DescribeInstances', { Filters: [{ Name: 'instance-state', Values: ['STOPPING'] }] })
    expect(found?.TotalCount).toBe(1)
  })
})
