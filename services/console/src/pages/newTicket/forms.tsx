import type { TicketTypeCode } from '@gongdan/contracts'
import { useQuery } from '@tanstack/react-query'
import { FileQuestion } from 'lucide-react'
import { useNavigationType } from 'react-router'
import { typeForm } from '../../forms/typeForm.ts'
import { emptyValues, unknownFields, valuesOf } from '../../forms/values.ts'
import { placeFor } from '../../session/kept.ts'
import { queries } from '../../session/queries.ts'
import { useSession } from '../../session/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { newTicketWords } from '../../words/newTicket.ts'
import { useWords } from '../../words/words.ts'
import type { TicketForm } from './keptForm.ts'
import { TicketFormPage } from './TicketFormPage.tsx'

const emptyForm = (type: TicketTypeCode, processUuid: string): TicketForm => ({
  head: { ticket_name: '', reason: '', cluster_uuid: '' },
  values: emptyValues(typeForm(type)),
  processUuid,
  cc: [],
})

/** A ticket that there is, to edit or to copy. */
export const OfTicket = ({ uuid, as }: { readonly uuid: string; readonly as: 'edit' | 'copy' }) => {
  const say = useWords(newTicketWords)
  const person = useSession()
  const { data: ticket, error, refetch } = useQuery({ ...queries.ticket(uuid), staleTime: Number.POSITIVE_INFINITY })
  if (ticket === undefined) {
    return (
      <Page title={say.title}>
        {error === null ? <Skeleton lines={8} /> : <ErrorState error={error} onRetry={() => refetch()} />}
      </Page>
    )
  }
  const { ticket_type_code: type, can } = ticket
  if (as === 'edit' && !can.includes('save')) {
    return (
      <Page title={ticket.ticket_name}>
        <Empty
          icon={<FileQuestion size={24} />}
          title={say.notEditable}
          action={
            <ButtonLink look="primary" to={`/ticket/${uuid}`}>
              {say.back}
            </ButtonLink>
          }
        >
          {say.notEditableText}
        </Empty>
      </Page>
    )
  }
  const form = typeForm(type)
  const group: unknown = form.place === null ? {} : Object(ticket)[form.place.group]
  const section: Readonly<Record<string, unknown>> =
    form.place === null ? {} : Object(Object(group)[form.place.section])
  const start: TicketForm = {
    head: { ticket_name: ticket.ticket_name, reason: ticket.reason, cluster_uuid: '' },
    values: valuesOf(form, section),
    processUuid: ticket.process_uuid || 'system',
    cc: [],
  }
  const place = placeFor(person, `${as}.${uuid}.${ticket.version}`)
  return (
    <TicketFormPage
      key={place}
      place={place}
      type={type}
      start={start}
      kept={unknownFields(form, section)}
      {...(as === 'edit' ? { edited: ticket } : { copied: ticket })}
      onReload={() => refetch()}
    />
  )
}

/** The empty form of a type, or the one that was begun; on a process if one has come from there. */
export const NewForm = ({ type, process }: { readonly type: TicketTypeCode; readonly process: string | null }) => {
  const place = placeFor(useSession(), `new.${type}`)
  // After a reload or a step back the process is the one that was chosen in the form.
  const isChosen = useNavigationType() === 'PUSH' && process !== null
  return (
    <TicketFormPage
      key={place}
      place={place}
      type={type}
      start={emptyForm(type, process ?? 'system')}
      kept={{}}
      {...(isChosen && { onProcess: process })}
    />
  )
}
