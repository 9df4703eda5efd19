import createClient, { type Client } from 'openapi-fetch'
import { parseExact, stringifyExact } from './exactJson.ts'
import type { paths } from './schema.d.ts'
import { type ClientOptions, createSend } from './send.ts'

/** openapi-fetch takes lists of answers that may not be changed for objects, which have no `map`. */
type Changeable<T> = T extends readonly (infer E)[]
  ? Changeable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Changeable<T[K]> }
    : T
type Answering<O> = O extends { responses: infer R } ? Omit<O, 'responses'> & { responses: Changeable<R> } : O
type Addresses = { [P in keyof paths]: { [M in keyof paths[P]]: Answering<paths[P][M]> } }

/**
 * The client of openapi-fetch, typed by the gateway's document: every route by its address, and the envelope as it is. Tokens, keys,
 * repeats and exact integers are as with `createGongdan`.
 */
export const createRaw = (options: ClientOptions): Client<Addresses> => {
  const send = createSend(options)
  return createClient<Addresses>({
    baseUrl: options.baseUrl,
    bodySerializer: stringifyExact,
    fetch: async (request) => {
      const { method, url, signal } = request
      const body = method === 'GET' ? {} : { body: await request.text() }
      const answer = await send({ method, url, headers: Object.fromEntries(request.headers), signal, ...body })
      const { status, text } = answer
      const headers = new Headers(answer.headers)
      // With a length openapi-fetch asks for `json()`, without one it parses the text itself, and rounds.
      headers.set('Content-Length', String(text.length))
      const response = new Response(text, { status, headers })
      return Object.defineProperty(response, 'json', { value: async () => parseExact(text) })
    },
  })
}

export type { paths } from './schema.d.ts'
