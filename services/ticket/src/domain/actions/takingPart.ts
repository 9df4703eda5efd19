import { type Forbiddable, type Refusal, refusal } from '@gongdan/contracts'
import type { Ticket } from '../ticket.ts'

// What the ways of changing who takes part in a running plan have in common.

/** So many times a round people may give seats away and add steps. */
const MAX_CHANGES = 40

const words: Readonly<Record<Forbiddable, readonly [en: string, cn: string]>> = {
  transfer: ['transfers', '转交'],
  add: ['additional approvers', '加签'],
  return: ['returns', '退回'],
  delegate: ['decisions of delegates', '委托审批'],
}

/** 3014 where the process of the ticket's round forbids it. */
export const forbidden =
  (what: Forbiddable) =>
  ({ plan }: Ticket): Refusal | null => {
    const [en, cn] = words[what]
    return plan?.forbid?.includes(what) ? refusal(3014, `it forbids ${en}`, `流程禁止${cn}`) : null
  }

/** 3012 where the round has had as many transfers and additions as it may. */
export const tooManyChanges = ({ round }: Ticket): Refusal | null =>
  round !== null && round.changes >= MAX_CHANGES
    ? refusal(
        3012,
        `it had ${MAX_CHANGES} transfers and additions in this round`,
        `本轮转交与加签已达 ${MAX_CHANGES} 次`,
      )
    : null

/** 3010 of a person who cannot take part in a ticket at all. `known`: their name, as a token showed it. */
export const refusePerson = (
  { applicant }: Ticket,
  { tenantUuid, userUuid }: { readonly tenantUuid: string; readonly userUuid: string },
  known: string | undefined,
): Refusal | null => {
  if (userUuid === applicant.userUuid) {
    return refusal(3010, `${userUuid} is the applicant of this ticket`, `${userUuid} 是此工单的申请人`)
  }
  return known === undefined
    ? refusal(
        3010,
        `no user ${userUuid} of tenant ${tenantUuid} was seen within 90 days`,
        `90 天内没有见过租户 ${tenantUuid} 的用户 ${userUuid}`,
      )
    : null
}
