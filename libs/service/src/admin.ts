import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { Registry } from 'prom-client'
import type { Readiness } from './readiness.ts'

/** The admin server: an address of its own, so that probes and metrics are kept apart from client traffic. */
export interface Admin {
  readonly port: number
  close(): Promise<void>
}

const answer = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}

const json = 'application/json; charset=utf-8'

/**
 * Serves `/livez` (200 as long as the event loop turns; checks no dependency, since a restart would not repair one),
 * `/readyz` (200 or 503, see Readiness), `/startedz` (200 or 503, see `hasStarted`) and `/metrics` (Prometheus text) on that
 * address and port, or on any free port for 0. Rejects when the port is not available.
 */
export const startAdmin = async (
  { host, port }: { readonly host: string; readonly port: number },
  registry: Registry,
  readiness: () => Promise<Readiness>,
  /** Whether the service has once been ready and is not told to end, whatever is away now. */
  hasStarted: () => Promise<boolean>,
): Promise<Admin> => {
  const routes: Readonly<Record<string, (response: ServerResponse) => Promise<void> | void>> = {
    '/livez': (response) => answer(response, 200, json, '{"alive":true}'),
    '/readyz': async (response) => {
      const now = await readiness()
      answer(response, now.ready ? 200 : 503, json, JSON.stringify(now))
    },
    '/startedz': async (response) => {
      const started = await hasStarted()
      answer(response, started ? 200 : 503, json, JSON.stringify({ started }))
    },
    '/metrics': async (response) => answer(response, 200, registry.contentType, await registry.metrics()),
  }

  const server = createServer(async (request, response) => {
    const route = routes[request.url?.split('?')[0] ?? '']
    if (route === undefined) return answer(response, 404, json, '{"error":"no such address"}')
    try {
      await route(response)
    } catch {
      answer(response, 500, json, '{"error":"internal error"}')
    }
  })
  server.listen(port, host)
  await once(server, 'listening')

  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
