/** Gives an object what its engine lacks; what the engine has stays. */
const add = (target: object, given: Readonly<Record<string, unknown>>): void => {
  for (const [name, value] of Object.entries(given)) {
    if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true })
  }
}

const byteText = (byte: number): string => byte.toString(16).padStart(2, '0')

/** A random UUID of version 4. */
const randomUuid = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return [...bytes]
    .map(byteText)
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(^|[^\uD800-\uDBFF])[\uDC00-\uDFFF]/

const raws = new WeakSet<object>()
/** The exact text of a number: engines without it can compare and show such a value, and say it as text. */
const rawJson = (text: string): object => {
  const raw = Object.freeze(Object.assign(Object.create(null), { rawJSON: text, toJSON: () => text }))
  raws.add(raw)
  return raw
}

/**
 * What the console uses and the oldest engines of its build (vite.config.ts) do not have: Chrome 87 and Safari 15.4 know the syntax
 * of 2021. A test takes all newer things away and walks the pages.
 */
export const completeEngine = (): void => {
  add(Array.prototype, {
    at(this: unknown[], place: number) {
      return this[place < 0 ? this.length + place : place]
    },
    findLast(this: unknown[], ...[is]: Parameters<unknown[]['filter']>) {
      return this.filter(is).pop()
    },
    findLastIndex(this: unknown[], is: (value: unknown, index: number) => unknown) {
      let found = -1
      for (const [index, value] of this.entries()) if (is(value, index)) found = index
      return found
    },
    toSorted(this: unknown[], compare?: (a: unknown, b: unknown) => number) {
      return [...this].sort(compare)
    },
  })
  add(Object, {
    hasOwn: (target: object, key: PropertyKey) => Object.getOwnPropertyDescriptor(target, key) !== undefined,
  })
  add(String.prototype, {
    isWellFormed(this: string) {
      return !loneSurrogate.test(this)
    },
    toWellFormed(this: string) {
      return [...this].map((one) => (loneSurrogate.test(one) ? '\uFFFD' : one)).join('')
    },
  })
  add(JSON, { rawJSON: rawJson, isRawJSON: (value: unknown) => raws.has(Object(value)) })
  // Without a secure context there is no sign-in either, which the page says.
  add(crypto, { randomUUID: randomUuid })
}
