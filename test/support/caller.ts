import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { type Envelope, envelopeOf, type Scode, scodes } from '@gongdan/contracts'
import { z } from 'zod'

const AnyEnvelope = envelopeOf(z.unknown())
const OfTicket = z.object({ ticket_uuid: z.uuid() })
const OfBatch = z.object({ batch_uuid: z.uuid() })

/** A reply that keeps to contract §1: the envelope with the status and the messages of its scode. */
export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The body as it came, for what parsing loses: the spelling of large numbers. */
  readonly text: string
  readonly envelope: Envelope
  readonly scode: Scode
  readonly desc: string
  readonly data: unknown
}

type Headers = Readonly<Record<string, string>>

/** `body`: text is sent as it is, anything else as JSON; GET may have one too, as old clients send it. */
export interface Call {
  readonly method?: string
  /** A path, or, without a leading slash, a route below `/v1/`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Headers
  readonly body?: unknown
}

/** A client of a gateway with one token. Every call rejects when the connection fails or the reply breaks contract §1. */
export interface Caller {
  send(call: Call): Promise<Reply>
  get(path: string, call?: Omit<Call, 'method' | 'path'>): Promise<Reply>
  post(path: string, body: unknown, headers?: Headers): Promise<Reply>
}

export interface CallerOptions {
  /** Called with every reply. */
  readonly onReply?: (reply: Reply) => void
  /** Sent with every call, unless the call has the same header itself. */
  readonly headers?: Headers
  /** False: a connection for each call, so that no call meets a pooled connection of a gateway that was killed. */
  readonly isPooled?: boolean
  /**
   * Each call waits with its body until the gateway asks for it. When its connection is reset before that, the gateway has not
   * read it, and the call rejects with an `UnreadError`.
   */
  readonly asksFirst?: boolean
}

/** The connection was reset before anybody read the request. */
class UnreadError extends Error {
  readonly code = 'ECONNRESET, unread'
}

/** The uuid in the reply to a command on a single ticket. */
export const ticketUuid = ({ data, text }: Reply): string => {
  const read = OfTicket.safeParse(data)
  if (!read.success) throw new Error(`there is no ticket in ${text}`)
  return read.data.ticket_uuid
}

/** The uuid under which a request that was answered with 202 is inspected. */
export const batchUuid = ({ data }: Reply): string => OfBatch.parse(data).batch_uuid

type RawReply = Pick<Reply, 'status' | 'headers' | 'text'>

const pool = new Agent({ keepAlive: true, maxSockets: 32 })

const exchange = (
  base: string,
  agent: Agent | false,
  asksFirst: boolean,
  { method = 'GET', path, query, headers, body }: Call,
) =>
  new Promise<RawReply>((resolve, reject) => {
    const text = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body)
    // The length is set here, because Node would send a body of GET without any.
    const ofBody =
      text === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }
    const { hostname, port } = new URL(base)
    const search = query === undefined ? '' : `?${new URLSearchParams(query)}`
    const target = `${path.startsWith('/') ? '' : '/v1/'}${path}${search}`
    const asking = asksFirst ? { expect: '100-continue' } : {}
    const options = { agent, hostname, port, method, path: target, headers: { ...ofBody, ...asking, ...headers } }
    let isUnread = asksFirst
    const sent = request(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      )
    })
    sent.on('error', (fault: NodeJS.ErrnoException) =>
      reject(isUnread && fault.code === 'ECONNRESET' ? new UnreadError(fault.message) : fault),
    )
    if (!asksFirst) return void sent.end(text)
    sent.flushHeaders()
    sent.on('continue', () => {
      isUnread = false
      sent.end(text)
    })
  })

const Results = z.object({ results: z.array(AnyEnvelope) })

const hasItsMessages = ({ scode, message, message_cn }: Envelope): boolean =>
  message === scodes[scode].message && message_cn === scodes[scode].messageCn

/** Which rule of contract §1 a reply breaks; null when it keeps to all of them. */
const brokenRule = ({ status, headers }: RawReply, envelope: Envelope): string | null => {
  const { scode, data } = envelope
  const { http } = scodes[scode]
  if (status !== http) return `scode ${scode} came with status ${status}`
  const results = typeof data === 'object' && data !== null && 'results' in data ? Results.parse(data).results : []
  const wrong = [envelope, ...results].find((one) => !hasItsMessages(one))
  if (wrong !== undefined) return `scode ${wrong.scode} has another message`
  if (!/^[A-Za-z0-9._-]{1,128}$/.test(String(headers['x-request-id']))) return 'there is no X-Request-Id'
  const isTemporary = http === 429 || http === 503
  return isTemporary && !(Number(headers['retry-after']) > 0) ? `scode ${scode} has no Retry-After` : null
}

/** A caller with a token, or without any. */
export const createCaller = (
  base: string,
  token?: string,
  { onReply = () => {}, headers = {}, isPooled = true, asksFirst = false }: CallerOptions = {},
): Caller => {
  const always: Headers = token === undefined ? headers : { authorization: `Bearer ${token}`, ...headers }
  const send = async (call: Call): Promise<Reply> => {
    const raw = await exchange(base, isPooled && pool, asksFirst, { ...call, headers: { ...always, ...call.headers } })
    const envelope = AnyEnvelope.parse(JSON.parse(raw.text))
    const broken = brokenRule(raw, envelope)
    if (broken !== null) throw new Error(`${call.method ?? 'GET'} ${call.path}: ${broken}: ${raw.text}`)
    const { scode, desc, data } = envelope
    const reply = { ...raw, envelope, scode, desc, data }
    onReply(reply)
    return reply
  }
  return {
    send,
    get: (path, call = {}) => send({ ...call, path }),
    post: (path, body, headers = {}) => send({ method: 'POST', path, body, headers }),
  }
}
