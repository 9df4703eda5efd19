import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as the server got it. */
export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** Answers a request, by its place in the order of arrival. */
export type Answering = (request: Received, response: ServerResponse, index: number) => void

/** The envelope of these, as the gateway sends it. */
export const envelope = (scode: number, data: unknown = null, desc = '') => ({
  scode,
  desc,
  message: scode === 0 ? 'success' : 'refused',
  message_cn: scode === 0 ? '成功' : '已拒绝',
  stack: null,
  data,
  ...(desc === '' ? {} : { desc_cn: `中文 ${desc}` }),
})

/** Sends an envelope. */
export const send = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

const started: { close(): void; closeAllConnections(): void }[] = []
/** Closes the servers that were started: after each test. */
export const closeAll = () => {
  for (const server of started.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
}

/** A server on a free port that answers as it is told, and remembers what it was asked. */
export const startAnswering = async (answer: Answering) => {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      received.push({ method, url, headers, body: Buffer.concat(parts).toString() })
      answer(received.at(-1) as Received, response, received.length - 1)
    })
  })
  started.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}
