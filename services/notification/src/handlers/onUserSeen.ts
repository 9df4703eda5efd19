import type { UserSeen } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { HolderStore } from '../adapters/holderStore.ts'

interface Needs {
  readonly holders: HolderStore
}

/** A verified token has shown which roles a user holds: that is how we know whom to tell. */
export const onUserSeen =
  ({ holders }: Needs) =>
  async (batch: readonly Received<UserSeen>[]): Promise<readonly Outcome[]> => {
    await holders.record(batch.map(({ body }) => body))
    return batch.map(() => done())
  }
