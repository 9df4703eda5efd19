import { type Envelope, envelope, type Scode, scodes } from '@gongdan/contracts'
import type { FastifyReply } from 'fastify'

/** An HTTP answer, finished: its body is JSON text, so that it can be stored and given again byte for byte. */
export interface Answer {
  readonly scode: Scode
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Seconds after which to try again, for every 429 and 503 (contract §1). */
const retryAfter = '2'

const fixedHeaders = (scode: Scode): Readonly<Record<string, string>> => {
  const { http } = scodes[scode]
  if (http === 429 || http === 503) return { 'retry-after': retryAfter }
  // RFC 9110 §11.6.1 asks for a challenge with each 401.
  return http === 401 ? { 'www-authenticate': 'Bearer' } : {}
}

/** An envelope as an HTTP answer, with its scode's status and the headers that go with it. */
export const answer = (content: Envelope, headers: Readonly<Record<string, string>> = {}): Answer => ({
  scode: content.scode,
  status: scodes[content.scode].http,
  headers: { ...fixedHeaders(content.scode), ...headers },
  body: JSON.stringify(content),
})

/** A refusal of the request as a whole; `desc` says what exactly is wrong with it (contract §1). */
export const refuse = (scode: Scode, desc: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  answer(envelope(scode, desc, null), headers)

/** Gives an answer to the client. */
export const give = (reply: FastifyReply, { status, headers, body }: Answer): FastifyReply =>
  reply.code(status).headers(headers).type('application/json; charset=utf-8').send(body)
