import type { FastifyReply, FastifyRequest } from 'fastify'
import { give, refuse } from '../http/answer.ts'
import type { Authenticate, Verified } from './auth.ts'

/** Who makes which request, for as long as the request lives. */
export interface Callers {
  /** An onRequest hook: nobody's body is read before it is known who he is. */
  readonly identify: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>
  readonly of: (request: FastifyRequest) => Verified
}

export const createCallers = (authenticate: Authenticate): Callers => {
  const callers = new WeakMap<FastifyRequest, Verified>()
  return {
    identify: async (request, reply) => {
      const identity = await authenticate(request.headers.authorization)
      if ('refused' in identity) return give(reply, refuse(identity.refused, identity.desc))
      callers.set(request, identity)
      return undefined
    },
    of: (request) => {
      const caller = callers.get(request)
      if (caller === undefined) throw new Error('a route without a verified caller')
      return caller
    },
  }
}
