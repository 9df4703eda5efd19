import type { ProcessRemoved } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { Definitions } from '../adapters/definitions.ts'

/** process.removed: no further submission may use it; tickets that are pending have their own copy (contract §4). */
export const onProcessRemoved =
  ({ definitions }: { readonly definitions: Pick<Definitions, 'remove'> }) =>
  async (batch: readonly Received<ProcessRemoved>[]): Promise<readonly Outcome[]> => {
    for (const { body } of batch) await definitions.remove(body)
    return batch.map(() => done())
  }
