import { type Refusal, refusal } from '../http/refusal.ts'

/** An address for notifications: a secret belongs into a field of its own, not before the host (RFC 3986 §3.2.1). */
export const checkUrl = (text: string): Refusal | null => {
  const { username, password } = new URL(text)
  return username === '' && password === '' ? null : refusal(1002, 'url: must not carry a user or a password')
}
