import type { DelegationEvent, TicketEvent } from '@gongdan/contracts'
import { done, doneAfter, type Outcome, type Received } from '@gongdan/messaging'
import type { Delegates, Heads, RoleMembers } from '../domain/ports.ts'
import { asked, partiesOf, recipientsOf, rolesConcerned, withDelegates } from '../domain/recipients.ts'
import type { Channel } from './channels/channel.ts'

interface Deps {
  readonly roleMembers: Pick<RoleMembers, 'find'>
  readonly delegates: Delegates
  readonly heads: Heads
  readonly channels: readonly Pick<Channel, 'notify'>[]
}

/**
 * ticket.*: finds out whom an event concerns; every channel then records what it has to send. Notices do not wait for the head of
 * the history; the event is acknowledged once that is stored as well.
 */
export const onTicketEvent =
  ({ roleMembers, delegates, heads, channels }: Deps) =>
  async (batch: readonly Received<TicketEvent>[]): Promise<readonly Outcome[]> => {
    const events = batch.map(({ body }) => body)
    const membersOf = await roleMembers.find(events.flatMap(rolesConcerned))
    const concerned = events.flatMap((event) => recipientsOf(event, membersOf))
    const delegatesOf = await delegates.find(asked(concerned).map(({ user }) => user))
    const recipients = withDelegates(concerned, delegatesOf)
    await Promise.all(channels.map((channel) => channel.notify(events, recipients)))
    const kept = doneAfter(() => heads.record(events))
    return batch.map(() => kept)
  }

/** delegation.*: keeps who acts for whom, and tells the two. */
export const onDelegationEvent =
  ({ delegates, channels }: Pick<Deps, 'delegates' | 'channels'>) =>
  async (batch: readonly Received<DelegationEvent>[]): Promise<readonly Outcome[]> => {
    const events = batch.map(({ body }) => body)
    const recipients = events.flatMap(partiesOf)
    await Promise.all([delegates.record(events), ...channels.map((channel) => channel.notify(events, recipients))])
    return batch.map(() => done())
  }
