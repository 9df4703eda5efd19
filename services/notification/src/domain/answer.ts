/** How much of an answer is kept, in bytes. */
const MAX_BYTES = 4_096
/** Shorter parts of an address are words rather than keys. */
const MIN_KEY = 6

/** What an attempt was made with, which its answer might repeat. */
interface SentWith {
  readonly url: string
  readonly secrets: readonly string[]
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What of a webhook is secret: its signing secrets, and any part of the query or of the path that may be a key. */
const keysIn = ({ url, secrets }: SentWith): readonly string[] => {
  const { pathname, searchParams } = new URL(url)
  const parts = [
    ...pathname.split('/'),
    ...searchParams.values(),
    ...secrets,
    ...secrets.map((one) => one.replace(/^whsec_/, '')),
  ]
  const forms = parts.flatMap((part) => [part, decoded(part), encodeURIComponent(part)])
  // Longer ones first: a part of a key that is masked would leave the rest.
  return [...new Set(forms)].filter((one) => one.length >= MIN_KEY).toSorted((a, b) => b.length - a.length)
}

/**
 * What is kept of a receiver's answer and shown to administrators: its first 4 KiB, in which what is secret of the webhook is
 * replaced by `***`.
 */
export const shownAnswer = (body: string, sentWith: SentWith): string => {
  const masked = keysIn(sentWith).reduce((text, key) => text.replaceAll(key, '***'), body)
  const bytes = new TextEncoder().encode(masked).subarray(0, MAX_BYTES)
  // With `stream`, a character that the end cuts in two is left out.
  return new TextDecoder().decode(bytes, { stream: true })
}
