import type { TicketEvent } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { HolderStore } from '../adapters/holderStore.ts'
import { roleConcerned, whoHears } from '../domain/whoHears.ts'

/** Somebody who is to be told of an event: the user as `userKey` has it. */
export interface Hearing {
  readonly user: string
  readonly event: TicketEvent
}

/** A way to tell people. Telling the same again tells nothing. */
export interface Channel {
  tell(hearings: readonly Hearing[]): Promise<void>
}

/** A way to tell programs, whoever is concerned. Telling the same again tells nothing. */
export interface EventChannel {
  tell(events: readonly TicketEvent[]): Promise<void>
}

interface Needs {
  readonly holders: HolderStore
  readonly channels: readonly Channel[]
  readonly eventChannels: readonly EventChannel[]
}

/** Something happened to a ticket: finds out who is concerned, and every channel records that it has them to tell. */
export const onTicketEvent =
  ({ holders, channels, eventChannels }: Needs) =>
  async (batch: readonly Received<TicketEvent>[]): Promise<readonly Outcome[]> => {
    const events = batch.map(({ body }) => body)
    const holdersOf = await holders.find(events.flatMap((event) => roleConcerned(event) ?? []))
    const hearings = events.flatMap((event) =>
      whoHears(event, holdersOf.get(roleConcerned(event) ?? '') ?? []).map((user) => ({ user, event })),
    )
    await Promise.all([
      ...channels.map((channel) => channel.tell(hearings)),
      ...eventChannels.map((channel) => channel.tell(events)),
    ])
    return batch.map(() => done())
  }
