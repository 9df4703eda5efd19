import type { FindSettings } from '../adapters/mailChannel.ts'
import type { Mailer } from '../adapters/mailer.ts'
import { mailOf } from '../domain/mail.ts'
import type { Tried } from '../domain/schedule.ts'
import { type Delivering, pauseAfterFailure, type RunLane, settle, timed } from './delivering.ts'

export interface MailNeeds extends Delivering {
  readonly findSettings: FindSettings
  readonly mailer: Mailer
  /** Where a person reads a ticket. */
  readonly link: string
}

const TOGETHER = 20

/** Sends a user his mails, to the address that is in his settings now and to no other. */
export const deliverMails = (needs: MailNeeds): RunLane => {
  const { deliveries, findSettings, mailer, clock, link, mayBegin } = needs
  return async (claim) => {
    const user = claim.lane.slice(claim.lane.indexOf(' ') + 1)
    const due = await deliveries.due(claim.lane, claim.at, TOGETHER)
    const said = (await findSettings([user])).get(user)
    for (const delivery of due) {
      if (!mayBegin(claim)) return 0
      const send = async (): Promise<Tried> =>
        said === undefined || said.mail_address === ''
          ? { status: 0, error: 'the user has no address', final: true }
          : mailer.send(said.mail_address, delivery._id, mailOf(delivery.notice, said.language, link))
      const { tried, attempt } = await timed(clock, send)
      await settle(needs, delivery, tried, attempt)
      if (tried.error !== '' && tried.final !== true) return pauseAfterFailure(needs)
    }
    return 0
  }
}
