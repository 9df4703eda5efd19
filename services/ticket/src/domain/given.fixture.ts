import type { Principal, Step, TicketInfo } from '@gongdan/contracts'
import { v5 as uuidv5 } from 'uuid'
import type { TicketCommand } from './commands.ts'
import { decide, isRefusal } from './decide.ts'
import { evolve } from './evolve.ts'
import type { TicketEntry, TicketFact } from './facts.ts'
import { builtInProcess, type Definition } from './plan.ts'
import type { Ticket } from './ticket.ts'

/** The people, processes and tickets that the tests of this service speak of. */
export const person = (userUuid: string, tenantUuid: string, ...roles: readonly string[]): Principal => ({
  userUuid,
  userName: `name of ${userUuid}`,
  tenantUuid,
  tenantName: `name of ${tenantUuid}`,
  roles: roles.map((uuid) => ({ uuid, name: `name of ${uuid}` })),
})

export const lin = person('lin', 'acme', 'developer')
export const colleague = person('colleague', 'acme', 'developer')
export const firstApprover = person('first', 'acme', 'operations')
export const secondApprover = person('second', 'acme', 'finance')
export const administrator = person('admin', 'acme', 'acme')
export const superAdministrator = person('root', 'system', 'system')
export const stranger = person('stranger', 'umbrella', 'umbrella', 'operations')

const step = (roleUuid: string): Step => ({
  tenantUuid: 'acme',
  tenantName: 'Acme',
  roleUuid,
  roleName: `the ${roleUuid}`,
})

export const processUuid = 'ba452aa0-b1c5-41d5-97ce-be07ebe0a749'
export const twoSteps: Definition = {
  processUuid,
  tenantUuid: 'acme',
  name: 'two steps',
  version: 1,
  steps: [step('operations'), step('finance')],
}
export const definitionOf =
  (applicant: Principal, known: readonly Definition[] = [twoSteps]) =>
  (uuid: string): Definition | null =>
    uuid === 'system' ? builtInProcess(applicant) : (known.find((one) => one.processUuid === uuid) ?? null)

export const ticketUuid = 'fdf54510-55e2-44e9-ae85-fdd638af7732'
export const feedback: TicketInfo = {
  name: 'it is slow',
  type: 'FEEDBACK',
  reason: 'very',
  processUuid,
  clusterUuid: '',
  details: null,
}
export const image: TicketInfo = {
  ...feedback,
  name: 'an image',
  type: 'TENCENT_IMAGE_CREATE',
  details: '{"region":"ap-guangzhou","instance_id":"ins-demo0001","image_name":"nightly"}',
}
export const hashOf = (details: string): string => `hash of ${details.length}`

type Ask = (principal: Principal) => TicketCommand
export const save = (info: TicketInfo, isNew = true): Ask => write('save', info, isNew)
export const submit = (info: TicketInfo, isNew = true): Ask => write('submit', info, isNew)
const write =
  (action: 'save' | 'submit', info: TicketInfo, isNew: boolean): Ask =>
  (principal) => ({
    action,
    principal,
    isNew,
    info,
    detailUuid: uuidv5(info.name, ticketUuid),
    definitionOf: definitionOf(principal),
  })
export const submitSaved: Ask = (principal) => ({
  action: 'submit-saved',
  principal,
  definitionOf: definitionOf(principal),
})
export const submitOverruled: Ask = (principal) => ({
  action: 'submit-overruled',
  principal,
  definitionOf: definitionOf(principal),
})
export const pass: Ask = (principal) => ({ action: 'pass', principal, config: null, hashOf })
export const overrule: Ask = (principal) => ({ action: 'overrule', principal, reason: 'not now' })
export const withdraw: Ask = (principal) => ({ action: 'withdraw', principal })
export const confirm: Ask = (principal) => ({ action: 'confirm', principal })
export const archive: Ask = (principal) => ({ action: 'archive', principal })
export const remove: Ask = (principal) => ({ action: 'delete', principal })
export const requestImage: Ask = (principal) => ({ action: 'request-image', principal, hashOf })

export const asEntry = (fact: TicketFact, seq: number, by: Principal | null): TicketEntry => ({
  ...fact,
  seq,
  at: 1_000 * seq,
  by,
})

/** The ticket after these people did these things, each of which must be allowed. */
export const given = (...deeds: readonly (readonly [Ask, Principal])[]): Ticket | undefined => {
  let ticket: Ticket | undefined
  for (const [ask, principal] of deeds) {
    const decision = decide(ask(principal), ticket)
    if (isRefusal(decision)) throw new Error(`not allowed: ${decision.scode} ${decision.desc}`)
    for (const fact of decision)
      ticket = evolve(ticket, asEntry(fact, (ticket?.version ?? 0) + 1, principal), ticketUuid)
  }
  return ticket
}

/** What comes of it: the types of what happened, or the scode of the refusal. */
export const outcome = (ask: Ask, principal: Principal, ticket: Ticket | undefined): readonly string[] | number => {
  const decision = decide(ask(principal), ticket)
  return isRefusal(decision) ? decision.scode : decision.map((fact) => fact.type)
}
