import { isRefusal } from '@gongdan/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Authenticate, Verified } from '../identity/auth.ts'
import { logRefusal, sendRefusal } from './answer.ts'

export interface AuthHook {
  /** An onRequest hook: no body is read before its caller is verified. */
  readonly onRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>
  /** The verified caller of a request that went past the hook. */
  readonly callerOf: CallerOf
}

export type CallerOf = (request: FastifyRequest) => Verified

/** Verifies the caller of each request and remembers who it is, as long as the request lives (contract §2). */
export const createAuthHook = (authenticate: Authenticate): AuthHook => {
  const callers = new WeakMap<FastifyRequest, Verified>()
  return {
    onRequest: async (request, reply) => {
      const identity = await authenticate(request.headers.authorization)
      if (isRefusal(identity)) {
        logRefusal(request, identity)
        return sendRefusal(reply, identity)
      }
      callers.set(request, identity)
      return undefined
    },
    callerOf: (request) => {
      const caller = callers.get(request)
      if (caller === undefined) throw new Error('a route without a verified caller')
      return caller
    },
  }
}
