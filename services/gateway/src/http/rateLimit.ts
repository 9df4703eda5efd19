import type { IncomingHttpHeaders } from 'node:http'
import { MAX_BODY_BYTES, type Refusal, refusal } from '@gongdan/contracts'
import { LRUCache } from 'lru-cache'

/** What callers may still ask for: each has a bucket of tokens that fills by itself. */
export interface RateLimit {
  /** Takes the price of a request, or says why and for how long the caller has to wait (1007). */
  take(caller: string, price: number): Refusal | null
  /** Takes the price of what is let in or done already; the caller waits for it with the next request. */
  charge(caller: string, price: number): void
}

export interface RateLimitDeps {
  /** Tokens a second, over all gateways; 0 for no limit. */
  readonly perSecond: number
  /** Tokens of a caller who has asked for nothing for a while. */
  readonly burst: number
  /** Gateways that live, this one included: each gives its part. */
  readonly gateways: () => number
  readonly now: () => number
}

const itemsPerToken = 50
const bytesPerToken = 4_000
/** Items of a batch that are read and not shown. */
const itemsReadPerToken = 200
/** What a body is taken for whose length is not said. */
const unknownBytes = 100_000

/**
 * What a request costs before its body is read, for reading it is most of the work of a gateway. A longer body than may be is
 * refused unread, whatever length it says.
 */
export const priceOfBody = (headers: IncomingHttpHeaders): number => {
  const bytes = headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : unknownBytes
  return Math.max(1, Math.min(bytes, MAX_BODY_BYTES) / bytesPerToken)
}

/** What a request costs beyond what it has paid, which shows once it is read: for a long list, or a body whose length was not said. */
export const priceBeyond = (paid: number, items: number, bytes = 0): number =>
  Math.max(0, items / itemsPerToken - paid, bytes / bytesPerToken - paid)

/** What an inspection of a batch costs beyond the token it has paid: all of it is read, however little is new. */
export const priceOfInspection = (listed: number, shown: number): number =>
  Math.max(priceBeyond(1, shown), listed / itemsReadPerToken - 1, 0)

interface Bucket {
  tokens: number
  /** When it had so many, unix milliseconds. */
  at: number
}

/** The bucket of a caller beyond is forgotten, and full when they come back. */
const maxCallers = 100_000

/**
 * Limits each caller (contract §5). Nothing is stored or sent on a request's way. A price above what a bucket holds is let
 * in by a full bucket and paid off before the next request.
 */
export const createRateLimit = ({ perSecond, burst, gateways, now }: RateLimitDeps): RateLimit => {
  // It takes its room at once.
  const buckets = new LRUCache<string, Bucket>({ max: perSecond > 0 ? maxCallers : 1 })

  /** The bucket of a caller as it is by now. */
  const bucketOf = (caller: string, most: number): Bucket => {
    const [known, at] = [buckets.get(caller), now()]
    if (known === undefined) {
      const full = { tokens: most, at }
      buckets.set(caller, full)
      return full
    }
    known.tokens = Math.min(most, known.tokens + ((at - known.at) / 1_000) * (perSecond / gateways()))
    known.at = at
    return known
  }

  return {
    take: (caller, price) => {
      if (perSecond === 0) return null
      const most = burst / gateways()
      const bucket = bucketOf(caller, most)
      const missing = Math.min(price, most) - bucket.tokens
      if (missing > 0) {
        const retryAfterS = Math.max(1, Math.ceil((missing * gateways()) / perSecond))
        return {
          ...refusal(
            1007,
            `a caller may make ${perSecond} requests a second`,
            `每个调用方每秒最多 ${perSecond} 个请求`,
          ),
          retryAfterS,
        }
      }
      bucket.tokens -= price
      return null
    },
    charge: (caller, price) => {
      if (perSecond > 0 && price > 0) bucketOf(caller, burst / gateways()).tokens -= price
    },
  }
}
