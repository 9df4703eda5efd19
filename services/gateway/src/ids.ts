import { randomUUID } from 'node:crypto'
import { v5 } from 'uuid'
import type { Ids } from './route.ts'

const created = (commandId: string): string => v5('created', commandId)

/** Command ids of a request that stands for itself. */
export const randomIds = (): Ids & { readonly batchUuid: string } => {
  const given: string[] = []
  return {
    batchUuid: randomUUID(),
    command: (index) => {
      given[index] ??= randomUUID()
      return given[index]
    },
    created,
  }
}

/** Command ids of a request with an Idempotency-Key: the same ones, whoever repeats it (design decision 3). */
export const repeatableIds = (recordId: string): Ids & { readonly batchUuid: string } => ({
  batchUuid: v5('batch', recordId),
  command: (index) => v5(String(index), recordId),
  created,
})
