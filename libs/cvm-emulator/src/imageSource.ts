import { type ApiError, apiError } from './action.ts'
import { type Instance, isBusy, powerState } from './instance.ts'
import type { Region, Snapshot } from './world.ts'

/** What an image is made of: a running or stopped instance with some of its disks, or snapshots. */
export type Source =
  | { readonly kind: 'instance'; readonly instance: Instance; readonly dataDisks: Instance['dataDisks'] }
  | { readonly kind: 'snapshots'; readonly snapshots: readonly Snapshot[] }
  | ApiError

interface SourceRequest {
  readonly InstanceId?: string | undefined
  readonly SnapshotIds?: readonly string[] | undefined
  readonly DataDiskIds?: readonly string[] | undefined
}

/** `ENTER_RESCUE_MODE` is `EnterRescueMode` in the error codes. */
const inCode = (state: string): string =>
  state
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('')

/** The error for an instance that cannot be worked on: unknown, in none of these states, or busy. */
const instanceError = (
  id: string,
  instance: Instance | undefined,
  states: readonly string[],
  now: number,
): ApiError | undefined => {
  if (!instance) return apiError('InvalidInstanceId.NotFound', `The instance \`${id}\` does not exist.`)
  const state = powerState(instance, now)
  if (!states.includes(state)) {
    return apiError(`UnsupportedOperation.InstanceState${inCode(state)}`, `The instance \`${id}\` is ${state}.`)
  }
  return isBusy(instance, now)
    ? apiError('OperationDenied.InstanceOperationInProgress', `The last operation on \`${id}\` has not ended.`)
    : undefined
}

const fromInstance = (region: Region, id: string, diskIds: readonly string[], now: number): Source => {
  const instance = region.instances.find((known) => known.id === id)
  const error = instanceError(id, instance, ['RUNNING', 'STOPPED'], now)
  if (error || !instance) return error ?? apiError('InvalidInstanceId.NotFound', id)
  const known = [instance.systemDisk, ...instance.dataDisks].map((disk) => disk.id)
  const stranger = diskIds.find((disk) => !known.includes(disk))
  if (stranger !== undefined) {
    return apiError('InvalidParameter.DataDiskNotBelongSpecifiedInstance', `\`${stranger}\` is no disk of \`${id}\`.`)
  }
  if (diskIds.includes(instance.systemDisk.id)) {
    return apiError('InvalidParameter.DataDiskIdContainsRootDisk', 'DataDiskIds contains the system disk.')
  }
  return { kind: 'instance', instance, dataDisks: instance.dataDisks.filter((disk) => diskIds.includes(disk.id)) }
}

const fromSnapshots = (region: Region, ids: readonly string[], diskIds: readonly string[]): Source => {
  if (diskIds.length > 0) return apiError('InvalidParameter.InvalidDependence', 'DataDiskIds needs an InstanceId.')
  const snapshots = region.snapshots.filter(({ id, deletedAt }) => ids.includes(id) && deletedAt === null)
  const missing = ids.find((id) => !snapshots.some((snapshot) => snapshot.id === id))
  if (missing !== undefined) return apiError('InvalidParameter.SnapshotNotFound', `\`${missing}\` does not exist.`)
  const systems = snapshots.filter(({ usage }) => usage === 'SYSTEM_DISK').length
  if (systems === 0) return apiError('InvalidParameter.SystemSnapshotNotFound', 'No snapshot is of a system disk.')
  if (systems > 1) return apiError('InvalidParameter.DuplicateSystemSnapshots', 'Two snapshots are of system disks.')
  return { kind: 'snapshots', snapshots }
}

/** Finds what an image is to be made of: exactly one of InstanceId and SnapshotIds must be given. */
export const imageSource = (region: Region, request: SourceRequest, now: number): Source => {
  const { InstanceId, SnapshotIds = [], DataDiskIds = [] } = request
  if (InstanceId !== undefined && SnapshotIds.length > 0) {
    return apiError('InvalidParameterConflict', 'InstanceId and SnapshotIds exclude each other.')
  }
  if (InstanceId !== undefined) return fromInstance(region, InstanceId, DataDiskIds, now)
  return SnapshotIds.length > 0
    ? fromSnapshots(region, SnapshotIds, DataDiskIds)
    : apiError('InvalidParameter.SpecifyOneParameter', 'One of InstanceId and SnapshotIds is needed.')
}
