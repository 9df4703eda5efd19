import { uint64Fields } from './uint64Fields.ts'

const hex = (byte: number): string => byte.toString(16).padStart(2, '0')

/** 32 random hexadecimal digits. `crypto.randomUUID` is missing on pages that came by plain http. */
export const randomHex = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map(hex).join('')

/** No text from outside can begin like this. */
const mark = `${randomHex()}:`
const marked = new RegExp(`"${mark}(-?\\d+)"`, 'g')

/** A string, or a number whole: old browsers have no look-behind to find where one begins. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs
const longInteger = /^-?\d{16,}$/

/**
 * Parses JSON without losing digits: integers of 16 digits and more, and every field that holds a uint64, become `bigint`. Long
 * integers are quoted before `JSON.parse`, since a reviver gets to see them rounded where engines do not show it the source.
 */
export const parseExact = (text: string): unknown => {
  const quoted = /\d{16}/.test(text)
    ? text.replace(tokens, (token) => (longInteger.test(token) ? `"${mark}${token}"` : token))
    : text
  return JSON.parse(quoted, (name, value) => {
    if (typeof value === 'string' && value.startsWith(mark)) return BigInt(value.slice(mark.length))
    return typeof value === 'number' && uint64Fields.has(name) && Number.isSafeInteger(value) ? BigInt(value) : value
  })
}

/** JSON in which a `bigint` is the exact integer. */
export const stringifyExact = (value: unknown): string =>
  JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${mark}${part}` : part)).replace(marked, '$1')
