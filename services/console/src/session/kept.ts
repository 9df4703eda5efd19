import type { Person } from './claims.ts'

const prefix = 'gongdan.form.'

/** Where this tab keeps what somebody has begun: who signs in here after them is offered none of it. */
export const placeFor = ({ tenantUuid, uuid }: Person, what: string): string => `${tenantUuid}.${uuid}.${what}`

/** What this tab has kept there, which another version may have written; null for nothing. */
export const kept = (place: string): unknown => {
  try {
    return JSON.parse(sessionStorage.getItem(prefix + place) ?? 'null')
  } catch {
    return null
  }
}

/** Keeps something in this tab, and no longer than it is open; null forgets it. */
export const keep = (place: string, what: object | null): void => {
  try {
    if (what === null) sessionStorage.removeItem(prefix + place)
    else sessionStorage.setItem(prefix + place, JSON.stringify(what))
  } catch {
    // Without storage it lasts as long as its page.
  }
}
