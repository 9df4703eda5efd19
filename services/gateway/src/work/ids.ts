import { randomUUID } from 'node:crypto'
import { v5 } from 'uuid'
import type { Ids } from '../route.ts'

export interface RequestIds extends Ids {
  /** Under which the request can be asked for if it is answered with 202. */
  readonly batchUuid: string
}

/** Ids of a request that stands for itself. */
export const randomIds = (): RequestIds => ({
  batchUuid: randomUUID(),
  command: () => randomUUID(),
  created: randomUUID,
})

/** Ids of a request with an Idempotency-Key: the same ones, whoever carries it out again (design decision 3). */
export const repeatableIds = (recordId: string): RequestIds => ({
  batchUuid: v5('batch', recordId),
  command: (index) => v5(String(index), recordId),
  created: () => v5('created', recordId),
})
