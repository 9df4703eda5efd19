import { GongdanError, stringifyExact } from '@gongdan/sdk'
import { useState } from 'react'
import { isSettledBy } from './answered.ts'
import { keep, kept } from './kept.ts'

type Send<T> = (options: { readonly key: string }) => Promise<T>

/** A request that was sent and is not settled. */
type Open = { readonly request: string; readonly key: string; readonly isLost: boolean }

const keptAt = (place: string): Open | null => {
  const read = Object(kept(place)) as Partial<Open>
  return typeof read.request === 'string' && typeof read.key === 'string' ? (read as Open) : null
}

/**
 * What a press of a button asks for is sent, and its answer given. Pressed again where the answer was lost, the same request has the
 * same key, and is done once; once it is settled, also by a refusal, the next press is a request of its own. A form that lasts
 * through a reload names the place where its request does so, too.
 */
export const createSendOnce = (place?: string) => {
  let open = place === undefined ? null : keptAt(place)
  const set = (next: Open | null): void => {
    open = next
    if (place !== undefined) keep(place, next)
  }
  return {
    send: async <T>(request: unknown, send: Send<T>): Promise<T> => {
      const text = stringifyExact(request)
      const { key, isLost } = open?.request === text ? open : { key: crypto.randomUUID(), isLost: false }
      // Lost until it is answered: the page may be left before.
      set({ request: text, key, isLost: true })
      try {
        const answer = await send({ key })
        set(null)
        return answer
      } catch (error) {
        const refusal = error instanceof GongdanError && error.known ? error : null
        if (refusal !== null) set(isSettledBy(refusal) ? null : { request: text, key, isLost })
        throw error
      }
    },
    /** Whether the last request may have been carried out, though its button can be pressed again. */
    mayBeDone: (): boolean => open?.isLost === true,
    /** What is sent next is a request of its own. */
    forget: (): void => set(null),
  }
}

export const useSendOnce = (place?: string) => useState(() => createSendOnce(place))[0]
