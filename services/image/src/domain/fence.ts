/**
 * What is written into an image so that it can be found again and distinguished from other images, since Tencent takes
 * no client token and does not name an image's instance: the name it is created under, which the server keeps unique,
 * and a marker at the very start of its description (tencent §4.1).
 */

/** The name an attempt's image is created under; at most 60 characters for any number of attempts. */
export const fencingName = (ticketUuid: string, attempt: number): string => `tkt-${ticketUuid}-${attempt}`

/** Whether a name may be a ticket's fencing name; such a name is never given to an image as its wanted name. */
export const looksLikeFence = (name: string): boolean => name.startsWith('tkt-')

/** The description of an attempt's image: the marker, then the applicant's own text. */
export const markedDescription = (ticketUuid: string, attempt: number, text: string): string =>
  text === '' ? `tkt:${ticketUuid}#${attempt}` : `tkt:${ticketUuid}#${attempt} ${text}`

/** Anchored, so that an applicant's text cannot forge another ticket's marker further on. */
const MARKER = /^tkt:([0-9a-f-]{36})#(\d{1,9})( |$)/
const FENCE = /^tkt-([0-9a-f-]{36})-(\d{1,9})$/

/** The ticket and attempt that an image was made for. */
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
