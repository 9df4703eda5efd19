import type { BatchOptions, Gongdan, Outcomes, Ticket } from '@gongdan/sdk'

export type Action = Ticket['can'][number]

/** A ticket that something is done to; with `version`, only as it was read. */
export type Item = Pick<Ticket, 'ticket_uuid' | 'ticket_name' | 'ticket_type_code' | 'processers'> & {
  readonly version?: number
}

/** A role or a person that is named in an action. */
export type Named = { readonly tenant_uuid: string; readonly role_uuid: string } | NamedPerson
export type NamedPerson = { readonly tenant_uuid: string; readonly user_uuid: string; readonly user_name?: string }

/** What an action takes beside its tickets. */
export type Given = {
  readonly reason?: string
  readonly config?: Readonly<Record<string, unknown>>
  readonly stepId?: number
  readonly toStepId?: number
  readonly seatId?: number
  readonly person?: NamedPerson
  readonly people?: readonly Named[]
  readonly where?: 'before' | 'beside' | 'after'
}

/** The actions that take a list of tickets; the others open a form. */
export const listActions = [
  'pass',
  'overrule',
  'return',
  'transfer',
  'add-approvers',
  'submit-saved',
  'submit-overruled',
  'withdraw',
  'terminate',
  'urge',
  'confirm',
  'archive',
  'cc',
  'delete',
  'request-image',
  'retry-fulfilment',
] as const satisfies readonly Action[]
export type ListAction = (typeof listActions)[number]

/** Sends an action on tickets, and gives the outcome of each. */
export const send = (
  gd: Gongdan,
  action: ListAction,
  tickets: readonly Item[],
  given: Given,
  options: BatchOptions,
): Outcomes<unknown> => {
  const items = tickets.map(({ ticket_uuid, version }) =>
    version === undefined ? ticket_uuid : { ticket_uuid, version },
  )
  const reason = given.reason ?? ''
  const step = given.stepId === undefined ? {} : { step_id: given.stepId }
  const seat = given.seatId === undefined ? {} : { seat_id: given.seatId }
  switch (action) {
    case 'pass': {
      const config = given.config === undefined ? {} : { config: given.config }
      return gd.tickets.pass(items, { ...(reason !== '' && { reason }), ...config, ...step, ...options })
    }
    case 'overrule':
      return gd.tickets.overrule(items, { reason, ...step, ...options })
    case 'return': {
      const to = given.toStepId === undefined ? {} : { to_step_id: given.toStepId }
      return gd.tickets.return(items, { reason, ...step, ...to, ...options })
    }
    case 'transfer': {
      const { user_uuid = '', user_name } = given.person ?? {}
      const to = user_name === undefined ? { user_uuid } : { user_uuid, user_name }
      return gd.tickets.transfer(items, { reason, to, ...step, ...seat, ...options })
    }
    case 'add-approvers':
      return gd.tickets.addApprovers(items, {
        reason,
        where: given.where ?? 'beside',
        approvers: given.people ?? [],
        ...step,
        ...options,
      })
    case 'cc':
      return gd.tickets.cc(items, { people: given.people ?? [], ...options })
    case 'terminate':
      return gd.tickets.terminate(items, { reason, ...options })
    case 'urge':
      return gd.tickets.urge(items, { ...(reason !== '' && { reason }), ...options })
    case 'submit-saved':
      return gd.tickets.submitSaved(items, options)
    case 'submit-overruled':
      return gd.tickets.submitOverruled(items, options)
    case 'withdraw':
      return gd.tickets.withdraw(items, options)
    case 'confirm':
      return gd.tickets.confirm(items, options)
    case 'archive':
      return gd.tickets.archive(items, options)
    case 'delete':
      return gd.tickets.delete(items, options)
    case 'request-image':
      return gd.images.create(items, options)
    case 'retry-fulfilment':
      return gd.fulfilment.retry(items, options)
  }
}
