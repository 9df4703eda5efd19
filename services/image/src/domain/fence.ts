/**
 * What we write into an image so that it can be found and told from others' (Tencent names no instance and takes no
 * client token): the name it is created under, the one uniqueness the server offers, and a marker at the very start of
 * its description.
 */

/** The name an attempt's image is created under; at most 60 characters for any number of attempts. */
export const fencingName = (ticketUuid: string, attempt: number): string => `tkt-${ticketUuid}-${attempt}`

/** True for a name that may be some ticket's fence: never given to an image as its wanted name. */
export const looksLikeFence = (name: string): boolean => name.startsWith('tkt-')

/** The description of an attempt's image: the marker, then the applicant's own text. */
export const markedDescription = (ticketUuid: string, attempt: number, text: string): string =>
  text === '' ? `tkt:${ticketUuid}#${attempt}` : `tkt:${ticketUuid}#${attempt} ${text}`

/** Anchored, so that an applicant's text cannot forge another ticket's marker further on. */
const MARKER = /^tkt:([0-9a-f-]{36})#(\d{1,9})( |$)/
const FENCE = /^tkt-([0-9a-f-]{36})-(\d{1,9})$/

/** Whose image it is. */
export interface Mark {
  readonly ticketUuid: string
  readonly attempt: number
}

const markIn = (pattern: RegExp, text: string): Mark | null => {
  const [, ticketUuid, attempt] = pattern.exec(text) ?? []
  return ticketUuid === undefined ? null : { ticketUuid, attempt: Number(attempt) }
}

/** The marker of a description, or null. */
export const parseMarker = (description: string): Mark | null => markIn(MARKER, description)

/** The ticket and attempt of a fencing name, or null. */
export const parseFence = (name: string): Mark | null => markIn(FENCE, name)
