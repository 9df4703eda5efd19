import { randomUUID } from 'node:crypto'
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import {
  type Desc,
  envelope,
  inEnglish,
  MAX_BODY_BYTES,
  nearest,
  type Refusal,
  refusal,
  type Scode,
  said,
  scodes,
} from '@gongdan/contracts'
import { codeOf, isBusUnavailable } from '@gongdan/messaging'
import { isStoreUnavailable } from '@gongdan/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Answer, refuse } from '../batch/batch.ts'

/** Seconds after which to try again, where nothing better is known: of 429 and 503, and of what is still being carried out. */
const usualRetryAfterS = 2
const soonRetryAfterS = 1
const stillRunning: readonly Scode[] = [12, 1009]

const retryAfterOf = ({ scode, retryAfterS }: Answer): number | undefined => {
  const { http } = scodes[scode]
  if (retryAfterS !== undefined) return retryAfterS
  if (stillRunning.includes(scode)) return soonRetryAfterS
  return http === 429 || http === 503 ? usualRetryAfterS : undefined
}

const headersOf = (answer: Answer): Readonly<Record<string, string>> => {
  const { scode, batchUuid, replayed } = answer
  const retryAfterS = retryAfterOf(answer)
  return {
    ...(retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }),
    ...(batchUuid === undefined ? {} : { location: `/v1/batch/inspect?batch_uuid=${batchUuid}` }),
    ...(replayed === true ? { 'idempotency-replayed': 'true' } : {}),
    // RFC 9110 §11.6.1 asks for a challenge with each 401, and a 415 says what would be accepted.
    ...(scodes[scode].http === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(scode === 1003 ? { 'accept-post': 'application/json', 'accept-encoding': 'identity' } : {}),
  }
}

/** Sends an answer to the client, with its scode's status and the headers that go with it (contract §1). */
export const send = (reply: FastifyReply, answer: Answer): FastifyReply =>
  reply
    .code(scodes[answer.scode].http)
    .headers(headersOf(answer))
    .type('application/json; charset=utf-8')
    .send(answer.body)

/** Sends a refusal of the request as a whole. */
export const sendRefusal = (reply: FastifyReply, refused: Refusal): FastifyReply => send(reply, refuse(refused))

/** A refusal as an error, for code that can only throw, such as a body parser. */
export class RefusedRequest extends Error {
  readonly code = 'refused-request'
  readonly refusal: Refusal
  constructor(refused: Refusal) {
    super(inEnglish(refused.desc))
    this.name = 'RefusedRequest'
    this.refusal = refused
  }
}

/** What the framework and its plugins throw, by their codes. */
const known: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: refusal(
    1004,
    `the body is larger than ${MAX_BODY_BYTES.toLocaleString('en')} bytes (1 MiB)`,
    `请求体超过 ${MAX_BODY_BYTES.toLocaleString('en')} 字节（1 MiB）`,
  ),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: refusal(1003, 'send application/json', '请使用 application/json'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: refusal(
    1001,
    'the body is not as long as Content-Length says',
    '请求体长度与 Content-Length 不符',
  ),
  FST_ERR_BAD_URL: refusal(1005, 'the address cannot be decoded', '地址无法解码'),
  FST_ERR_MAX_PARAM_LENGTH: refusal(1005, ''),
}

const statusOf = (fault: unknown): number =>
  typeof fault === 'object' && fault !== null && 'statusCode' in fault ? Number(fault.statusCode) : 500

/** Why a head cannot be served that the HTTP parser lets through: without Host (RFC 9112 §3.2), or with an Expect that is not known. */
export const refusedHead = ({ httpVersion, headers }: IncomingMessage): Refusal | null => {
  if (httpVersion === '1.1' && headers.host === undefined)
    return refusal(1001, 'the Host header is missing', '缺少 Host 请求头')
  const { expect = '100-continue' } = headers
  return /^100-continue$/i.test(expect)
    ? null
    : refusal(1001, 'Expect: only 100-continue is known', 'Expect：只支持 100-continue')
}

