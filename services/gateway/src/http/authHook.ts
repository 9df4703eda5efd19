import { inEnglish, isRefusal } from '@gongdan/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { decodeJwt } from 'jose'
import type { Authenticate, Verified } from '../identity/auth.ts'
import { pathOf, sendRefusal } from './answer.ts'

export interface AuthHook {
  /** An onRequest hook: no body is read before its caller is verified. */
  readonly onRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>
  /** The verified caller of a request that went past the hook. */
  readonly callerOf: CallerOf
}

export type CallerOf = (request: FastifyRequest) => Verified

const text = (claim: unknown): string => (typeof claim === 'string' ? claim.slice(0, 255) : '')

/** Who a refused token says its bearer is; blank where it says nothing. Unchecked. */
const claimedBy = (authorization = ''): { readonly user: string; readonly tenant: string } => {
  try {
    const { sub, tenant_uuid } = decodeJwt(authorization.replace(/^\S+ +/, ''))
    return { user: text(sub), tenant: text(tenant_uuid) }
  } catch {
    return { user: '', tenant: '' }
  }
}

/** Verifies the caller of each request and remembers who it is, as long as the request lives (contract §2). */
export const createAuthHook = (authenticate: Authenticate): AuthHook => {
  const callers = new WeakMap<FastifyRequest, Verified>()
  return {
    onRequest: async (request, reply) => {
      const identity = await authenticate(request.headers.authorization)
      if (isRefusal(identity)) {
        const { scode, desc } = identity
        const reason = inEnglish(desc)
        const { method, headers, log } = request
        const claimed = { ...claimedBy(headers.authorization), verified: false }
        log.info({ scode, reason, method, url: pathOf(request), ...claimed }, 'caller not authenticated')
        return sendRefusal(reply, identity)
      }
      callers.set(request, identity)
      const { userUuid: user, tenantUuid: tenant } = identity.principal
      request.log = request.log.child({ user, tenant })
      return undefined
    },
    callerOf: (request) => {
      const caller = callers.get(request)
      if (caller === undefined) throw new Error('a route without a verified caller')
      return caller
    },
  }
}
