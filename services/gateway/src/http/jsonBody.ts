import { parseExact } from '@gongdan/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { scan } from 'secure-json-parse'
import { RefusedRequest, refusal } from './refusal.ts'

/** Deeper than any section is; a deeper one could exhaust the stack where it is written out again. */
const deepest = 64

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null

const nestsDeeperThan = (value: object, levels: number): boolean =>
  levels === 0 || Object.values(value).some((inner) => isNested(inner) && nestsDeeperThan(inner, levels - 1))

/**
 * Parses a request's JSON (contract §5): the last of doubled keys counts, `__proto__` and `constructor.prototype` are
 * dropped without effect, integers beyond 2^53 keep their exact value. An empty text is no body: `undefined`.
 * Throws RefusedRequest 1001 for what is no JSON, 1002 for what nests too deep.
 */
export const parseBody = (text: string): unknown => {
  if (text.length === 0) return undefined
  const value = parseText(text)
  if (!isNested(value)) return value
  if (nestsDeeperThan(value, deepest)) {
    throw new RefusedRequest(refusal(1002, `the body nests deeper than ${deepest} levels`))
  }
  return scan(value, { protoAction: 'remove', constructorAction: 'remove' })
}

const parseText = (text: string): unknown => {
  try {
    return parseExact(text)
  } catch (fault) {
    const reason = typeof fault === 'object' && fault !== null && 'message' in fault ? String(fault.message) : ''
    throw new RefusedRequest(refusal(1001, reason.slice(0, 200)))
  }
}

const hasContent = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** Makes JSON the only content type, on GET as well, where old clients send their parameters in a body (contract §5). */
export const acceptJson = (app: FastifyInstance): void => {
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, parseBody(String(text)))
    } catch (fault) {
      done(fault instanceof Error ? fault : new Error('the body cannot be read', { cause: fault }))
    }
  })
  app.addContentTypeParser('*', (request, _payload, done) => {
    if (!hasContent(request)) return done(null, undefined)
    const type = request.headers['content-type']
    done(new RefusedRequest(refusal(1003, type === undefined ? 'Content-Type is missing' : 'send application/json')))
  })
}
