import { readFileSync } from 'node:fs'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

// Made by `npm run openapi` from the schemas of the routes: making it takes half a second, which no start has to wait for.
const exact = readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8')
const json = Buffer.from(exact)
/** What the plugins read: the same, but for the largest uint64, which a double rounds. */
const document = JSON.parse(exact)
const [rounded, largest] = [Number(2n ** 64n), 2n ** 64n - 1n].map(String) as [string, string]
const jsonType = 'application/json; charset=utf-8'

const page = readFileSync(new URL('docsPage.js', import.meta.url), 'utf8')

let yaml: Buffer | undefined
/** Rendered once a process, before anybody asks: it takes a sixth of a second, and needs no caller. */
const renderYaml = (app: FastifyInstance): Buffer => {
  yaml ??= Buffer.from(app.swagger({ yaml: true }).replaceAll(rounded, largest))
  return yaml
}

/** `/openapi.json`, the document for programs, and `/docs`, the same for people (contract §5). */
export const addDocs = async (app: FastifyInstance): Promise<void> => {
  app.get('/openapi.json', (_request, reply) => reply.type(jsonType).send(json))
  await app.register(swagger, { mode: 'static', specification: { document } })
  const rendered: ReadonlyMap<string | undefined, readonly [type: string, content: Buffer]> = new Map([
    ['/docs/json', [jsonType, json]],
    ['/docs/yaml', ['application/x-yaml', renderYaml(app)]],
  ])
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'gongdan', js: [{ filename: 'docsPage.js', content: page }] },
    uiConfig: {
      tryItOutEnabled: true,
      // These two run in the page, as their text.
      requestInterceptor: (request: unknown) => Object(globalThis).examples.fill(request),
      responseInterceptor: (response: unknown) => Object(globalThis).examples.read(response),
    },
    uiHooks: {
      // The plugin writes the document out anew for each request.
      preHandler: (request, reply, next) => {
        const found = rendered.get(request.routeOptions.url)
        if (found === undefined) return next()
        reply.type(found[0]).send(found[1])
      },
    },
    staticCSP: {
      'default-src': "'self'",
      'img-src': "'self' data:",
      'style-src': "'self' 'unsafe-inline'",
      'frame-ancestors': "'none'",
    },
  })
}
