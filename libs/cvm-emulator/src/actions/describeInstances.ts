import { z } from 'zod'
import { action, done } from '../action.ts'
import { publicImage } from '../imageRow.ts'
import { type Instance, operationState, powerState } from '../instance.ts'
import { type FilterReading, Filters, filterRefusal, page, paging, passes } from '../listing.ts'
import { refused } from '../refusal.ts'
import { regionOf } from '../world.ts'

const DescribeInstancesRequest = z.strictObject({
  InstanceIds: z.array(z.string()).max(100).optional(),
  Filters: Filters.optional(),
  ...paging,
})

const instanceRow = (instance: Instance, now: number) => ({
  InstanceId: instance.id,
  InstanceName: instance.name,
  InstanceState: powerState(instance, now),
  InstanceType: 'S5.MEDIUM4',
  InstanceChargeType: 'POSTPAID_BY_HOUR',
  Placement: { Zone: instance.zone, ProjectId: 0 },
  CPU: 2,
  Memory: 4,
  RestrictState: 'NORMAL',
  OsName: instance.osName,
  ImageId: publicImage.ImageId,
  SystemDisk: { DiskType: 'CLOUD_BSSD', DiskId: instance.systemDisk.id, DiskSize: instance.systemDisk.sizeGiB },
  DataDisks: instance.dataDisks.map(({ id, sizeGiB }) => ({
    DiskType: 'CLOUD_BSSD',
    DiskId: id,
    DiskSize: sizeGiB,
    DeleteWithInstance: true,
  })),
  LatestOperation: instance.operation?.name ?? null,
  LatestOperationState: operationState(instance, now),
  LatestOperationRequestId: instance.operation?.requestId ?? null,
  LatestOperationErrorMsg: operationState(instance, now) === 'FAILED' ? 'The operation failed.' : null,
})
type InstanceRow = ReturnType<typeof instanceRow>

const filterNames = ['zone', 'instance-id', 'instance-name', 'instance-state']

const reading: FilterReading<InstanceRow> = (row, name) => {
  if (name === 'zone') return { values: [row.Placement.Zone] }
  if (name === 'instance-id') return { values: [row.InstanceId] }
  if (name === 'instance-name') return { values: [row.InstanceName] }
  return name === 'instance-state' ? { values: [row.InstanceState] } : undefined
}

/** Lists instances by their ids or by filters, a page at a time. */
export const describeInstances = action(DescribeInstancesRequest, (world, request, context) => {
  const { InstanceIds = [], Filters = [] } = request
  if (InstanceIds.length > 0 && Filters.length > 0) {
    return refused('InvalidParameterConflict', 'InstanceIds and Filters exclude each other.')
  }
  const refusal = filterRefusal(Filters, (name) => filterNames.includes(name))
  if (refusal) return refusal
  const rows = regionOf(world, context.region).instances.map((instance) => instanceRow(instance, context.now))
  const missing = InstanceIds.find((id) => !rows.some(({ InstanceId }) => InstanceId === id))
  if (missing !== undefined) return refused('InvalidInstanceId.NotFound', `The instance \`${missing}\` does not exist.`)
  const found = rows
    .filter(({ InstanceId }) => InstanceIds.length === 0 || InstanceIds.includes(InstanceId))
    .filter((row) => passes(row, Filters, reading))
  return done(world, { InstanceSet: page(found, request), TotalCount: found.length })
})
