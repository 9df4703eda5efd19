import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { apiError, type Outcome } from './action.ts'
import type { ReplyFault } from './faults.ts'

/** What goes over the wire as an answer. `ms` is real time. */
export type Reply =
  | { readonly kind: 'json'; readonly body: string }
  | { readonly kind: 'page'; readonly status: number; readonly type: string; readonly body: string }
  | { readonly kind: 'drop' }
  | { readonly kind: 'hang'; readonly ms: number }
  | { readonly kind: 'slow'; readonly body: string; readonly ms: number }
  | { readonly kind: 'cut'; readonly body: string }

/** The API's answer to an outcome: always JSON under `Response`, an error too. */
export const answerText = (outcome: Outcome, requestId: string): string =>
  JSON.stringify({
    Response:
      outcome.kind === 'done'
        ? { ...outcome.answer, RequestId: requestId }
        : { Error: { Code: outcome.code, Message: outcome.message }, RequestId: requestId },
  })

const errorText = (code: string, message: string): string => answerText(apiError(code, message), randomUUID())

/** The answer as it goes over the wire, changed by a fault if there is one. */
export const replyWithFault = (fault: ReplyFault | undefined, answer: string): Reply => {
  switch (fault?.kind) {
    case undefined:
      return { kind: 'json', body: answer }
    case 'error':
      return { kind: 'json', body: errorText(fault.code, fault.message) }
    case 'duplicateOnOwn':
      return { kind: 'json', body: errorText('InvalidImageName.Duplicate', 'The image name is already in use.') }
    case 'http':
      return { kind: 'page', status: fault.status, type: 'text/plain', body: fault.body }
    case 'html200':
      return { kind: 'page', status: 200, type: 'text/html', body: '<html><body>Gateway</body></html>' }
    case 'emptyJson':
      return { kind: 'json', body: '{}' }
    case 'truncate':
      return { kind: 'json', body: answer.slice(0, answer.length / 2) }
    case 'slowBody':
      return { kind: 'slow', body: answer, ms: fault.ms }
    case 'cutBody':
      return { kind: 'cut', body: answer }
    case 'hangBefore':
    case 'hangAfter':
      return { kind: 'hang', ms: fault.ms }
    case 'dropBefore':
    case 'dropAfter':
    case 'lateApply':
      return { kind: 'drop' }
  }
}

/** Does something once some ms of real time have passed, unless the server was closed by then. */
export type Later = (ms: number, then: () => void) => void

const json = { 'content-type': 'application/json' }
const length = (body: string) => ({ 'content-length': Buffer.byteLength(body) })
const half = (body: string): Buffer => {
  const bytes = Buffer.from(body)
  return bytes.subarray(0, bytes.length / 2)
}

/** Sends a reply. `later` delays a part of it; `traceId` is echoed as Tencent does. */
export const deliver = (response: ServerResponse, reply: Reply, traceId: string | undefined, later: Later): void => {
  if (traceId !== undefined) response.setHeader('x-tc-traceid', traceId)
  switch (reply.kind) {
    case 'json':
      response.writeHead(200, { ...json, ...length(reply.body) }).end(reply.body)
      return
    case 'page':
      response.writeHead(reply.status, { 'content-type': reply.type, ...length(reply.body) }).end(reply.body)
      return
    case 'drop':
      response.socket?.destroy()
      return
    case 'hang':
      later(reply.ms, () => response.socket?.destroy())
      return
    case 'slow':
      response.writeHead(200, { ...json, ...length(reply.body) }).write(half(reply.body))
      later(reply.ms, () => response.end(Buffer.from(reply.body).subarray(half(reply.body).length)))
      return
    case 'cut':
      response.writeHead(200, { ...json, ...length(reply.body) })
      // Reset the connection: after a normal end clients wait for the missing bytes.
      response.write(half(reply.body), () => response.socket?.resetAndDestroy())
      return
  }
}
