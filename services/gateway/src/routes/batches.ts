import { BatchInspectQuery } from '@gongdan/contracts'
import { z } from 'zod'
import type { BatchRoute } from './route.ts'

export const inspectBatch: BatchRoute = {
  kind: 'batch',
  method: 'GET',
  url: '/v1/batch/inspect',
  operationId: 'inspectBatch',
  tag: 'batches',
  summary: 'See what became of a request that was answered with 202',
  description:
    'The answer to that request as it now stands, for the caller who made it, for 7 days, and how far it is: `settled` of ' +
    '`total` items. With `since`, the `settled` of the answer before, `results` holds only what has come since.',
  data: z.record(z.string(), z.unknown()),
  refusals: [2003, 3001, 3002, 3005, 3006, 3007, 3017, 4001, 4003, 6001, 7001, 7002, 7003, 7004],
  input: BatchInspectQuery,
}
