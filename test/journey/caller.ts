import { type IncomingHttpHeaders, request } from 'node:http'
import { envelopeOf } from '@gongdan/contracts'
import { z } from 'zod'

/** An answer as it came over the wire; its envelope has been checked. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The body's own bytes, for comparing answers to the letter. */
  readonly text: string
  readonly scode: number
  readonly desc: string
  readonly data: unknown
}

export interface Asked {
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Somebody who calls a gateway. Both reject when the connection fails, or the answer is no envelope. */
export interface Caller {
  post(route: string, body: unknown, headers?: Asked['headers']): Promise<Answer>
  /** By query string, by JSON body as old clients do, or both. */
  get(route: string, asked?: Asked): Promise<Answer>
}

const AnyEnvelope = envelopeOf(z.unknown())
const OfTicket = z.object({ ticket_uuid: z.uuid() })
const OfBatch = z.object({ batch_uuid: z.uuid() })

/** The uuid in the answer to a command on a single ticket. */
export const ticketUuid = ({ data }: Answer): string => OfTicket.parse(data).ticket_uuid

/** The uuid under which a request that was answered with 202 can be asked for. */
export const batchUuid = ({ data }: Answer): string => OfBatch.parse(data).batch_uuid

/** One call over a connection of its own, so that no pooled connection of a process that is gone is ever met. */
const send = (method: string, url: URL, { body, headers }: Asked): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
    const about = bytes === undefined ? {} : { 'content-type': 'application/json', 'content-length': bytes.length }
    const asked = request(url, { method, agent: false, headers: { ...about, ...headers } }, async (response) => {
      try {
        const text = Buffer.concat(await response.toArray()).toString()
        const { scode, desc, data } = AnyEnvelope.parse(JSON.parse(text))
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, scode, desc, data })
      } catch (fault) {
        reject(fault)
      }
    })
    asked.on('error', reject)
    asked.end(bytes)
  })

/** Makes calls on a gateway in somebody's name; he waits as long as the gateway lets him, unless `headers` say otherwise. */
export const createCaller = (gatewayUrl: string, token: string): Caller => {
  const always = { authorization: `Bearer ${token}`, prefer: 'wait=30' }
  return {
    post: (route, body, headers = {}) =>
      send('POST', new URL(`/v1/${route}`, gatewayUrl), { body, headers: { ...always, ...headers } }),
    get: (route, { query = {}, body, headers = {} } = {}) => {
      const url = new URL(`/v1/${route}`, gatewayUrl)
      url.search = new URLSearchParams(query).toString()
      return send('GET', url, { body, headers: { ...always, ...headers } })
    },
  }
}
