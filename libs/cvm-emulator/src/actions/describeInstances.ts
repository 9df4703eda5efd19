import { z } from 'zod'
import { action, apiError, done } from '../action.ts'
import { operationState, powerState } from '../instance.ts'
import { regionOf } from '../world.ts'

const DescribeInstancesRequest = z.strictObject({
  InstanceIds: z.array(z.string()).min(1).max(100),
  Offset: z.int().nonnegative().optional(),
  Limit: z.int().min(1).max(100).optional(),
})

/** Shows instances by their ids, with what tells whose they are and whether they are busy. Filters are not emulated. */
export const describeInstances = action(DescribeInstancesRequest, (world, request, { region, now }) => {
  const { InstanceIds, Offset = 0, Limit = 20 } = request
  const { instances } = regionOf(world, region)
  const missing = InstanceIds.find((id) => !instances.some((instance) => instance.id === id))
  if (missing !== undefined) return apiError('InvalidInstanceId.NotFound', `There is no instance \`${missing}\`.`)
  const found = instances.filter(({ id }) => InstanceIds.includes(id))
  const InstanceSet = found.slice(Offset, Offset + Limit).map((instance) => ({
    InstanceId: instance.id,
    InstanceName: instance.name,
    InstanceState: powerState(instance, now),
    DataDisks: instance.dataDisks.map(({ id: DiskId, sizeGiB: DiskSize }) => ({ DiskId, DiskSize })),
    LatestOperation: instance.operation?.name ?? null,
    LatestOperationState: operationState(instance, now),
    Tags: instance.tags,
  }))
  return done(world, { InstanceSet, TotalCount: found.length })
})
