import { type SealKeys, seal, sealedFor, unseal } from '@gongdan/service'
import { z } from 'zod'

/** How long a token confirms an address. */
const VALID_MS = 24 * 3_600_000

// What is sealed here says what for, since addresses and secrets of webhooks are sealed with the same keys.
const Token = z.object({ confirms: z.literal('mail'), user: z.string(), address: z.string(), until: z.number() })

/** A token that shows who read it at an address of a user. */
export const mailToken = (keys: SealKeys, user: string, address: string, now: number): string => {
  const token: z.infer<typeof Token> = { confirms: 'mail', user, address, until: now + VALID_MS }
  return seal(keys, sealedFor.mail, JSON.stringify(token))
}

/**
 * The address that a token confirms for that user, and whether it still does; null for a token that is not ours, or another
 * user's.
 */
export const readMailToken = (
  keys: SealKeys,
  token: string,
  user: string,
  now: number,
): { readonly address: string; readonly isExpired: boolean } | null => {
  try {
    const { user: owner, address, until } = Token.parse(JSON.parse(unseal(keys, sealedFor.mail, token)))
    return owner === user ? { address, isExpired: now > until } : null
  } catch {
    return null
  }
}
