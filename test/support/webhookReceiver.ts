import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { freePort } from '../../deploy/local/ports.ts'
import { eventually } from './eventually.ts'

/** A message as it arrived. */
export interface ReceivedRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly at: number
}

/** What a receiver does with a message: answers with a status (and headers, and a body), or `crash`: hangs up. */
export interface ReceiverResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly afterMs?: number
}
export type ReceiverBehaviour = (arrived: ReceivedRequest) => ReceiverResponse | 'crash'

const readBody = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

/** A receiver of webhooks on this machine, whose behaviour a test may change, that can go down and come back at its port. */
export const startWebhookReceiver = async (behave: ReceiverBehaviour = () => ({ status: 200 })) => {
  const arrived: ReceivedRequest[] = []
  const sockets = new Set<Socket>()
  let behaviour = behave

  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const one = { path: request.url ?? '', headers, body: await readBody(request), at: Date.now() }
    arrived.push(one)
    const answer = behaviour(one)
    if (answer === 'crash') {
      request.socket.destroy()
      return
    }
    response.writeHead(answer.status, answer.headers)
    setTimeout(() => response.end(answer.body ?? ''), answer.afterMs ?? 0).unref()
  }

  let server = createServer()
  const listen = async (port: number) => {
    server = createServer((request, response) => {
      // A message whose connection breaks in the middle was not sent.
      receive(request, response).catch(() => request.socket.destroy())
    })
    server.on('connection', (socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  const port = await freePort()
  await listen(port)
  const goDown = async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }

  return {
    url: `http://127.0.0.1:${port}/hook`,
    arrived,
    behave: (next: ReceiverBehaviour) => {
      behaviour = next
    },
    goDown,
    // A connection of another program may have been lent the port meanwhile.
    comeBack: () => eventually(() => listen(port), { withinMs: 5_000 }),
    close: goDown,
  }
}
export type WebhookReceiver = Awaited<ReturnType<typeof startWebhookReceiver>>
