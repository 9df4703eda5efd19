import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import {
  bodyLimits,
  type Desc,
  isJsonObject,
  isRefusal,
  type JsonCounts,
  parseInput,
  parseScanned,
  type Refusal,
  refusal,
  said,
  scanJson,
  unknownParameter,
} from '@gongdan/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { InTurn } from '../batch/largeWork.ts'
import { RefusedRequest } from './answer.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** How many bytes of a body came; 0 without one. */
    bodyBytes: number
  }
}

type Fields = Readonly<Record<string, unknown>>

/**
 * How a value of the body would stand in the query string, where a parameter that is repeated is a list. Anything but a string by its
 * JSON: `toString` of a parsed object could be anything.
 */
const inQueryString = (value: unknown): string => {
  const [only = value, ...others] = Array.isArray(value) ? value : [value]
  return typeof only === 'string' && others.length === 0 ? only : JSON.stringify(value)
}

/**
 * The parameters of a query, from the query string, the JSON body or both. A field given in both with different values
 * is refused with 1002 (contract §3); a number in the body equals its digits in the query string, and a list its parameters.
 */
const mergeInput = (query: Fields, body: unknown): { readonly fields: Fields } | Refusal => {
  if (body !== undefined && !isJsonObject(body))
    return refusal(1002, 'the body must be a JSON object', '请求体必须是 JSON 对象')
  const fields = { ...body }
  const twice = Object.keys(query).find(
    (name) =>
      Object.hasOwn(fields, name) &&
      // Absent in the body (contract §1), which no text of the query string is, nor the text `null`.
      (fields[name] === null || inQueryString(fields[name]) !== inQueryString(query[name])),
  )
  return twice === undefined
    ? { fields: { ...query, ...fields } }
    : refusal(
        1002,
        `${twice}: is given in the query string and in the body with different values`,
        `${twice}：查询串与请求体中的值不一致`,
      )
}

/** Checks input against a route's schema. Gives what the schema made of it, or a refusal with 1002. */
export const readInput = <I>(schema: z.ZodType<I>, input: unknown): { readonly input: I } | Refusal => {
  // No body has no fields; the JSON text `null` is one, and no object.
  const parsed = parseInput(schema, input === undefined ? {} : input)
  return 'problem' in parsed ? refusal(1002, parsed.problem) : parsed
}

/** The checked input of a route that reads, from the query string, the body or both. */
export const readQuery = <I>(
  schema: z.ZodType<I>,
  { query, body }: Pick<FastifyRequest, 'query' | 'body'>,
): { readonly input: I } | Refusal => {
  const unknown = unknownParameter(schema, Object.keys(Object(query)))
  if (unknown !== null) return refusal(1002, unknown)
  const merged = mergeInput(Object(query), body)
  return isRefusal(merged) ? merged : readInput(schema, merged.fields)
}

type Header = string | readonly string[] | undefined

/** What the headers of a request say beside its caller. */
export interface RequestHeaders {
  /** How long the caller is willing to wait for the outcome (RFC 7240, contract §1). */
  readonly waitMs: number
  readonly respondAsync: boolean
  /**
   * The caller's Idempotency-Key; `null` without one, `undefined` for one that is not 1-128 printable characters
   * (contract §5).
   */
  readonly idempotencyKey: string | null | undefined
}

const defaultWaitMs = 5_000
const maxWaitSeconds = 30

/** The caller's request id if it is 1-128 of `A-Za-z0-9._-`, else a new one; for logs and traces only (contract §1). */
export const requestIdFrom = (header: Header): string =>
  typeof header === 'string' && /^[A-Za-z0-9._-]{1,128}$/.test(header) ? header : randomUUID()

/** Reads `Prefer: wait=N` and `Prefer: respond-async`. What cannot be understood is ignored, as RFC 7240 §2 asks. */
const preferenceFrom = (header: Header): Pick<RequestHeaders, 'waitMs' | 'respondAsync'> => {
  const preferences = String(header ?? '')
    .toLowerCase()
    .split(',')
    .map((preference) => preference.trim())
  const seconds = preferences
    .map((preference) => /^wait\s*=\s*"?(\d{1,9})"?$/.exec(preference)?.[1])
    .find((found) => found !== undefined)
  return {
    waitMs: seconds === undefined ? defaultWaitMs : Math.min(Number(seconds), maxWaitSeconds) * 1_000,
    respondAsync: preferences.includes('respond-async'),
  }
}

