import type { UserSeen } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import { latestNames } from '../domain/names.ts'
import type { NameStore } from '../domain/ports.ts'

/** A verified token has shown the names of a tenant and of roles, which fill in what definitions leave out (contract §4). */
export const onUserSeen =
  (names: Pick<NameStore, 'record'>) =>
  async (batch: readonly Received<UserSeen>[]): Promise<readonly Outcome[]> => {
    await names.record(latestNames(batch.map(({ body }) => body)))
    return batch.map(() => done())
  }
