import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { envelope, type Scode, scodes } from '@gongdan/contracts'
import { codeOf, isBusUnavailable } from '@gongdan/messaging'
import { isStoreUnavailable } from '@gongdan/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Answer, give, refuse } from './answer.ts'
import { RefusedRequest } from './refusal.ts'

/** What the framework and its plugins throw, by their codes. */
const known: Readonly<Record<string, readonly [Scode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [1004, 'the body is too large'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [1003, 'send application/json'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [1001, 'the body is not as long as Content-Length says'],
  FST_ERR_BAD_URL: [1005, 'the address cannot be decoded'],
  FST_ERR_MAX_PARAM_LENGTH: [1005, ''],
  FST_UNDER_PRESSURE: [9003, ''],
}

const statusOf = (fault: unknown): number =>
  typeof fault === 'object' && fault !== null && 'statusCode' in fault ? Number(fault.statusCode) : 500

/** Any fault as an answer; null for one that nobody foresaw, which is worth an entry in the log. */
export const answerFor = (fault: unknown): Answer | null => {
  if (fault instanceof RefusedRequest) return refuse(fault.refusal.refused, fault.refusal.desc)
  const row = known[String(codeOf(fault))]
  if (row !== undefined) return refuse(...row)
  if (isBusUnavailable(fault) || isStoreUnavailable(fault)) return refuse(9002, '')
  const status = statusOf(fault)
  if (status === 429) return refuse(1007, '')
  return status >= 400 && status < 500 ? refuse(1001, STATUS_CODES[status] ?? '') : null
}

/** Fastify's error handler: the envelope for everything, whoever threw it (contract §1). */
export const giveError = (fault: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const foreseen = answerFor(fault)
  if (foreseen === null) request.log.error({ err: fault, url: request.url }, 'a request failed')
  return give(reply, foreseen ?? refuse(9001, 'the log tells more under this request id'))
}

/** Fastify's handler for what is no route: 1006 where another method would do, else 1005 (contract §1). */
export const giveNotFound = (methods: ReadonlyMap<string, readonly string[]>) => {
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const allowed = methods.get(request.url.split('?')[0] ?? '')
    return give(
      reply,
      allowed === undefined
        ? refuse(1005, '')
        : refuse(1006, `${request.method}: use ${allowed.join(' or ')}`, { allow: allowed.join(', ') }),
    )
  }
}

/** Answers what is not even HTTP, or too large a head, on the bare connection. */
export const answerBadHttp = (fault: NodeJS.ErrnoException, socket: Socket): void => {
  if (!socket.writable || fault.code === 'ECONNRESET') return void socket.destroy()
  const scode = fault.code === 'HPE_HEADER_OVERFLOW' ? 1004 : 1001
  const desc = scode === 1004 ? 'the head of the request is too large' : 'this is not HTTP'
  const body = JSON.stringify(envelope(scode, desc, null))
  const { http } = scodes[scode]
  socket.end(
    `HTTP/1.1 ${http} ${STATUS_CODES[http]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nX-Request-Id: ${randomUUID()}\r\nConnection: close\r\n\r\n${body}`,
  )
}
