import type { Ticket } from '@gongdan/sdk'

/** What is kept of a ticket that is ticked: enough to decide on it when its page is no longer shown. */
export type Picked = Pick<Ticket, 'ticket_uuid' | 'ticket_name' | 'version' | 'ticket_type_code' | 'can' | 'processers'>

/** The ticked tickets by their uuids, in the order in which they were ticked, and the one that a range begins at. */
export type Selection = { readonly picked: ReadonlyMap<string, Picked>; readonly anchor: string | null }

export const nothing: Selection = { picked: new Map(), anchor: null }

/** What can be done to many of one's own tickets at once; elsewhere tickets are ticked to be decided on. */
const ownActions = ['withdraw', 'urge', 'confirm', 'archive', 'delete'] as const

/** Whether a row has a checkbox. One's own tickets, and those whose turn is another's, have none outside one's own list. */
export const isSelectable = ({ can }: Pick<Ticket, 'can'>, scope: string): boolean =>
  scope === 'applied' ? ownActions.some((action) => can.includes(action)) : can.includes('pass')

const withPicked = (selection: Selection, rows: readonly Picked[], ticked: boolean): ReadonlyMap<string, Picked> => {
  const picked = new Map(selection.picked)
  for (const row of rows) {
    if (ticked) picked.set(row.ticket_uuid, row)
    else picked.delete(row.ticket_uuid)
  }
  return picked
}

/** Ticks or unticks one row; it is where the next range begins. */
export const pick = (selection: Selection, row: Picked, ticked: boolean): Selection => ({
  picked: withPicked(selection, [row], ticked),
  anchor: row.ticket_uuid,
})

/** As `pick`, for all rows from the one that was picked last to this one; `rows` are those that can be picked, as shown. */
export const pickRange = (selection: Selection, rows: readonly Picked[], row: Picked, ticked: boolean): Selection => {
  const from = rows.findIndex(({ ticket_uuid }) => ticket_uuid === selection.anchor)
  const to = rows.findIndex(({ ticket_uuid }) => ticket_uuid === row.ticket_uuid)
  if (from === -1 || to === -1) return pick(selection, row, ticked)
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { picked: withPicked(selection, range, ticked), anchor: row.ticket_uuid }
}

/** Ticks or unticks all of these. */
export const pickAll = (selection: Selection, rows: readonly Picked[], ticked: boolean): Selection => ({
  picked: withPicked(selection, rows, ticked),
  anchor: selection.anchor,
})

/** Without these tickets: they were decided on, or are no longer to be had. */
export const without = (selection: Selection, uuids: Iterable<string>): Selection => {
  const picked = new Map(selection.picked)
  for (const uuid of uuids) picked.delete(uuid)
  return { ...selection, picked }
}

/** How many of the ticked are not among these rows. */
export const countElsewhere = ({ picked }: Selection, rows: readonly Picked[]): number => {
  const here = rows.filter(({ ticket_uuid }) => picked.has(ticket_uuid)).length
  return picked.size - here
}

/** What can be done to every ticked ticket. */
export const actionsOf = ({ picked }: Selection): ReadonlySet<Ticket['can'][number]> => {
  const [first, ...others] = [...picked.values()]
  return new Set((first?.can ?? []).filter((action) => others.every(({ can }) => can.includes(action))))
}
