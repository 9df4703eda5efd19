import type { ServerResponse } from 'node:http'
import type { Reply } from './reply.ts'

/** Does something once some ms of real time have passed, unless the server has closed by then. */
export type Later = (ms: number, then: () => void) => void

const json = { 'content-type': 'application/json' }
const length = (body: string) => ({ 'content-length': Buffer.byteLength(body) })
const half = (body: string): Buffer => {
  const bytes = Buffer.from(body)
  return bytes.subarray(0, bytes.length / 2)
}

/** Puts an answer on the wire in the way it says. */
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
      // A reset, not an orderly end: clients wait for the missing bytes after an end.
      response.write(half(reply.body), () => response.socket?.resetAndDestroy())
      return
  }
}
