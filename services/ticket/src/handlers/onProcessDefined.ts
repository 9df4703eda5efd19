import type { ProcessDefined } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { Definitions } from '../adapters/definitions.ts'

/** process.defined: the replica learns of a new version (design decision 6). */
export const onProcessDefined =
  ({ definitions }: { readonly definitions: Pick<Definitions, 'define'> }) =>
  async (batch: readonly Received<ProcessDefined>[]): Promise<readonly Outcome[]> => {
    for (const { body } of batch) await definitions.define(body)
    return batch.map(() => done())
  }
