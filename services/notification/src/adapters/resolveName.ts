import type { LookupAddress } from 'node:dns'
import { lookup, Resolver } from 'node:dns/promises'
import { createSemaphore } from '@gongdan/scheduling'

/** All addresses that a name leads to; rejects when there are none. Ends when the signal says so. */
export type ResolveName = (name: string, signal: AbortSignal) => Promise<readonly LookupAddress[]>

/** Asked for names that DNS does not know. */
export type FallBack = (name: string) => Promise<readonly LookupAddress[]>

interface NameResolverOptions {
  readonly fallBack?: FallBack | undefined
  /** Instead of those of the system. */
  readonly servers?: readonly string[] | undefined
}

/** The first wait for an answer of a server; the second and last one is twice as long. */
const [TIMEOUT_MS, TRIES] = [2_500, 2]

/** There is no such name in DNS, or there is no DNS: neither is the doing of whose name it is, as silence may be. */
const unknown = new Set(['ENOTFOUND', 'ENODATA', 'ECONNREFUSED'])

/** The system's own look-up, which knows its file of hosts and its search domains. It holds a thread, and cannot be ended. */
export const systemLookup: FallBack = (name) => lookup(name, { all: true })

/**
 * Resolves names by DNS without the system's look-up: that one runs in the few threads of the process, where names whose DNS
 * does not answer would keep everybody else's waiting, those of broker and database among them.
 */
export const createNameResolver = ({ fallBack, servers }: NameResolverOptions = {}): ResolveName => {
  /** One thread at most. */
  const inTurn = createSemaphore(1)

  const ask = async (name: string, signal: AbortSignal): Promise<readonly LookupAddress[]> => {
    signal.throwIfAborted()
    // One a look-up: ending it must not end the others, and what the servers are may have changed.
    const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES })
    if (servers !== undefined) resolver.setServers(servers)
    const cancel = () => resolver.cancel()
    signal.addEventListener('abort', cancel, { once: true })
    try {
      const [v4, v6] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
      if (v4.status === 'rejected' && v6.status === 'rejected') throw faultOf(v4.reason, v6.reason)
      return [...addressesOf(v4, 4), ...addressesOf(v6, 6)]
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  }

  return async (name, signal) => {
    try {
      return await ask(name, signal)
    } catch (fault) {
      if (fallBack === undefined || !unknown.has(Object(fault).code)) throw fault
      return inTurn(async () => {
        signal.throwIfAborted()
        return fallBack(name)
      })
    }
  }
}

/** Whatever says more than that there is no such name: a server that did not answer may know it. */
const faultOf = (v4: unknown, v6: unknown): unknown => (unknown.has(Object(v4).code) ? v6 : v4)

const addressesOf = (found: PromiseSettledResult<string[]>, family: 4 | 6): LookupAddress[] =>
  found.status === 'fulfilled' ? found.value.map((address) => ({ address, family })) : []
