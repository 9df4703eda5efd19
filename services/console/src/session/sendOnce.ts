import { GongdanError, stringifyExact } from '@gongdan/sdk'
import { useState } from 'react'

type Send<T> = (options: { readonly key: string }) => Promise<T>

/**
 * Sends what a press of a button asks for, and gives its answer. Pressed again where the answer was lost, the same request has the
 * same key, and is done once; once it is answered, also by a refusal, the next press is a request of its own.
 */
export const createSendOnce = () => {
  let open = { request: '', key: '' }
  return async <T>(request: unknown, send: Send<T>): Promise<T> => {
    const text = stringifyExact(request)
    if (open.request !== text) open = { request: text, key: crypto.randomUUID() }
    try {
      const answer = await send({ key: open.key })
      open = { request: '', key: '' }
      return answer
    } catch (error) {
      if (error instanceof GongdanError && error.known) open = { request: '', key: '' }
      throw error
    }
  }
}

export const useSendOnce = () => useState(createSendOnce)[0]
