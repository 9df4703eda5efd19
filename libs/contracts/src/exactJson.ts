/** TypeScript's library does not describe raw JSON (ECMAScript 2026) yet. */
interface RawJson {
  rawJSON(text: string): object
  isRawJSON(value: unknown): value is { readonly rawJSON: string }
}
const raw = JSON as unknown as RawJson

/** Largest body of a request, in bytes (contract §5). */
export const MAX_BODY_BYTES = 1_048_576

/** What a JSON text holds, counted; the same as bounds of it. */
export interface JsonCounts {
  readonly values: number
  /** Names of fields, and how many different ones. */
  readonly names: number
  readonly differentNames: number
  /** Integers that a double cannot hold, and texts that begin with U+0000, which is how such integers are marked. */
  readonly marked: number
  /** How deep lists and objects nest. */
  readonly levels: number
}

/**
 * What a body may hold (contract §5). A batch of 10,000 with uuid and version has 30,002 values and 20,001 names. Without
 * these bounds, bodies of a mebibyte can be made that take a hundred times longer to read than an honest one.
 */
export const bodyLimits: JsonCounts = {
  values: 100_000,
  names: 25_000,
  differentNames: 1_000,
  marked: 5_000,
  levels: 64,
}

/** What one pass over a JSON text finds, without building anything of it. */
export interface JsonScan extends JsonCounts {
  /** Characters looked at; those of long numbers count once more, since they are read again. */
  readonly visited: number
  /** Which limit the text exceeds; the pass ends there. */
  readonly exceeded: keyof JsonCounts | null
  /** True when a name may be `__proto__` or `constructor`, perhaps spelled with escapes. */
  readonly reachesPrototypes: boolean
  readonly hasLongIntegers: boolean
  /** Where a long integer stands (start, end), and where a text begins with U+0000 (start, start). */
  readonly marks: readonly number[]
}

const blank = 0x20
const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const minus = 0x2d
const colon = 0x3a
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
/** `+`, `-`, `.`, `E`, `e`: what else than digits a number may hold. */
const isInNumber = (code: number): boolean =>
  code === 0x2b || code === 0x2d || code === 0x2e || code === 0x45 || code === 0x65
const isLetter = (code: number): boolean => code >= 0x61 && code <= 0x7a

/** Fewer digits than this always fit a double. */
const longDigits = 16
const isLongInteger = (token: string): boolean => /^-?[1-9]\d*$/.test(token) && !Number.isSafeInteger(Number(token))
/** How a text begins that begins with U+0000: JSON has no other spelling of it. */
const escapedZero = String.raw`\u0000`

/** Names are told apart by a hash. The multiplier is a secret of the process, so that no names can be chosen that share theirs. */
const multiplier = Math.trunc(Math.random() * 2 ** 32) | 1
const hashed = (hash: number, code: number): number => (Math.imul(hash, multiplier) + code) | 0

const firstExceeded = (counts: JsonCounts, limits: JsonCounts): keyof JsonCounts | null =>
  (Object.keys(limits) as (keyof JsonCounts)[]).find((name) => counts[name] > limits[name]) ?? null

/**
 * Looks over a JSON text once, character by character, in time linear in its length whatever is in it, and no further than
 * to the first limit that it exceeds. What is no JSON gives some result too: JSON.parse refuses it afterwards.
 */
export const scanJson = (text: string, limits?: JsonCounts): JsonScan => {
  const length = text.length
  const differentNames = new Set<number>()
  const marks: number[] = []
  let again = 0
  let tokens = 0
  let names = 0
  let level = 0
  let levels = 0
  let marked = 0
  let hasLongIntegers = false
  let reachesPrototypes = false
  // The last text or number, which a colon turns into a name.
  let start = 0
  let isText = false
  let mayBeName = false
  let hash = 0
  let isEscaped = false
  let isMarked = false
  const counts = (): JsonCounts => ({
    values: tokens - names,
    names,
    differentNames: differentNames.size,
    marked,
    levels,
  })
  const isExceeded = (by: JsonCounts): boolean =>
    levels > by.levels ||
    names > by.names ||
    marked > by.marked ||
    tokens - names > by.values + 1 ||
    differentNames.size > by.differentNames

  let at = 0
  while (at < length) {
    const code = text.charCodeAt(at)
    at += 1
    if (code <= blank) continue
    if (code === quote) {
      tokens += 1
      start = at
      isEscaped = false
      hash = 0
      for (; at < length; at += 1) {
        const inner = text.charCodeAt(at)
        if (inner === quote) break
        if (mayBeName) hash = hashed(hash, inner)
        if (inner === backslash) {
          isEscaped = true
          at += 1
          if (mayBeName) hash = hashed(hash, text.charCodeAt(at))
        }
      }
      at += 1
      isText = true
      isMarked = isEscaped && text.startsWith(escapedZero, start)
      if (isMarked) {
        marks.push(start, start)
        marked += 1
      }
    } else if (isDigit(code) || code === minus) {
      tokens += 1
      start = at - 1
      let isInteger = true
      for (; at < length; at += 1) {
        const inner = text.charCodeAt(at)
        if (isDigit(inner)) continue
        if (!isInNumber(inner)) break
        isInteger = false
      }
      isText = false
      isMarked = false
      if (isInteger && at - start >= longDigits) {
        again += at - start
        isMarked = isLongInteger(text.slice(start, at))
        if (isMarked) {
          marks.push(start, at)
          marked += 1
          hasLongIntegers = true
        }
      }
    } else if (code === comma) {
      mayBeName = true
      continue
    } else if (code === openBracket || code === openBrace) {
      mayBeName = code === openBrace
      tokens += 1
      level += 1
      if (level > levels) levels = level
    } else if (code === closeBracket || code === closeBrace) {
      level -= 1
      continue
    } else if (code === colon) {
      mayBeName = false
      // No name is ever marked.
      if (isMarked) marks.length -= 2
      isMarked = false
      if (!isText) continue
      // A further colon names nothing again: a row of them costs no more than any other row.
      isText = false
      names += 1
      differentNames.add(hash)
      reachesPrototypes ||= isEscaped || text.startsWith('__proto__"', start) || text.startsWith('constructor"', start)
    } else if (isLetter(code)) {
      tokens += 1
      while (at < length && isLetter(text.charCodeAt(at))) at += 1
    }
    if (limits !== undefined && isExceeded(limits)) break
  }
  const found = counts()
  return {
    ...found,
    visited: Math.min(at, length) + again,
    exceeded: limits === undefined ? null : firstExceeded(found, limits),
    reachesPrototypes,
    hasLongIntegers,
    marks,
  }
}

