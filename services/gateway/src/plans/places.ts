import { isRefusal, type Refusal, refusal } from '../http/refusal.ts'
import type { Ids } from '../route.ts'

type TicketRef = string | { readonly ticket_uuid: string; readonly version?: number | undefined }

/** A list as given, turned into distinct items; `order` names the item of each given place. */
interface Places<I> {
  readonly items: readonly I[]
  readonly order: readonly number[]
}

/** Repeated uuids become one item: one effect, and the same result at each of their places (contract §1). */
export const places = (uuids: readonly string[]): Places<string> => {
  const indexes = new Map<string, number>()
  const order = uuids.map((uuid) => {
    const index = indexes.get(uuid) ?? indexes.size
    indexes.set(uuid, index)
    return index
  })
  return { items: [...indexes.keys()], order }
}

/** The versions that the caller has read, by ticket; one ticket cannot have been read in two versions at once. */
const versionsOf = (list: readonly TicketRef[]): ReadonlyMap<string, number> | Refusal => {
  const versions = new Map<string, number>()
  for (const ref of list) {
    if (typeof ref === 'string' || ref.version === undefined) continue
    const { ticket_uuid, version } = ref
    if ((versions.get(ticket_uuid) ?? version) !== version) {
      return refusal(1002, `list: ${ticket_uuid} is given with different versions`)
    }
    versions.set(ticket_uuid, version)
  }
  return versions
}

/** The items of a command on the listed tickets, each with its command id and the version that the caller has read. */
export const ticketItems = (list: readonly TicketRef[], ids: Ids) => {
  const versions = versionsOf(list)
  if (isRefusal(versions)) return versions
  const { items, order } = places(list.map((ref) => (typeof ref === 'string' ? ref : ref.ticket_uuid)))
  return {
    items: items.map((ticketUuid, index) => {
      const version = versions.get(ticketUuid)
      return { commandId: ids.command(index), ticketUuid, ...(version === undefined ? {} : { version }) }
    }),
    order,
  }
}
