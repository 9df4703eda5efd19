import { z } from 'zod'
import { action } from '../action.ts'
import { switched } from '../instancePower.ts'
import { refused } from '../refusal.ts'

const StopInstancesRequest = z.strictObject({
  InstanceIds: z.array(z.string()).min(1).max(100),
  ForceStop: z.boolean().optional(),
  StopType: z.enum(['SOFT', 'SOFT_FIRST', 'HARD']).optional(),
  StoppedMode: z.enum(['KEEP_CHARGING', 'STOP_CHARGING']).optional(),
})

const stopping = { operation: 'StopInstances', from: 'RUNNING', passing: 'STOPPING', to: 'STOPPED' }

/** Stops running instances. */
export const stopInstances = action(StopInstancesRequest, (world, request, context) =>
  request.ForceStop !== undefined && request.StopType !== undefined
    ? refused('InvalidParameterConflict', 'ForceStop and StopType exclude each other.')
    : switched(world, request.InstanceIds, stopping, context),
)
