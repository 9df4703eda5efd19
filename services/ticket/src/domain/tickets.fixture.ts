import {
  actorOf,
  type Decision,
  isRefusal,
  type Principal,
  type Step,
  seatOwnerKey,
  type TicketChange,
  type TicketInfo,
} from '@gongdan/contracts'
import { v5 as uuidv5 } from 'uuid'
import { type Action, actions, type DecisionContext, type TicketCommandType } from './actions/index.ts'
import type { DomainEvent, HistoryEvent } from './events.ts'
import { evolve } from './evolve.ts'
import type { Definition } from './plan.ts'
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

const everybody = [lin, colleague, firstApprover, secondApprover, administrator, superAdministrator, stranger]
/** Whose tokens were seen. */
const knownPeople = new Map(everybody.map((one) => [seatOwnerKey({ kind: 'user', ...one }), one.userName]))

const commandId = '1f1f3c50-4f60-4d62-8a9b-60b4a3e1f7c1'
const context: DecisionContext = {
  evaluate: () => ({ failure: 'there are no conditions here' }),
  imageGuard: { tagKey: null, trustsTenants: true },
  fulfilledTypes: new Set(['VM_SPECIFICATION', 'VOLUME_EXPANSION']),
  imageVerdict: () => undefined,
  definitionOf: (uuid) => (uuid === processUuid ? twoSteps : null),
  roleNames: new Map(),
  names: knownPeople,
  sha256: (text) => `hash of ${text.length}`,
  detailUuid: () => uuidv5('details', commandId),
  absentOf: () => [],
  at: 0,
}

/** A command, but for who sends it. */
export interface Request {
  readonly type: TicketCommandType
  readonly body?: object
  readonly item?: object
}

/** Decides a command on a ticket, in a context that differs from the usual one. */
export const decideIn = (
  differs: Partial<DecisionContext>,
  { type, body, item }: Request,
  principal: Principal,
  ticket: Ticket | undefined,
): Decision<DomainEvent> => {
  const whole = { commandId, ticketUuid, ...item }
  const command = {
    body: { principal, items: [whole], stepId: null, cc: [], ...body },
    item: whole,
    context: { ...context, ...differs },
  }
  return (actions[type] as Action).decide(ticket, command as never)
}

/** Decides a command on a ticket, at that time. */
export const decide = (
  request: Request,
  principal: Principal,
  ticket: Ticket | undefined,
  at = 0,
): Decision<DomainEvent> => decideIn({ at }, request, principal, ticket)

/** A change that leaves everything as it is. */
export const unchanged = { name: null, reason: null, processUuid: null, clusterUuid: null, details: null } as const
export const save = (info: TicketChange, isNew = true): Request => ({ type: 'ticket.save', item: { info, isNew } })
export const submit = (info: TicketChange, isNew = true): Request => ({ type: 'ticket.submit', item: { info, isNew } })
export const submitSaved: Request = { type: 'ticket.submit-saved' }
export const submitOverruled: Request = { type: 'ticket.submit-overruled' }
export const pass: Request = { type: 'ticket.pass', body: { stepId: null, config: null, reason: '' } }
export const overrule: Request = { type: 'ticket.overrule', body: { stepId: null, reason: 'not now' } }
/** To a step, or to the applicant. */
export const returnTo = (toStepId: number | null): Request => ({
  type: 'ticket.return',
  body: { stepId: null, toStepId, reason: 'not yet' },
})
/** One person or more of tenant acme, all of whom must approve unless `more` says otherwise. */
export const add = (
  where: 'before' | 'beside' | 'after',
  userUuids: readonly string[],
  more: object = {},
): Request => ({
  type: 'ticket.add-approvers',
  body: {
    stepId: null,
    where,
    approvers: userUuids.map((userUuid) => ({
      owner: { kind: 'user', tenantUuid: 'acme', tenantName: '', userUuid, userName: '' },
      count: 1,
    })),
    need: 'all',
    reason: 'look at it, please',
    ...more,
  },
})
/** To another person, the first open seat that is the caller's to give. */
export const transferTo = (userUuid: string, more: object = {}): Request => ({
  type: 'ticket.transfer',
  body: { stepId: null, seatId: null, to: { userUuid, userName: '' }, reason: 'on leave', ...more },
})
export const terminate: Request = { type: 'ticket.terminate', body: { reason: 'nobody approves it' } }
export const withdraw: Request = { type: 'ticket.withdraw' }
export const urge: Request = { type: 'ticket.urge', body: { reason: '' } }
export const confirm: Request = { type: 'ticket.confirm' }
export const archive: Request = { type: 'ticket.archive' }
export const remove: Request = { type: 'ticket.delete' }
export const retryFulfilment: Request = { type: 'ticket.retry-fulfilment' }
export const requestImage: Request = { type: 'ticket.request-image' }

/** An event with its place in a history; one a second. */
export const recorded = (event: DomainEvent, seq: number, by: Principal | null): HistoryEvent => ({
  ...event,
  seq,
  at: 1_000 * seq,
  by: by && actorOf(by),
})

/** Commands, each with who sends it. */
export type Story = readonly (readonly [Request, Principal])[]

/** The ticket after these commands, each of which must be accepted. */
export const ticketAfter = (...story: Story): Ticket | undefined => {
  let ticket: Ticket | undefined
  for (const [request, principal] of story) {
    const decision = decide(request, principal, ticket)
    if (isRefusal(decision)) throw new Error(`refused: ${decision.scode} ${decision.desc}`)
    for (const event of decision) {
      ticket = evolve(ticket, recorded(event, (ticket?.version ?? 0) + 1, principal), ticketUuid)
    }
  }
  return ticket
}

/** What a command results in: the types of the events, or the scode of the refusal. */
export const outcome = (
  request: Request,
  principal: Principal,
  ticket: Ticket | undefined,
  at = 0,
): readonly string[] | number => {
  const decision = decide(request, principal, ticket, at)
  return isRefusal(decision) ? decision.scode : decision.map((event) => event.type)
}
