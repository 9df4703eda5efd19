import type { ProcessDefined, ProcessRemoved } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { Definitions } from '../domain/ports.ts'

/** process.defined: the replica of definitions gets a new version (decision 6). */
export const onProcessDefined =
  ({ define }: Pick<Definitions, 'define'>) =>
  async (batch: readonly Received<ProcessDefined>[]): Promise<readonly Outcome[]> => {
    for (const { body } of batch) await define(body)
    return batch.map(() => done())
  }

/** process.removed: no further submission may use it; pending tickets have their own copy (contract §4). */
export const onProcessRemoved =
  ({ remove }: Pick<Definitions, 'remove'>) =>
  async (batch: readonly Received<ProcessRemoved>[]): Promise<readonly Outcome[]> => {
    for (const { body } of batch) await remove(body)
    return batch.map(() => done())
  }
