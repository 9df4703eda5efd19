import type { MessageProperties } from 'amqplib/callback_api'
import { type Delivery, parseJson } from './delivery.ts'
import { type Bundled, bundleHeader, macPrefix, type OutMessage, textOf } from './message.ts'

/** Between two messages of a bundle. JSON text on one line holds no line feed, so a bundle is cut without being parsed. */
const BETWEEN = Buffer.from(',\n')
const [OPEN, CLOSE, LINE_FEED] = [Buffer.from('['), Buffer.from(']'), 0x0a]

/**
 * Several messages as one (decision 2): its body is the JSON array of theirs, a line each. All else it has of the first, and the
 * oldest time of issue. Each body must be JSON on one line.
 */
export const bundleOf = (messages: readonly OutMessage[]): OutMessage => {
  const [first] = messages
  if (first === undefined) throw new TypeError('a bundle holds at least one message')
  if (messages.some(({ headers = {} }) => Object.keys(headers).some((name) => name.startsWith(macPrefix)))) {
    throw new TypeError('what is signed already cannot be bundled')
  }
  const bodies = messages.flatMap(({ body }, at) => (at === 0 ? [body] : [BETWEEN, body]))
  const body = Buffer.concat([OPEN, ...bodies, CLOSE])
  const issued = messages.flatMap(({ issuedAt }) => issuedAt ?? [])
  const names = messages.map(({ id, type, correlationId = null, issuedAt }) =>
    issuedAt === undefined ? [id, type, correlationId] : [id, type, correlationId, issuedAt],
  )
  const headers = { ...first.headers, [bundleHeader]: JSON.stringify(names) }
  return { ...first, body, headers, ...(issued.length > 0 && { issuedAt: Math.min(...issued) }) }
}

/** What a message has of its own, of a bundle or not. */
interface Part {
  readonly id: string
  readonly type: string
  readonly correlationId: string
  readonly content: Buffer
  readonly headers: Headers
  readonly bundled?: Bundled
}

/**
 * The messages of a bundle, as if each had been delivered by itself: each is handled, retried and parked alone, and the bundle is
 * acknowledged with the last of them. The code of the bundle does not prove one that is sent on alone, so the copy has none. What
 * is no bundle is one message, and fails or not as such.
 */
export const partsOf = (bundle: Delivery): readonly Delivery[] => {
  const parts = cut({ ...bundle, body: bundle.content })
  if (parts === undefined) return [bundle]
  let open = parts.length
  const ack = () => {
    open -= 1
    return open > 0 ? bundle.alive() : bundle.ack()
  }
  return parts.map((part): Delivery => {
    const { id, type, correlationId, content } = part
    return {
      ...bundle,
      ...part,
      json: () => parseJson(content),
      ack,
      copy: (changed) => {
        const { headers = {}, ...copy } = bundle.copy(changed)
        return { ...copy, id, type, correlationId, body: content, headers: withoutCodes(headers) }
      },
    }
  })
}

/** What came from the broker: the messages of a bundle, or the one that it is. */
export const messagesIn = ({
  content,
  properties,
}: {
  readonly content: Buffer
  readonly properties: Partial<MessageProperties>
}): readonly Part[] => {
  const [id, type] = [textOf(properties.messageId) ?? '', textOf(properties.type) ?? '']
  const headers = properties.headers ?? {}
  const one = { id, type, correlationId: textOf(properties.correlationId) ?? id, headers }
  return cut({ ...one, body: content, replyTo: textOf(properties.replyTo) }) ?? [{ ...one, content }]
}

/** The messages of a bundle; undefined where it is none. */
const cut = (bundle: Bundled['bundle']): readonly Part[] | undefined => {
  const { [bundleHeader]: list, ...headers } = bundle.headers
  const named = namesIn(list)
  const bodies = named === undefined ? [] : linesOf(bundle.body)
  if (bodies.length === 0 || bodies.length !== named?.length) return
  const parts: Part[] = []
  for (const [at, content] of bodies.entries()) {
    const [id, type, correlationId, issuedAt] = named[at] ?? []
    if (id === undefined || type === undefined) return
    const bundled = { bundle, ...(issuedAt !== undefined && { issuedAt }) }
    parts.push({ id, type, correlationId: correlationId ?? id, content, headers, bundled })
  }
  return parts
}

/** The headers of a bundle that are those of each message in it. */
const withoutCodes = (headers: Readonly<Record<string, string | number>>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name !== bundleHeader && !name.startsWith(macPrefix)))

const linesOf = (content: Buffer): readonly Buffer[] => {
  if (content[0] !== OPEN[0] || content.at(-1) !== CLOSE[0]) return []
  const lines: Buffer[] = []
  let from = 1
  for (let end = content.indexOf(LINE_FEED); end !== -1; end = content.indexOf(LINE_FEED, from)) {
    lines.push(content.subarray(from, end - 1))
    from = end + 1
  }
  return [...lines, content.subarray(from, -1)]
}

/** Id, type, the correlation id where it is another one, and when it was issued, if that is said. */
type Names = readonly [id: string, type: string, correlationId: string | undefined, issuedAt: number | undefined]

const namesIn = (header: unknown): readonly (Names | undefined)[] | undefined => {
  const list = typeof header === 'string' ? parseJson(Buffer.from(header)) : undefined
  return Array.isArray(list) ? list.map(nameFrom) : undefined
}

const nameFrom = (value: unknown): Names | undefined => {
  const [id, type, correlationId, issuedAt] = Array.isArray(value) ? value : []
  if (typeof id !== 'string' || typeof type !== 'string') return
  if (correlationId !== null && typeof correlationId !== 'string') return
  if (issuedAt !== undefined && !Number.isSafeInteger(issuedAt)) return
  return [id, type, correlationId ?? undefined, issuedAt]
}

type Headers = Readonly<Record<string, unknown>>