const idempotencyKeyFrom = (header: Header): string | null | undefined => {
  if (header === undefined) return null
  return typeof header === 'string' && /^[\x20-\x7e]{1,128}$/.test(header) ? header : undefined
}

export const requestHeaders = (headers: IncomingHttpHeaders): RequestHeaders => ({
  ...preferenceFrom(headers.prefer),
  idempotencyKey: idempotencyKeyFrom(headers['idempotency-key']),
})

const tooMuch = (counted: keyof JsonCounts): Desc => {
  const most = bodyLimits[counted].toLocaleString('en')
  switch (counted) {
    case 'values':
      return said(`the body holds more than ${most} values`, `请求体的值超过 ${most} 个`)
    case 'names':
      return said(`the body holds more than ${most} field names`, `请求体的字段名超过 ${most} 个`)
    case 'differentNames':
      return said(`the body holds more than ${most} different field names`, `请求体的不同字段名超过 ${most} 个`)
    case 'marked':
      return said(
        `the body holds more than ${most} integers beyond 2^53, or texts that begin with U+0000`,
        `请求体中超过 2^53 的整数或以 U+0000 开头的文本多于 ${most} 个`,
      )
    case 'levels':
      return said(`the body nests deeper than ${most} levels`, `请求体的嵌套超过 ${most} 层`)
  }
}

/**
 * Parses a request's JSON (contract §5): the last of doubled keys counts, `__proto__` and `constructor.prototype` are
 * dropped without effect, integers beyond 2^53 keep their exact value. An empty text is no body: `undefined`.
 * Throws RefusedRequest 1001 for what is no JSON, 1002 for what exceeds `bodyLimits`.
 */
export const parseBody = (text: string): unknown => {
  if (text.length === 0) return undefined
  const found = scanJson(text, bodyLimits)
  if (found.exceeded !== null) throw new RefusedRequest(refusal(1002, tooMuch(found.exceeded)))
  try {
    return parseScanned(text, found)
  } catch (fault) {
    const reason = typeof fault === 'object' && fault !== null && 'message' in fault ? String(fault.message) : ''
    throw new RefusedRequest(refusal(1001, reason.slice(0, 200), 'JSON 格式错误'))
  }
}

const hasContent = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text of a body; a byte order mark is dropped. Throws RefusedRequest 1001 for bytes that are no UTF-8. */
const decodeBody = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new RefusedRequest(refusal(1001, 'the body is not valid UTF-8', '请求体不是有效的 UTF-8'))
  }
}

/** Why a body cannot be read that its headers say is JSON (1003): it is compressed, or in another charset than UTF-8. */
const refusedEncoding = ({ headers }: FastifyRequest): Refusal | undefined => {
  const { 'content-encoding': encoding = 'identity', 'content-type': type = '' } = headers
  if (!/^\s*(identity)?\s*$/i.test(encoding))
    return refusal(
      1003,
      'Content-Encoding: send the body as it is, without compression',
      'Content-Encoding：请直接发送请求体，不要压缩',
    )
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type)?.[1]
  return charset === undefined || /^utf-?8$/i.test(charset)
    ? undefined
    : refusal(1003, 'Content-Type: send the body in UTF-8', 'Content-Type：请以 UTF-8 发送请求体')
}

/** Bytes from which on a body is parsed in its turn. */
const largeBody = 65_536

/** Makes JSON the only content type, on GET as well, where old clients send their parameters in a body (contract §5). */
export const acceptJson = (app: FastifyInstance, inTurn: InTurn): void => {
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true })
  app.decorateRequest('bodyBytes', 0)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, bytes: Buffer) => {
      request.bodyBytes = bytes.length
      const refused = refusedEncoding(request)
      if (refused !== undefined) throw new RefusedRequest(refused)
      return inTurn(bytes.length >= largeBody, () => parseBody(decodeBody(bytes)))
    },
  )
  app.addContentTypeParser('*', (request, _payload, done) => {
    if (!hasContent(request)) return done(null, undefined)
    const type = request.headers['content-type']
    done(
      new RefusedRequest(
        type === undefined
          ? refusal(1003, 'Content-Type is missing', '缺少 Content-Type')
          : refusal(1003, 'send application/json', '请使用 application/json'),
      ),
    )
  })
}
