import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { openApiDocument } from '../openapi/document.ts'
import { routes } from '../routes/table.ts'

const document = JSON.parse(JSON.stringify(openApiDocument(routes)))
const text = JSON.stringify(document)

/** `/openapi.json`, the document for programs, and `/docs`, the same for people (contract §5). */
export const addDocs = async (app: FastifyInstance): Promise<void> => {
  app.get('/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(text))
  await app.register(swagger, { mode: 'static', specification: { document } })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: {
      'default-src': "'self'",
      'img-src': "'self' data:",
      'style-src': "'self' 'unsafe-inline'",
      'frame-ancestors': "'none'",
    },
  })
}
