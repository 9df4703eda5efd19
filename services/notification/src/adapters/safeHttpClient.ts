import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { type Allowed, isAllowed, isPortAllowed, literalAddress } from '../domain/address.ts'
import type { HttpResult, SafeHttpClient } from '../domain/ports.ts'
import { createNameResolver, type ResolveName, systemLookup } from './resolveName.ts'

export interface SafeHttpClientOptions {
  readonly allowed: Allowed
  /** From resolving the name to the end of the answer. */
  readonly timeoutMs?: number
  /** Instead of DNS and, where a network is allowed, the system's own look-up. */
  readonly resolve?: ResolveName
}

type Send = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<HttpResult>

class RefusedAddress extends Error {
  readonly code = 'address-refused'
}

/** A name that leads nowhere, or nowhere public: which of the two would tell what names there are in our own network. */
class Unreachable extends Error {
  readonly code = 'name-unreachable'
  constructor(cause?: unknown) {
    super('the name leads to no public address', { cause })
  }
}

const TIMEOUT_MS = 15_000
const MAX_ANSWER_BYTES = 65_536

/**
 * The only client for addresses that users name. A literal address is checked before a connection is opened; what a
 * name resolves to is checked in the look-up of that connection, so that a name which changes its answer between check
 * and use gains nothing. Redirects are not followed.
 */
export const createSafeHttpClient = ({
  allowed,
  timeoutMs = TIMEOUT_MS,
  resolve = createNameResolver({ fallBack: allowed.networks.length > 0 ? systemLookup : undefined }),
}: SafeHttpClientOptions): SafeHttpClient => {
  const lookupFor =
    (protocol: string, signal: AbortSignal): LookupFunction =>
    (hostname, options, done) => {
      resolve(hostname, signal).then(
        (found) => {
          const addresses = [...found]
          // One refused address among allowed ones refuses the name: which of them is used is not ours to choose.
          const sound =
            addresses.length > 0 && addresses.every(({ address }) => isAllowed(address, protocol, allowed.networks))
          if (!sound) return done(new Unreachable(), [])
          if (options.all) return done(null, addresses)
          const [first] = addresses
          done(null, first?.address ?? '', first?.family)
        },
        (fault: unknown) => done(new Unreachable(fault), []),
      )
    }
  const clients = {
    'http:': { request: http.request, agent: new http.Agent({ keepAlive: true, timeout: 30_000 }) },
    'https:': { request: https.request, agent: new https.Agent({ keepAlive: true, timeout: 30_000 }) },
  }

  const send: Send = (text, headers, body) =>
    new Promise((done, failed) => {
      const url = new URL(text)
      const client = url.protocol === 'http:' ? clients['http:'] : clients['https:']
      const literal = literalAddress(url)
      if (literal !== null && !isAllowed(literal, url.protocol, allowed.networks)) {
        return failed(new RefusedAddress('the address is not public'))
      }
      if (!isPortAllowed(url, allowed.ports)) return failed(new RefusedAddress('the port is not allowed'))
      const signal = AbortSignal.timeout(timeoutMs)
      const request = client.request(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        agent: client.agent,
        lookup: lookupFor(url.protocol, signal),
        signal,
      })
      let answered = false
      request.on('response', (response) => {
        answered = true
        read(response).then(done, failed)
      })
      // Without this, Node closes the connection and says nothing, and the signal no longer does anything.
      request.on('upgrade', (response, socket) => {
        socket.destroy()
        done(resultOf(response, ''))
      })
      request.on('error', (fault) => failed(request.reusedSocket ? new StaleConnection(fault) : fault))
      // Whatever else ends a request: nobody may wait for it for ever.
      request.on('close', () => {
        if (!answered) failed(new Error('closed without an answer'))
      })
      request.end(body)
    })

  const sendAgainIfStale: Send = (url, headers, body) =>
    send(url, headers, body).catch((fault: unknown) => {
      // The receiver closed the keep-alive connection before it read the request, so the request was not answered.
      if (fault instanceof StaleConnection && codeOf(fault.cause) === 'ECONNRESET') return send(url, headers, body)
      throw fault instanceof StaleConnection ? fault.cause : fault
    })

  return {
    post: (url, headers, body) =>
      sendAgainIfStale(url, headers, body).catch((fault: unknown) => ({ error: reasonOf(fault) })),
  }
}

class StaleConnection extends Error {
  constructor(cause: unknown) {
    super('a kept connection failed', { cause })
  }
}

const resultOf = ({ statusCode, headers }: IncomingMessage, body: string): HttpResult => ({
  status: statusCode ?? 0,
  retryAfter: headers['retry-after'],
  body,
})

const read = async (response: IncomingMessage): Promise<HttpResult> => {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response) {
    parts.push(part)
    bytes += part.length
    if (bytes > MAX_ANSWER_BYTES) break
  }
  return resultOf(response, Buffer.concat(parts).subarray(0, MAX_ANSWER_BYTES).toString())
}

const codeOf = (fault: unknown): string => {
  const { code } = Object(fault)
  return typeof code === 'string' ? code : ''
}

/** Why there was no answer: a code, which contains neither address nor key. */
const reasonOf = (fault: unknown): string => {
  const { name } = Object(fault)
  if (name === 'TimeoutError' || codeOf(fault) === 'ABORT_ERR') return 'no answer in time'
  if (codeOf(fault) === 'address-refused') return 'the address is not allowed'
  if (codeOf(fault) === 'name-unreachable') return 'the name leads to no public address'
  const code = codeOf(fault)
  return /^[A-Z0-9_]{2,40}$/.test(code) ? code : 'no answer'
}
