import { type TicketTypeCode, ticketTypeCodes } from '@gongdan/contracts'
import type { Head } from '../../forms/problems.ts'
import type { FormValues } from '../../forms/values.ts'
import type { Owner } from '../../people/owner.ts'
import type { Person } from '../../session/claims.ts'

/** What a form holds: the fields of every ticket, those of its type, the process and who gets a copy. */
export interface TicketForm {
  readonly head: Head
  readonly values: FormValues
  readonly processUuid: string
  readonly cc: readonly Owner[]
}

const prefix = 'gongdan.form.'

/** Where this tab keeps a form of somebody: who signs in here after them is offered none of it. */
export const placeFor = ({ tenantUuid, uuid }: Person, what: string): string => `${tenantUuid}.${uuid}.${what}`

/** The form as this tab has kept it; null where there is none, or what is there is of another version. */
export const keptForm = (place: string): TicketForm | null => {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(prefix + place) ?? 'null')
    const { head, values } = Object(read)
    return typeof head === 'object' && typeof values === 'object' ? (read as TicketForm) : null
  } catch {
    return null
  }
}

/** Keeps a form in this tab, and no longer than it is open; null forgets it. */
export const keepForm = (place: string, form: TicketForm | null): void => {
  try {
    if (form === null) sessionStorage.removeItem(prefix + place)
    else sessionStorage.setItem(prefix + place, JSON.stringify(form))
  } catch {
    // Without storage a form lasts as long as its page.
  }
}

/** New tickets that a person began in this tab and did not send, with the names that they have so far. */
export const keptForms = (person: Person): readonly { readonly type: TicketTypeCode; readonly name: string }[] =>
  ticketTypeCodes.flatMap((type) => {
    const form = keptForm(placeFor(person, `new.${type}`))
    return form === null ? [] : [{ type, name: form.head.ticket_name }]
  })
