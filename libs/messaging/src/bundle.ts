import type { MessageProperties } from 'amqplib/callback_api'
import { type Delivery, parseJson } from './delivery.ts'
import { macPrefix } from './keyring.ts'
import { type OutMessage, textOf } from './message.ts'

/** The header that says which messages a bundle holds: JSON, for each `[id, type, correlation id or null]`. */
export const bundleHeader = 'x-bundle'

/** Between two messages of a bundle. JSON text on one line holds no line feed, so a bundle is cut without being parsed. */
const BETWEEN = Buffer.from(',\n')
const [OPEN, CLOSE, LINE_FEED] = [Buffer.from('['), Buffer.from(']'), 0x0a]

/**
 * Several messages as one (decision 2): its body is the JSON array of theirs, a line each, and each code header lists theirs in
 * that order. All else it has of the first. Each body must be JSON on one line.
 */
export const bundleOf = (messages: readonly OutMessage[]): OutMessage => {
  const [first] = messages
  if (first === undefined) throw new TypeError('a bundle holds at least one message')
  const bodies = messages.flatMap(({ body }, at) => (at === 0 ? [body] : [BETWEEN, body]))
  const body = Buffer.concat([OPEN, ...bodies, CLOSE])
  const names = JSON.stringify(messages.map(({ id, type, correlationId = null }) => [id, type, correlationId]))
  const codes = Object.keys(first.headers ?? {})
    .filter((name) => name.startsWith(macPrefix))
    .map((name) => [name, messages.map((message) => message.headers?.[name] ?? '').join(',')])
  return { ...first, body, headers: { ...first.headers, ...Object.fromEntries(codes), [bundleHeader]: names } }
}

/** What a message has of its own, of a bundle or not. */
interface Part {
  readonly id: string
  readonly type: string
  readonly correlationId: string
  readonly content: Buffer
  readonly headers: Headers
}

/**
 * The messages of a bundle, as if each had been delivered by itself: each is verified, handled, retried and parked alone, and
 * the bundle is acknowledged with the last of them. What is no bundle is one message, and fails or not as such.
 */
export const partsOf = (bundle: Delivery): readonly Delivery[] => {
  const parts = cut(bundle)
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
        const { headers, ...copy } = bundle.copy(changed)
        const own = { ...headers, ...macsOf(part.headers) }
        return bundleOf([{ ...copy, id, type, correlationId, body: content, headers: own }])
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
  const one = { id, type, correlationId: textOf(properties.correlationId) ?? id, content, headers }
  return cut(one) ?? [one]
}

/** The messages of a bundle; undefined where it is none. */
const cut = ({
  content,
  headers,
  type,
}: Pick<Delivery, 'content' | 'headers' | 'type'>): readonly Part[] | undefined => {
  const bodies = linesOf(content)
  if (bodies.length === 0) return
  const named = headers[bundleHeader] === undefined ? bodies.map(namedInside(type)) : namesIn(headers[bundleHeader])
  if (named?.length !== bodies.length) return
  const { [bundleHeader]: _, ...others } = headers
  const codes = Object.entries(macsOf(headers)).map(([name, list]) => [name, list.split(',')] as const)
  const parts: Part[] = []
  for (const [at, content] of bodies.entries()) {
    const [id, type, correlationId] = named[at] ?? []
    if (id === undefined || type === undefined) return
    const own = Object.fromEntries(codes.map(([name, list]) => [name, list[at] ?? '']))
    parts.push({ id, type, correlationId: correlationId ?? id, content, headers: { ...others, ...own } })
  }
  return parts
}

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

/** Id, type, and the correlation id where it is another one. */
type Names = readonly [id: string, type: string, correlationId?: string]

const namesIn = (header: unknown): readonly (Names | undefined)[] | undefined => {
  const list = typeof header === 'string' ? parseJson(Buffer.from(header)) : undefined
  return Array.isArray(list) ? list.map(nameFrom) : undefined
}

const nameFrom = (value: unknown): Names | undefined => {
  const [id, type, correlationId] = Array.isArray(value) ? value : []
  if (typeof id !== 'string' || typeof type !== 'string') return
  if (correlationId === null) return [id, type]
  return typeof correlationId === 'string' ? [id, type, correlationId] : undefined
}

/** Bundles of events had no header before: their bodies say who they are. */
const namedInside =
  (type: string) =>
  (line: Buffer): Names | undefined => {
    const { id, correlationId } = Object(parseJson(line))
    return nameFrom([id, type, correlationId ?? null])
  }

type Headers = Readonly<Record<string, unknown>>

const macsOf = (headers: Headers): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith(macPrefix) && typeof value === 'string' ? [[name, value]] : [],
    ),
  )