/** The refusal that a fault amounts to; 9001 for an unforeseen one. */
export const refusalOf = (fault: unknown): Refusal => {
  if (fault instanceof RefusedRequest) return fault.refusal
  const row = known[String(codeOf(fault))]
  if (row !== undefined) return row
  if (isBusUnavailable(fault) || isStoreUnavailable(fault)) return refusal(9002, '')
  const status = statusOf(fault)
  if (status >= 400 && status < 500)
    return refusal(1001, STATUS_CODES[status] ?? 'not understood', `无法处理的请求（${status}）`)
  return refusal(9001, 'the log tells more under this request id', '详情见日志中此请求编号的记录')
}

const isUnreadable = (scode: Scode): boolean => scode >= 1001 && scode <= 1004

/** A request's address for the log: without its query, which may hold what is no business of those who read logs. */
export const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? ''

/**
 * Logs why a request was refused before it was carried out; the line carries the request id and, once the caller is verified,
 * user and tenant.
 */
export const logRefusal = (request: FastifyRequest, { scode, desc }: Refusal): void => {
  const entry = { scode, reason: inEnglish(desc), method: request.method, url: pathOf(request) }
  if (isUnreadable(scode)) request.log.info(entry, 'invalid request')
  else if (scode === 1007 || scode === 9003) request.log.info(entry, 'request not admitted')
}

/** Fastify's error handler: the envelope for every fault (contract §1). */
export const sendError = (fault: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const refused = refusalOf(fault)
  if (refused.scode === 9001) request.log.error({ err: fault, url: pathOf(request) }, 'request failed')
  else logRefusal(request, refused)
  return sendRefusal(reply, refused)
}

/** The methods of each address. */
export type Methods = ReadonlyMap<string, readonly string[]>

/** An address as routes are written: one slash between parts, and none behind them. */
const tidy = (path: string): string => path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '')

/** What an address that is none may have meant. */
const hintFor = (path: string, methods: Methods): Desc => {
  const meant = nearest(tidy(path), methods.keys())
  const [method] = methods.get(meant ?? '') ?? []
  return meant === undefined
    ? said('all endpoints are listed at /docs', '全部接口见 /docs')
    : said(`the nearest endpoint is ${method} ${meant}`, `最接近的接口是 ${method} ${meant}`)
}

/** Fastify's handler for unknown routes: 1006 where another method would do, else 1005 (contract §1). */
export const createSendNotFound =
  (methods: Methods) =>
  (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const path = pathOf(request)
    const allowed = methods.get(path) ?? methods.get(path.replace(/\/$/, ''))
    if (allowed === undefined) return sendRefusal(reply, refusal(1005, hintFor(path, methods)))
    reply.header('allow', allowed.join(', '))
    return sendRefusal(
      reply,
      refusal(
        1006,
        `${request.method}: use ${allowed.join(' or ')}`,
        `${request.method}：请使用 ${allowed.join(' 或 ')}`,
      ),
    )
  }

/** Node's own limit, for the head of a request and for the extensions of its chunks. */
const maxHeadBytes = 16_384

/** What the HTTP parser and its timers report, by their codes. */
const badHttp: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: refusal(
    1004,
    `the head of the request is larger than ${maxHeadBytes.toLocaleString('en')} bytes (16 KiB)`,
    `请求头超过 ${maxHeadBytes.toLocaleString('en')} 字节（16 KiB）`,
  ),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: refusal(
    1004,
    `the extensions of the chunks are larger than ${maxHeadBytes.toLocaleString('en')} bytes (16 KiB)`,
    `分块扩展超过 ${maxHeadBytes.toLocaleString('en')} 字节（16 KiB）`,
  ),
  ERR_HTTP_REQUEST_TIMEOUT: refusal(1001, 'the request did not arrive in time', '请求未能及时到达'),
}

/** Answers what is not even HTTP, too large a head, or too slow a request, on the bare connection. */
export const answerBadHttp = (fault: NodeJS.ErrnoException, socket: Socket): void => {
  if (!socket.writable || fault.code === 'ECONNRESET') return void socket.destroy()
  const { scode, desc } = badHttp[String(fault.code)] ?? refusal(1001, 'this is not HTTP', '不是 HTTP 请求')
  const body = JSON.stringify(envelope(scode, desc, null))
  const { http } = scodes[scode]
  socket.end(
    `HTTP/1.1 ${http} ${STATUS_CODES[http]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nX-Request-Id: ${randomUUID()}\r\nConnection: close\r\n\r\n${body}`,
  )
}
