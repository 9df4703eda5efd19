import type { UserSeen } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { RoleMembers } from '../domain/ports.ts'

/** user.seen: a verified token has shown a user's roles, by which the members of a role are known. */
export const onUserSeen =
  (roleMembers: Pick<RoleMembers, 'record'>) =>
  async (batch: readonly Received<UserSeen>[]): Promise<readonly Outcome[]> => {
    await roleMembers.record(batch.map(({ body }) => body))
    return batch.map(() => done())
  }
