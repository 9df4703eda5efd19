import type { DetailRow } from './detailRows.ts'

type Table = NonNullable<DetailRow['table']>

/** A table of an edited round: rows that are gone, and those that there are, of which some are new. */
export interface ChangedTable {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly cells: readonly string[]; readonly change: 'gone' | 'new' | 'none' }[]
}

/** A table beside what it was in the round before: rows that are gone come first. The order of rows says nothing. */
export const tableChanges = (now: Table | undefined, was: Table | undefined): ChangedTable => {
  const columns = [...new Set([...(now?.columns ?? []), ...(was?.columns ?? [])])]
  // Columns are those that some row says something in, which may be others in each round.
  const inColumns = (table: Table | undefined) =>
    (table?.rows ?? []).map((row) => columns.map((column) => row[table?.columns.indexOf(column) ?? -1] ?? ''))
  const keyOf = (cells: readonly string[]): string => JSON.stringify(cells)
  const left = new Map<string, number>()
  const before = inColumns(was)
  for (const cells of before) left.set(keyOf(cells), (left.get(keyOf(cells)) ?? 0) + 1)
  /** Whether there is one more of these cells to be matched, which then is. */
  const take = (cells: readonly string[]): boolean => {
    const count = left.get(keyOf(cells)) ?? 0
    left.set(keyOf(cells), count - 1)
    return count > 0
  }
  const rows = inColumns(now).map((cells) => ({ cells, change: take(cells) ? ('none' as const) : ('new' as const) }))
  const gone = before.filter(take).map((cells) => ({ cells, change: 'gone' as const }))
  return { columns, rows: [...gone, ...rows] }
}
