import { z } from 'zod'

const Disk = z.object({ id: z.string(), sizeGiB: z.int().positive() })

/** One instance. Its states and its last operation are dated, never changed by a timer. Times are business time in ms. */
export const Instance = z.object({
  id: z.string(),
  name: z.string(),
  zone: z.string(),
  osName: z.string(),
  platform: z.string(),
  systemDisk: Disk,
  dataDisks: z.array(Disk),
  tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
  /** In the order of time; the last one not in the future holds. */
  power: z.array(z.object({ from: z.number(), state: z.string() })).min(1),
  operation: z
    .object({ name: z.string(), requestId: z.string(), endsAt: z.number().nullable(), fails: z.boolean() })
    .nullable(),
})
export type Instance = Readonly<z.infer<typeof Instance>>

/** Tencent's InstanceState at a time. */
export const powerState = (instance: Instance, now: number): string =>
  instance.power.findLast(({ from }) => from <= now)?.state ?? instance.power[0]!.state

/** Whether an operation on the instance is under way. */
export const isBusy = (instance: Instance, now: number): boolean =>
  instance.operation !== null && (instance.operation.endsAt === null || now < instance.operation.endsAt)

/** Tencent's LatestOperationState at a time; null when there never was an operation. */
export const operationState = (instance: Instance, now: number): 'OPERATING' | 'SUCCESS' | 'FAILED' | null => {
  if (instance.operation === null) return null
  if (isBusy(instance, now)) return 'OPERATING'
  return instance.operation.fails ? 'FAILED' : 'SUCCESS'
}

/** The instance with further states to come; states that were planned for later are given up. */
export const withPower = (instance: Instance, now: number, power: Instance['power']): Instance => ({
  ...instance,
  power: [{ from: now, state: powerState(instance, now) }, ...power],
})

/** The instance, busy with another client's operation for `ms`. */
export const occupied = (instance: Instance, now: number, ms: number, requestId: string): Instance => ({
  ...instance,
  operation: { name: 'ResetInstancesPassword', requestId, endsAt: now + ms, fails: false },
})
