import { type TicketTypeCode, ticketTypeCodes } from '@gongdan/contracts'
import type { Head } from '../../forms/problems.ts'
import type { FormValues } from '../../forms/values.ts'
import type { Owner } from '../../people/owner.ts'
import type { Person } from '../../session/claims.ts'
import { keep, kept, placeFor } from '../../session/kept.ts'

/** What a form holds: the fields of every ticket, those of its type, the process and who gets a copy. */
export interface TicketForm {
  readonly head: Head
  readonly values: FormValues
  readonly processUuid: string
  readonly cc: readonly Owner[]
}

/** The form as this tab has kept it; null where there is none, or what is there is of another version. */
export const keptForm = (place: string): TicketForm | null => {
  const read = kept(place)
  const { head, values } = Object(read)
  return typeof head === 'object' && typeof values === 'object' ? (read as TicketForm) : null
}

/** Keeps a form in this tab; null forgets it. */
export const keepForm: (place: string, form: TicketForm | null) => void = keep

/** New tickets that a person began in this tab and did not send, with the names that they have so far. */
export const keptForms = (person: Person): readonly { readonly type: TicketTypeCode; readonly name: string }[] =>
  ticketTypeCodes.flatMap((type) => {
    const form = keptForm(placeFor(person, `new.${type}`))
    return form === null ? [] : [{ type, name: form.head.ticket_name }]
  })
