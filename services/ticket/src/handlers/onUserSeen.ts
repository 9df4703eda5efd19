import type { UserSeen } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { People } from '../domain/ports.ts'

/** user.seen: a verified token has shown a person's name and roles (contract §5). */
export const onUserSeen =
  (people: Pick<People, 'record'>) =>
  async (batch: readonly Received<UserSeen>[]): Promise<readonly Outcome[]> => {
    await people.record(batch.map(({ body }) => body))
    return batch.map(() => done())
  }
