import type { TicketEvent } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { Heads, RoleMembers } from '../domain/ports.ts'
import { recipientsOf, rolesConcerned } from '../domain/recipients.ts'
import type { Channel } from './channels/channel.ts'

interface Deps {
  readonly roleMembers: Pick<RoleMembers, 'find'>
  readonly heads: Heads
  readonly channels: readonly Pick<Channel, 'notify'>[]
}

/** ticket.*: keeps the head of the history, finds out whom an event concerns; every channel then records what it has to send. */
export const onTicketEvent =
  ({ roleMembers, heads, channels }: Deps) =>
  async (batch: readonly Received<TicketEvent>[]): Promise<readonly Outcome[]> => {
    const events = batch.map(({ body }) => body)
    const membersOf = await roleMembers.find(events.flatMap(rolesConcerned))
    const recipients = events.flatMap((event) => recipientsOf(event, membersOf))
    await Promise.all([heads.record(events), ...channels.map((channel) => channel.notify(events, recipients))])
    return batch.map(() => done())
  }
