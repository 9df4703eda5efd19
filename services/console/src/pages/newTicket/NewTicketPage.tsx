import { type TicketTypeCode, ticketTypes } from '@gongdan/contracts'
import { lazy } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { TypeTiles } from './TypeTiles.tsx'

// What forms are made from is loaded with the first form, not with the types to choose from.
const NewForm = lazy(async () => ({ default: (await import('./forms.tsx')).NewForm }))
const OfTicket = lazy(async () => ({ default: (await import('./forms.tsx')).OfTicket }))

const isType = (text: string | undefined): text is TicketTypeCode =>
  text !== undefined && Object.hasOwn(ticketTypes, text)

/** A ticket is written: the types to choose from, the form of one, or that of a ticket to edit or to copy. */
export const NewTicketPage = () => {
  const { type, uuid } = useParams()
  const [search] = useSearchParams()
  const copied = search.get('copy')
  if (uuid !== undefined) return <OfTicket uuid={uuid} as="edit" />
  if (copied !== null) return <OfTicket uuid={copied} as="copy" />
  const process = search.get('process')
  return isType(type) ? (
    <NewForm key={`${type} ${process}`} type={type} process={process} />
  ) : (
    <TypeTiles process={process} />
  )
}
