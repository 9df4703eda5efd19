import { z } from 'zod'
import { type Refused, refused, tooManyCode } from './refusal.ts'

/** The paging of every Describe action: 20 rows unless asked otherwise, 100 at most. */
export const paging = {
  Offset: z.int().nonnegative().optional(),
  Limit: z.int().min(1).max(100).optional(),
}

/** The page of the rows that was asked for. */
export const page = <T>(rows: readonly T[], asked: { Offset?: number | undefined; Limit?: number | undefined }) => {
  const { Offset = 0, Limit = 20 } = asked
  return rows.slice(Offset, Offset + Limit)
}

export const Filters = z.array(z.strictObject({ Name: z.string(), Values: z.array(z.string()) }))
export type Filters = z.infer<typeof Filters>

/** The values a row has under a filter's name; undefined for a filter that does not exist. */
export type FilterReading<T> = (row: T, name: string) => { values: readonly string[]; fuzzy?: boolean } | undefined

/** A request has up to ten filters with up to five values each, all of names that exist. */
export const filterRefusal = (filters: Filters, exists: (name: string) => boolean): Refused | undefined => {
  if (filters.length > 10 || filters.some(({ Values }) => Values.length > 5)) {
    return refused(tooManyCode, 'More than ten filters, or more than five values in one.')
  }
  const unknown = filters.find(({ Name }) => !exists(Name))
  return unknown && refused('InvalidFilter', `There is no filter \`${unknown.Name}\`.`)
}

/** Whether a row passes: all filters must match, each by one of its values. Fuzzy means that the text is contained. */
export const passes = <T>(row: T, filters: Filters, reading: FilterReading<T>): boolean =>
  filters.every(({ Name, Values }) => {
    const read = reading(row, Name)
    return Values.some((wanted) =>
      read?.values.some((value) => (read.fuzzy ? value.includes(wanted) : value === wanted)),
    )
  })
