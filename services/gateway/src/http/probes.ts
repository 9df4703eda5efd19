import { envelope } from '@gongdan/contracts'
import type { FastifyInstance } from 'fastify'
import { answer, give } from './answer.ts'

/** Rejects, with the reason, while requests cannot be carried out. */
export type Ready = () => Promise<void>

/** `/livez` asks nobody; `/readyz` tells whether this gateway can carry requests out. Both without a caller. */
export const addProbes = (app: FastifyInstance, ready: Ready): void => {
  app.get('/livez', (_request, reply) => give(reply, answer(envelope(0, '', { alive: true }))))
  app.get('/readyz', async (_request, reply) => {
    const reason = await ready().then(
      () => null,
      (fault) => String(fault instanceof Error ? fault.message : fault),
    )
    return give(reply, answer(reason === null ? envelope(0, '', { ready: true }) : envelope(9002, reason, null)))
  })
}
