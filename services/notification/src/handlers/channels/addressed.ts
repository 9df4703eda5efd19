import type { NotificationSettingsData, PersonChannel } from '@gongdan/contracts'
import { personalMessage } from '../../domain/personalMessage.ts'
import type { MessageSender, RoleMembers, SettingsStore } from '../../domain/ports.ts'
import type { AttemptResult } from '../../domain/schedule.ts'
import type { DeliveryQueue } from '../deliveryQueue.ts'
import {
  type AttemptDeps,
  attempt,
  type Channel,
  newDelivery,
  pauseAfter,
  receiverOf,
  recordAttempt,
  targetOf,
} from './channel.ts'
import { inPortions } from './portions.ts'

export interface AddressedDeps extends AttemptDeps {
  readonly queue: DeliveryQueue
  readonly settings: Pick<SettingsStore, 'find'>
  readonly roleMembers: Pick<RoleMembers, 'rolesOf'>
  /** The URL under which a person reads a ticket, with `{ticket_uuid}` in it. */
  readonly publicUrl: string
}

/** What makes a channel that sends messages to addresses of people: by mail, for one. */
export interface AddressedChannel {
  readonly name: Exclude<PersonChannel, 'live'>
  /** The user's address; `""`: the channel sends them nothing. */
  readonly addressOf: (settings: NotificationSettingsData) => string
  readonly sender: MessageSender
}

const TOGETHER = 20

/**
 * A channel to people who gave an address in their settings, for the events that they chose. A message goes to the address
 * that is in the settings when it is sent, and is not sent to a user who no longer holds the role that it concerns.
 */
export const addressedChannel = (deps: AddressedDeps, { name, addressOf, sender }: AddressedChannel): Channel => {
  const { queue, deliveries, settings, roleMembers, publicUrl } = deps
  return {
    name,
    notify: async (_events, recipients) => {
      const settingsOf = await settings.find(recipients.map(({ user }) => user))
      const wanted = recipients.filter(({ user, event }) => {
        const own = settingsOf.get(user)
        const types: readonly string[] = own?.channels[name] ?? []
        return own !== undefined && addressOf(own) !== '' && types.includes(event.type)
      })
      await inPortions(
        wanted,
        ({ user }) => user,
        (portion) =>
          queue.add(
            portion.map(({ user, event, role }) => newDelivery(event, name, user, receiverOf(name, user), role)),
          ),
      )
    },
    deliver: async (claim, mayBegin) => {
      const user = targetOf(claim)
      const due = await deliveries.due(claim.receiver, claim.at, TOGETHER)
      const own = (await settings.find([user])).get(user)
      const address = own === undefined ? '' : addressOf(own)
      for (const delivery of due) {
        const send = async (): Promise<AttemptResult> => {
          if (own === undefined || address === '') return { status: 0, error: 'the user has no address', final: true }
          if (delivery.role !== null && !(await roleMembers.rolesOf(user)).has(delivery.role))
            return { status: 0, error: 'the user no longer holds the role', final: true }
          return sender.send(address, delivery.uuid, personalMessage(delivery.notice, own.language, publicUrl))
        }
        // Asked once its turn has come: while it waited, the claim may have become another process's.
        const made = await sender.inTurn(async () => (mayBegin() ? attempt(deps, send) : null))
        if (made === null) return 0
        const { result, log } = made
        await recordAttempt(deps, delivery, result, log)
        if (result.final !== true && result.error !== '') return pauseAfter(result, deps)
      }
      return 0
    },
  }
}
