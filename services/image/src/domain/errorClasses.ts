/**
 * What an error code of Tencent's means for the job (tencent §2.2).
 * - `retry`: not executed, passes soon by itself. `slow`: not executed, passes once there is quota or money again.
 * - `unknown`: perhaps executed. `unlisted`: a code of no documented list, so perhaps executed, and never sent again.
 * - `adopt`: an image of that name exists.
 * - `terminal`: will never succeed. `alarm`: will not succeed until our keys, rights, clock or configuration are
 * corrected.
 */
export type ErrorClass = 'retry' | 'unknown' | 'unlisted' | 'adopt' | 'slow' | 'terminal' | 'alarm'

const under = (prefix: string, names: string): readonly string[] => names.split(' ').map((name) => `${prefix}.${name}`)

/** Codes as CreateImage documents them; a trailing `.*` stands for the whole family. */
export const codes: Readonly<Record<Exclude<ErrorClass, 'unlisted'>, readonly string[]>> = {
  retry: [
    'RequestLimitExceeded',
    'RequestLimitExceeded.*',
    'OperationDenied.InstanceOperationInProgress',
    'MutexOperation.TaskRunning',
    'ResourceInUse',
    'ResourceUnavailable.SnapshotCreating',
    ...under(
      'UnsupportedOperation',
      'InstanceStateRebooting InstanceStateStarting InstanceStateStopping InstanceStateServiceLiveMigrate InstanceStateEnterRescueMode InstanceStateExitRescueMode',
    ),
  ],
  // Back-end time-outs surface as internal errors and cannot be distinguished (TencentCloud/tencentcloud-sdk-go#51).
  unknown: ['InternalError', 'InternalError.*', 'InternalServerError'],
  adopt: ['InvalidImageName.Duplicate'],
  slow: [
    'ImageQuotaLimitExceeded',
    'LimitExceeded.*',
    'InvalidAccount.InsufficientBalance',
    'ResourceInsufficient.CloudDiskUnavailable',
    'UnsupportedOperation.InstanceStateRescueMode',
  ],
  terminal: [
    'InvalidInstanceId.NotFound',
    'InvalidInstance.NotSupported',
    'InvalidParameter',
    'InvalidParameterConflict',
    'InvalidParameterValue',
    'LimitExceeded.PreheatImageSnapshotOutOfQuota',
    'MissingParameter',
    'UnknownParameter',
    'UnsupportedRegion',
    ...under(
      'InvalidParameter',
      'DataDiskIdContainsRootDisk DataDiskNotBelongSpecifiedInstance DuplicateSystemSnapshots InstanceImageNotSupport InvalidDependence LocalDataDiskNotSupport SnapshotNotFound SpecifyOneParameter SwapDiskNotSupport SystemSnapshotNotFound ValueTooLarge',
    ),
    ...under(
      'InvalidParameterValue',
      'InvalidAppIdFormat LimitExceeded PreheatNotSupportedInstanceType PreheatNotSupportedZone TagKeyNotFound TagQuotaLimitExceeded TooLarge',
    ),
    ...under(
      'UnsupportedOperation',
      'EncryptedImagesNotSupported InstanceStateTerminating NotSupportInstanceImage PreheatImage SpecialInstanceType StoppedModeStopCharging',
    ),
  ],
  alarm: ['AuthFailure.*', 'UnauthorizedOperation', 'UnauthorizedOperation.*', 'InvalidAction', 'NoSuchVersion'],
}

const classes = new Map(
  Object.entries(codes).flatMap(([name, list]) => list.map((code) => [code, name as keyof typeof codes] as const)),
)

/** The class of a code: the code itself first, then its family (`A.B` is of the family `A.*`). */
export const classOf = (code: string): ErrorClass =>
  classes.get(code) ?? classes.get(`${code.slice(0, Math.max(0, code.indexOf('.')))}.*`) ?? 'unlisted'
