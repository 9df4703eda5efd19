/** TypeScript's library does not describe JSON.parse with source access (ECMAScript 2026) yet. */
interface ExactJson {
  parse(text: string, reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown): unknown
  rawJSON(text: string): object
  isRawJSON(value: unknown): value is { readonly rawJSON: string }
}
const exact = JSON as unknown as ExactJson

/**
 * A JSON.parse reviver that keeps integers beyond 2^53 as they are spelled: such a number becomes a raw-JSON value, which
 * JSON.stringify writes back to the letter. uint64 fields must keep their exact value (contract §3).
 */
const keepExact = (_key: string, value: unknown, context: { readonly source?: string }): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context.source ?? '')
    ? exact.rawJSON(context.source ?? '')
    : value

/** True when the text may hold an integer that a double cannot: only then is the slower exact parse worth its price. */
const mayHoldLargeIntegers = (text: string): boolean => /\d{16}/.test(text)

/** Parses JSON text keeping large integers exact. Throws SyntaxError as JSON.parse does. */
export const parseExact = (text: string): unknown =>
  mayHoldLargeIntegers(text) ? exact.parse(text, keepExact) : JSON.parse(text)

/** True for what is an object in JSON. An integer beyond 2^53 is an object too, but only to JavaScript. */
export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !exact.isRawJSON(value)

/** The integer in a JSON value (a number, a raw-JSON number, a decimal string), or null when it is none. */
export const exactInteger = (value: unknown): bigint | null => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : null
  if (typeof value === 'string') return /^\d{1,20}$/.test(value) ? BigInt(value) : null
  return exact.isRawJSON(value) ? BigInt(value.rawJSON) : null
}
