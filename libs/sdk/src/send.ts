import { type Envelope, GongdanError, type Language, noAnswer, saidBy } from './answers.ts'
import { parseExact, randomHex } from './exactJson.ts'

/** What a client is made of. */
export interface ClientOptions {
  /** Where the gateway is, such as `https://gongdan.example.com`; a path in front of `/v1` is kept. */
  readonly baseUrl: string
  /** The bearer token, or where it comes from: asked before every request. */
  readonly token?: string | (() => string | Promise<string>)
  /** Of the sentences in errors and outcomes; `zh` by default. */
  readonly language?: Language
  readonly fetch?: (input: Request) => Promise<Response>
  /** For how many seconds a request is repeated that meets a network fault, 429 or 503; 30 by default. */
  readonly patience?: number
}

/** What is asked. */
export interface Ask {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Ends the request at once. */
  readonly signal?: AbortSignal | undefined
  /** Lets the attempt that is under way end, and makes no other. */
  readonly stop?: AbortSignal | undefined
}

/** An answer, whatever it says. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly envelope: Envelope
  /** An attempt before this one was sent, and nothing was heard of it. */
  readonly isRepeat: boolean
}

/** A command waits 5 s for its outcome and 30 at most: who has not answered by now does not answer any more. */
const ATTEMPT_MS = 40_000
const FIRST_BACKOFF_MS = 250
const MAX_BACKOFF_MS = 10_000

/** Settles after so many milliseconds, or as soon as the signal says so. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    if (signal?.aborted) end()
    else signal?.addEventListener('abort', end)
  })

/**
 * Settles as the promise does, or rejects when the signal says so. The signal of a request is not enough: in Node it is lost once the
 * `Request` is collected as garbage, while its answer still comes.
 */
export const untilAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })

/** Milliseconds before the next attempt: doubled each time, and different for each client. */
export const backoff = (attempt: number): number =>
  Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt) * (0.5 + Math.random() / 2)

export const retryAfterOf = (headers: Headers): number | null => {
  const seconds = Number(headers.get('Retry-After') ?? 'none')
  return Number.isFinite(seconds) ? seconds : null
}

export const isEnvelope = (value: unknown): value is Envelope => Number.isInteger(Object(value).scode)

/** A proxy in between answers in its own words. */
const envelopeIn = (text: string): Envelope | null => {
  try {
    const value = parseExact(text)
    return isEnvelope(value) ? value : null
  } catch {
    return null
  }
}

/** The answer does not say what is true, only that it cannot be said now. 1009: the attempt before is still under way. */
const isWorthRepeating = (status: number, envelope: Envelope | null): boolean =>
  status === 429 || status === 502 || status === 503 || status === 504 || envelope?.scode === 1009

/** One attempt: its answer, an error that another attempt may not meet (`again`), or one that it meets as well. */
type Attempt =
  | { readonly answer: Answered }
  | { readonly again: GongdanError; readonly headers: Headers }
  | { readonly error: GongdanError }

export type Send = (ask: Ask) => Promise<Answered>

export const errorOf = ({ envelope, headers, isRepeat }: Answered, language: Language): GongdanError =>
  new GongdanError(saidBy(envelope), {
    requestId: headers.get('X-Request-Id') ?? '',
    retryAfter: retryAfterOf(headers),
    data: envelope.data,
    language,
    isRepeat,
  })

/**
 * Sends requests: with a token, an Idempotency-Key on every POST, and again under the same key while the network, the gateway's
 * limits (429) or its state (503) are in the way. Gives the answer of the gateway, refusals included; throws a `GongdanError` where
 * none came in the time of `patience`, and the signal's reason where `signal` ended it.
 */
export const createSend = ({ token, language = 'zh', patience = 30, ...options }: ClientOptions): Send => {
  const fetch = options.fetch ?? ((request: Request) => globalThis.fetch(request))

  /** The token of an attempt. That there is none must not hide that one before it (`isRepeat`) may have been taken. */
  const bearerNow = async ({ signal }: Ask, isRepeat: boolean): Promise<string | undefined> => {
    try {
      return typeof token === 'function' ? await token() : token
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      throw isRepeat ? noAnswer(String(Object(error).message ?? error), language, error) : error
    }
  }

  const attempt = async (ask: Ask, bearer: string | undefined, isRepeat: boolean): Promise<Attempt> => {
    const { method, url, headers, body, signal } = ask
    const all = new Headers(headers)
    if (bearer !== undefined && !all.has('Authorization')) all.set('Authorization', `Bearer ${bearer}`)
    const controller = new AbortController()
    const abort = () => controller.abort(signal?.reason)
    const timer = setTimeout(() => controller.abort(), ATTEMPT_MS)
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort)
    try {
      const init = { method, headers: all, signal: controller.signal, ...(body === undefined ? {} : { body }) }
      const response = await untilAborted(fetch(new Request(url, init)), controller.signal)
      const text = await untilAborted(response.text(), controller.signal)
      const envelope = envelopeIn(text)
      const { status } = response
      if (envelope === null) {
        const error = noAnswer(`HTTP ${status}`, language)
        return isWorthRepeating(status, null) ? { again: error, headers: response.headers } : { error }
      }
      const answer = { status, headers: response.headers, text, envelope, isRepeat }
      return isWorthRepeating(status, envelope)
        ? { again: errorOf(answer, language), headers: response.headers }
        : { answer }
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      return { again: noAnswer(String(Object(error).cause ?? error), language, error), headers: new Headers() }
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  }

  return async (given) => {
    const key = given.method === 'POST' ? { 'Idempotency-Key': randomHex() } : {}
    const ask = { ...given, headers: { ...key, ...given.headers } }
    const until = Date.now() + patience * 1000
    let refused: string | undefined
    let isRepeat = false
    for (let count = 0; ; count += 1) {
      const bearer = await bearerNow(ask, isRepeat)
      const tried = await attempt(ask, bearer, isRepeat)
      if ('answer' in tried) {
        // It may have expired on the way: another one, if there is one, is tried once.
        if (tried.answer.envelope.scode !== 2002 || refused !== undefined || bearer === undefined) return tried.answer
        refused = bearer
        if ((await bearerNow(ask, isRepeat)) === bearer) return tried.answer
        continue
      }
      if ('error' in tried) throw tried.error
      isRepeat ||= !tried.again.known
      const waitMs = Math.max((retryAfterOf(tried.headers) ?? 0) * 1000, backoff(count))
      if (ask.stop?.aborted || Date.now() + waitMs > until) throw tried.again
      await pause(waitMs, ask.stop ?? ask.signal)
      if (ask.signal?.aborted) throw ask.signal.reason
      if (ask.stop?.aborted) throw tried.again
    }
  }
}
