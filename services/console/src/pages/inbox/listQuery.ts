import { queryOptions } from '@tanstack/react-query'
import { gongdan } from '../../session/gongdan.ts'
import { filterOf, pageOf, readView, type View, writeView } from './address.ts'

/** Reads the page of tickets at an address. */
export const ask = (address: string, signal?: AbortSignal) => {
  const view = readView(address)
  return gongdan().tickets.list({ ...filterOf(view), ...pageOf(view) }, { signal })
}

/** The address of a list, whatever ticket is open beside it. */
export const addressOf = (view: View): string => writeView({ ...view, ticket: '' })

/** The page at an address, under the key by which it is kept. */
export const queryOf = (address: string) =>
  queryOptions({
    queryKey: ['tickets', 'list', address],
    queryFn: ({ signal }) => ask(address, signal),
    gcTime: 60_000,
  })

/** The page that a view shows. */
export const listQuery = (view: View) => queryOf(addressOf(view))
