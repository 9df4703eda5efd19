import { z } from 'zod'
import { action } from '../action.ts'
import { switched } from '../instancePower.ts'

const StartInstancesRequest = z.strictObject({ InstanceIds: z.array(z.string()).min(1).max(100) })

const starting = { operation: 'StartInstances', from: 'STOPPED', passing: 'STARTING', to: 'RUNNING' }

/** Starts stopped instances. */
export const startInstances = action(StartInstancesRequest, (world, request, context) =>
  switched(world, request.InstanceIds, starting, context),
)
