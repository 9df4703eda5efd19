import { expect, test } from '@jest/globals'
import { bench } from '../../test/bench.ts'

const instances = ['one', 'two'].map((name) => ({
  region: 'ap-guangzhou',
  id: `ins-${name}`,
  tags: [{ Key: 'tenant', Value: name }],
}))

test('an instance is shown with its state and its tags', () => {
  const { call } = bench({ seed: { instances } })
  expect(call('DescribeInstances', { InstanceIds: ['ins-two'] })).toMatchObject({
    TotalCount: 1,
    InstanceSet: [{ InstanceId: 'ins-two', InstanceState: 'RUNNING', Tags: [{ Key: 'tenant', Value: 'two' }] }],
  })
})

test('an unknown instance is an error', () => {
  const { call } = bench({ seed: { instances } })
  expect(call('DescribeInstances', { InstanceIds: ['ins-one', 'ins-three'] })).toMatchObject({
    Error: { Code: 'InvalidInstanceId.NotFound' },
  })
})
