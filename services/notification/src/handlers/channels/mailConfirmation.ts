import type { SealKeys } from '@gongdan/service'
import { v5 as uuidv5 } from 'uuid'
import { confirmationOf } from '../../domain/confirmation.ts'
import type { MessageSender, ReceiverQueue, SettingsStore } from '../../domain/ports.ts'
import { mailToken } from '../mailToken.ts'
import { type Channel, inTime, receiverOf, targetOf } from './channel.ts'

interface Deps {
  readonly settings: Pick<SettingsStore, 'unconfirmed'>
  readonly receivers: Pick<ReceiverQueue, 'schedule'>
  readonly sender: MessageSender
  readonly keys: SealKeys
  /** The page that takes the token, with `{token}` in it; `""`: there is none. */
  readonly link: string
  /** Of the waits (see NOTIFY_RETRY_SCALE). */
  readonly scale: number
  readonly clock: () => number
}

const NAME = 'mail-confirmation'
const NAMESPACE = '5f2a6c1e-3c57-5d0e-9a43-6a6f2f0b8f52'
const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 24 * 3_600_000]

/** The receiver to schedule when a user has set an address. */
export const confirmationReceiver = (user: string): string => receiverOf(NAME, user)

/**
 * Sends a token to the address that a user has set, as long as it is not confirmed: at most one mail a minute for a user, so
 * that it does not fill a mailbox, and again for a day while the mail server turns it away.
 */
export const mailConfirmationChannel = (deps: Deps): Channel => {
  const { settings, receivers, sender, keys, link, scale, clock } = deps
  const scaled = (ms: number) => Math.ceil(ms * Math.min(1, scale))
  return {
    name: NAME,
    notify: async () => {},
    deliver: (claim, mayBegin) =>
      sender.inTurn(async () => {
        if (!mayBegin()) {
          await receivers.schedule([claim.receiver])
          return 0
        }
        const user = targetOf(claim)
        const asked = await settings.unconfirmed(user)
        if (asked === null) return 0
        const { address, language, since } = asked
        const id = uuidv5(`${user} ${address} ${since}`, NAMESPACE)
        const mail = confirmationOf(mailToken(keys, user, address, clock()), language, link)
        const { error, final } = await inTime(sender.send(address, id, mail))
        const ageMs = clock() - since
        if (error === '' || final === true || ageMs > DAY_MS) return scaled(MINUTE_MS)
        await receivers.schedule([claim.receiver])
        return scaled(Math.min(HOUR_MS, Math.max(MINUTE_MS, ageMs)))
      }),
  }
}