/** The text with each long integer as a text that begins with U+0000; what began so before, begins with two. */
const markLongIntegers = (text: string, marks: readonly number[]): string => {
  const parts: string[] = []
  let from = 0
  for (let index = 0; index < marks.length; index += 2) {
    const [start = 0, end = 0] = [marks[index], marks[index + 1]]
    parts.push(text.slice(from, start))
    parts.push(start === end ? escapedZero : `"${escapedZero}${text.slice(start, end)}"`)
    from = end
  }
  parts.push(text.slice(from))
  return parts.join('')
}

const unmark = (text: string): unknown => {
  if (text.charCodeAt(0) !== 0) return text
  return text.charCodeAt(1) === 0 ? text.slice(1) : raw.rawJSON(text.slice(1))
}

interface Restoring {
  readonly unmarks: boolean
  readonly dropsPrototypes: boolean
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null

const reachesPrototype = (name: string, value: unknown): boolean =>
  name === '__proto__' || (name === 'constructor' && isNested(value) && Object.hasOwn(value, 'prototype'))

/** Built anew: to delete a field takes ten times as long. */
const withoutPrototypes = (fields: Readonly<Record<string, unknown>>, how: Restoring): object => {
  const kept: Record<string, unknown> = {}
  for (const name in fields) {
    const value = fields[name]
    if (!reachesPrototype(name, value)) kept[name] = restore(value, how)
  }
  return kept
}

/** Changes a value that was just parsed, and that nothing else knows yet. */
const restore = (value: unknown, how: Restoring): unknown => {
  if (typeof value === 'string') return how.unmarks ? unmark(value) : value
  if (!isNested(value)) return value
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) value[index] = restore(value[index], how)
    return value
  }
  const fields = value as Record<string, unknown>
  if (how.dropsPrototypes && (Object.hasOwn(fields, '__proto__') || Object.hasOwn(fields, 'constructor'))) {
    return withoutPrototypes(fields, how)
  }
  for (const name in fields) fields[name] = restore(fields[name], how)
  return value
}

/**
 * Parses JSON text that was scanned: plainly, unless it holds an integer that a double cannot. Throws SyntaxError as JSON.parse does.
 */
export const parseScanned = (text: string, { marks, hasLongIntegers, reachesPrototypes }: JsonScan): unknown => {
  const how = { unmarks: hasLongIntegers, dropsPrototypes: reachesPrototypes }
  const value = how.unmarks ? parseMarked(text, marks) : JSON.parse(text)
  return how.unmarks || how.dropsPrototypes ? restore(value, how) : value
}

const parseMarked = (text: string, marks: readonly number[]): unknown => {
  try {
    return JSON.parse(markLongIntegers(text, marks))
  } catch (fault) {
    // The same fault in the text as it came: its message shows the place.
    JSON.parse(text)
    throw fault
  }
}

/** Parses JSON text of our own keeping large integers exact. Throws SyntaxError as JSON.parse does. */
export const parseExact = (text: string): unknown =>
  // Most texts have no such row of digits, and looking for it costs less than a scan.
  /\d{16}/.test(text) ? parseScanned(text, { ...scanJson(text), reachesPrototypes: false }) : JSON.parse(text)

/** Whether two JSON texts say the same, in whatever order fields are written. */
export const isSameJson = (one: string, other: string): boolean =>
  one === other || JSON.stringify(inOrder(parseExact(one))) === JSON.stringify(inOrder(parseExact(other)))

/** A value of JSON with the fields of each object in the order of their names. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!isJsonObject(value)) return value
  const fields = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(fields.map(([name, field]) => [name, inOrder(field)]))
}

/** True for what is an object in JSON. An integer beyond 2^53 is an object too, but only to JavaScript. */
export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !raw.isRawJSON(value)

/** The integer in a JSON value (a number, a raw-JSON number, a decimal string) of at most 20 digits, or null when it is none. */
export const exactInteger = (value: unknown): bigint | null => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : null
  if (typeof value === 'string') return /^\d{1,20}$/.test(value) ? BigInt(value) : null
  // Longer ones are out of every range, and to read a million digits takes its time.
  return raw.isRawJSON(value) && /^-?\d{1,20}$/.test(value.rawJSON) ? BigInt(value.rawJSON) : null
}

/** An integer as the value that JSON.stringify writes to the letter: a number where that holds it, else raw JSON. */
export const exactNumber = (integer: bigint): unknown =>
  Number.isSafeInteger(Number(integer)) ? Number(integer) : raw.rawJSON(String(integer))
