import type { Delivery } from './delivery.ts'
import { macPrefix } from './keyring.ts'
import { type OutMessage, textOf } from './message.ts'

/** Between two messages of a bundle. JSON text on one line holds no line feed, so a bundle is cut without being parsed. */
const BETWEEN = Buffer.from(',\n')
const [OPEN, CLOSE, LINE_FEED] = [Buffer.from('['), Buffer.from(']'), 0x0a]

/**
 * Several messages of one type as one (decision 2): its body is the JSON array of theirs, a line each, and each code header
 * lists theirs in that order. All else it has of the first. Each body must be JSON on one line with the `id` and
 * `correlationId` of its message in it.
 */
export const bundleOf = (messages: readonly OutMessage[]): OutMessage => {
  const [first] = messages
  if (first === undefined) throw new TypeError('a bundle holds at least one message')
  const bodies = messages.flatMap(({ body }, at) => (at === 0 ? [body] : [BETWEEN, body]))
  const body = Buffer.concat([OPEN, ...bodies, CLOSE])
  if (messages.length === 1) return { ...first, body }
  const headers = Object.keys(first.headers ?? {}).map((name) => [
    name,
    messages.map((message) => message.headers?.[name] ?? '').join(','),
  ])
  return { ...first, body, headers: Object.fromEntries(headers) }
}

/**
 * The messages of a bundle, as if each had been delivered by itself: each is verified, handled, retried and parked alone, and
 * the bundle is acknowledged with the last of them. What is no bundle is one message, and fails or not as such.
 */
export const partsOf = (bundle: Delivery): readonly Delivery[] => {
  const bodies = linesOf(bundle.content)
  const values = bodies.map(identified)
  const known = values.flatMap((value) => (value === undefined ? [] : [value]))
  if (known.length === 0 || known.length < bodies.length) return [bundle]
  let open = known.length
  const ack = () => {
    open -= 1
    return open > 0 ? bundle.alive() : bundle.ack()
  }
  return known.map((value, at): Delivery => {
    const { id, correlationId = id } = value
    const content = bodies[at]!
    const headers = known.length === 1 ? bundle.headers : headersAt(bundle.headers, at)
    return {
      ...bundle,
      id,
      correlationId,
      content,
      headers,
      json: () => value,
      ack,
      copy: (changed) => {
        const copy = { ...bundle.copy(changed), id, correlationId, body: content }
        const own = known.length === 1 ? copy.headers : { ...copy.headers, ...macsOf(headers) }
        return bundleOf([{ ...copy, ...(own && { headers: own }) }])
      },
    }
  })
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

interface Identified {
  readonly id: string
  readonly correlationId?: string | undefined
}

const identified = (line: Buffer): Identified | undefined => {
  try {
    const value: unknown = JSON.parse(line.toString())
    if (typeof value !== 'object' || value === null || !('id' in value)) return undefined
    const correlationId = 'correlationId' in value ? value.correlationId : undefined
    const isIdentified = textOf(value.id) !== undefined && (correlationId === undefined || textOf(correlationId))
    return isIdentified ? (value as Identified) : undefined
  } catch {
    return undefined
  }
}

type Headers = Readonly<Record<string, unknown>>

const macsOf = (headers: Headers): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith(macPrefix) && typeof value === 'string' ? [[name, value]] : [],
    ),
  )

/** The headers of the message at that place. */
const headersAt = (headers: Headers, at: number): Headers => {
  const own = Object.entries(macsOf(headers)).map(([name, codes]) => [name, codes.split(',')[at] ?? ''])
  return { ...headers, ...Object.fromEntries(own) }
}
