import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { type Envelope, envelopeOf, scodes } from '@gongdan/contracts'
import { z } from 'zod'

const AnyEnvelope = envelopeOf(z.unknown())

/** An answer that kept the promises of contract §1: the envelope with its scode's status and sentences. */
export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The body as it came, for what a parse would lose: the spelling of large numbers. */
  readonly text: string
  readonly envelope: Envelope
}

/** `body`: text goes as it is, anything else as JSON; GET may have one too. */
export interface Call {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Somebody who calls the gateway. Every call rejects when the answer breaks contract §1. */
export interface Caller {
  send(call: Call): Promise<Reply>
  get(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>
}

const agent = new Agent({ keepAlive: true, maxSockets: 32 })

const exchange = (base: string, { method = 'GET', path, headers = {}, body }: Call) =>
  new Promise<Omit<Reply, 'envelope'>>((resolve, reject) => {
    const text = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body)
    const ofBody = text === undefined ? {} : { 'content-type': 'application/json' }
    // Set here, because Node would send a body of GET without any length.
    const length = text === undefined ? {} : { 'content-length': String(Buffer.byteLength(text)) }
    const { hostname, port } = new URL(base)
    const options = { agent, hostname, port, method, path, headers: { ...ofBody, ...length, ...headers } }
    const asked = request(options, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString() }),
      )
    })
    asked.on('error', reject)
    asked.end(text)
  })

const Results = z.object({ results: z.array(AnyEnvelope) })

const saysAsItShould = ({ scode, message, message_cn }: Envelope): boolean =>
  message === scodes[scode].message && message_cn === scodes[scode].messageCn

/** What contract §1 says of every answer, and this one breaks; null when it keeps to it. */
const brokenPromise = ({ status, headers }: Omit<Reply, 'envelope'>, envelope: Envelope): string | null => {
  const { scode, data } = envelope
  const { http } = scodes[scode]
  if (status !== http) return `scode ${scode} came with status ${status}`
  const results = typeof data === 'object' && data !== null && 'results' in data ? Results.parse(data).results : []
  const odd = [envelope, ...results].find((one) => !saysAsItShould(one))
  if (odd !== undefined) return `scode ${odd.scode} says something else`
  if (!/^[A-Za-z0-9._-]{1,128}$/.test(String(headers['x-request-id']))) return 'there is no X-Request-Id'
  const comeBack = http === 429 || http === 503
  return comeBack && !(Number(headers['retry-after']) > 0) ? `scode ${scode} says not when to try again` : null
}

/** A caller with that token, or without any. `onReply` hears every answer. */
export const createCaller = (base: string, token?: string, onReply: (reply: Reply) => void = () => {}): Caller => {
  const send = async (call: Call): Promise<Reply> => {
    const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const answered = await exchange(base, { ...call, headers: { ...authorization, ...call.headers } })
    const envelope = AnyEnvelope.parse(JSON.parse(answered.text))
    const broken = brokenPromise(answered, envelope)
    if (broken !== null) throw new Error(`${call.method ?? 'GET'} ${call.path}: ${broken}: ${answered.text}`)
    const reply = { ...answered, envelope }
    onReply(reply)
    return reply
  }
  return {
    send,
    get: (path, body, headers = {}) => send({ path, body, headers }),
    post: (path, body, headers = {}) => send({ method: 'POST', path, body, headers }),
  }
}
