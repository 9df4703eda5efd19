import { checkDetails, type Principal, type TicketInfo } from '@gongdan/contracts'
import type { CommandOf } from './commands.ts'
import type { TicketFact } from './facts.ts'
import { type Definition, makePlan } from './plan.ts'
import type { Refusal } from './policy.ts'
import type { Plan, Ticket } from './ticket.ts'

/** Entries and bytes of history at which saves and submissions end (design decision 1). */
export const FULL_ENTRIES = 200
export const FULL_BYTES = 8 * 1024 * 1024

/** Saves or submits what the applicant wrote: a new ticket, or new details of his own. */
export const draft = (
  command: CommandOf<'save' | 'submit'>,
  ticket: Ticket | undefined,
): readonly TicketFact[] | Refusal => {
  const { action, principal, detailUuid } = command
  if (isFull(ticket)) return full
  const definition = command.definitionOf(command.info.processUuid)
  if (!isUsable(definition, principal)) return unusable(command.info.processUuid)
  const checked = checkDetails(command.info.type, command.info.details, action === 'save' ? 'draft' : 'complete')
  if (!checked.fits) return { scode: 3006, desc: checked.problem }
  const info: TicketInfo = { ...command.info, details: checked.details }
  const applicantRole = roleOf(principal)
  return action === 'save'
    ? [{ type: 'ticket.saved', data: { info, processName: definition.name, detailUuid, applicantRole } }]
    : [submitted(info, detailUuid, makePlan(definition, principal), applicantRole)]
}

/** Submits the details as they were saved, overruled or withdrawn: a new round from step 1 (contract §3). */
export const resubmit = (
  { principal, definitionOf }: CommandOf<'submit-saved' | 'submit-overruled'>,
  ticket: Ticket,
): readonly TicketFact[] | Refusal => {
  if (isFull(ticket)) return full
  const definition = definitionOf(ticket.info.processUuid)
  if (!isUsable(definition, principal)) return unusable(ticket.info.processUuid)
  const checked = checkDetails(ticket.info.type, ticket.info.details, 'complete')
  if (!checked.fits) return { scode: 3006, desc: checked.problem }
  return [submitted(null, ticket.detailUuid, makePlan(definition, principal), roleOf(principal))]
}

const submitted = (info: TicketInfo | null, detailUuid: string, plan: Plan, applicantRole: string): TicketFact => ({
  type: 'ticket.submitted',
  data: { info, detailUuid, plan, applicantRole },
})

/** The built-in process, or one of the applicant's own tenant (contract §3). */
const isUsable = (definition: Definition | null, applicant: Principal): definition is Definition =>
  definition !== null && definition.tenantUuid === applicant.tenantUuid

const unusable = (processUuid: string): Refusal => ({
  scode: 3005,
  desc: `process ${processUuid} does not exist in your tenant`,
})

const isFull = (ticket: Ticket | undefined): boolean =>
  ticket !== undefined && (ticket.version >= FULL_ENTRIES || ticket.bytes >= FULL_BYTES)

const full: Refusal = { scode: 3002, desc: 'the history is full' }

/** `applyer_role`: the name of the caller's first role, else 租户 (contract §3). */
const roleOf = (principal: Principal): string => principal.roles[0]?.name || '租户'
