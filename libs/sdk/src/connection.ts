import { type Envelope, type Language, unknownOutcome } from './answers.ts'
import { stringifyExact } from './exactJson.ts'
import type { Body, Data, Get, GetPath, Post, PostPath, Query } from './operations.ts'
import { type Answered, type ClientOptions, createSend, errorOf, pause, retryAfterOf } from './send.ts'

/** Of a request that asks. */
export interface AskOptions {
  /** Ends the request at once: the signal's reason is thrown. */
  readonly signal?: AbortSignal | undefined
}

/** Of a request that changes one thing. */
export interface CommandOptions extends AskOptions {
  /** The Idempotency-Key: the same key with the same request gives the first answer again, for 7 days. A new one by default. */
  readonly key?: string | undefined
  /** For how many seconds the outcome of what was accepted (202) is asked for; 600 by default. */
  readonly followFor?: number | undefined
}

/** How often the outcome of an accepted request is asked for: every so many milliseconds at first, and rarer as it takes longer. */
const FIRST_LOOK_MS = 250
const MAX_LOOK_MS = 2_000
const FOLLOW_S = 600

interface Followed {
  readonly batchUuid: string
  readonly followFor?: number | undefined
  readonly signal?: AbortSignal | undefined
  readonly stop?: AbortSignal | undefined
}

const withQuery = (path: string, query: object): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/** One gateway, as one caller. */
export const createConnection = (options: ClientOptions) => {
  const language: Language = options.language ?? 'zh'
  const base = options.baseUrl.replace(/\/+$/, '')
  const send = createSend(options)

  const succeeded = (answer: Answered): Envelope => {
    const { scode } = answer.envelope
    // 10 and 11: the items say what became of each.
    if (scode !== 0 && scode !== 10 && scode !== 11 && scode !== 12) throw errorOf(answer, language)
    return answer.envelope
  }

  const get = async <P extends GetPath>(
    path: P,
    query: Query<Get<P>>,
    { signal }: AskOptions = {},
  ): Promise<Data<Get<P>>> => {
    const answer = await send({ method: 'GET', url: base + withQuery(path, query), signal })
    return succeeded(answer).data as Data<Get<P>>
  }

  const postAs = (path: string, body: object, key?: string) => ({
    method: 'POST',
    url: base + path,
    headers: { 'Content-Type': 'application/json', ...(key === undefined ? {} : { 'Idempotency-Key': key }) },
    body: stringifyExact(body),
  })

  /** The answer to the question what became of an accepted request. Throws where the question is refused, or not answered. */
  const lookUp = async (url: string, { batchUuid, signal, stop }: Followed): Promise<Answered> => {
    try {
      const answer = await send({ method: 'GET', url, signal, stop })
      // What became of a command has data, also if it was refused; where the question is refused there is none.
      if (answer.envelope.data === null) throw errorOf(answer, language)
      return answer
    } catch (error) {
      throw signal?.aborted ? error : unknownOutcome(error, batchUuid, language)
    }
  }

  /** The envelopes of an accepted request, as often as it is asked for; the last one is not 12, or it took too long. */
  async function* follow(followed: Followed): AsyncGenerator<Envelope> {
    const { batchUuid, followFor = FOLLOW_S, signal, stop } = followed
    const until = Date.now() + followFor * 1000
    let since = 0
    for (let waitMs = FIRST_LOOK_MS; ; waitMs = Math.min(MAX_LOOK_MS, waitMs * 1.5)) {
      const url = base + withQuery('/v1/batch/inspect', { batch_uuid: batchUuid, since })
      const { envelope, headers } = await lookUp(url, followed)
      since = Object(envelope.data).settled ?? since
      yield envelope
      if (envelope.scode !== 12 || Date.now() > until || stop?.aborted) return
      await pause(Math.max(waitMs, (retryAfterOf(headers) ?? 0) * 1000), stop ?? signal)
      if (signal?.aborted) throw signal.reason
    }
  }

  /** `data` of one thing that was changed; where the answer is late, once it is there. */
  const post = async <P extends PostPath>(
    path: P,
    body: Body<Post<P>>,
    { signal, key, followFor }: CommandOptions = {},
  ): Promise<Data<Post<P>>> => {
    const answer = await send({ ...postAs(path, body as object, key), signal })
    let envelope = succeeded(answer)
    const batchUuid = Object(envelope.data).batch_uuid
    if (envelope.scode === 12 && typeof batchUuid === 'string') {
      for await (const one of follow({ batchUuid, followFor, signal })) envelope = one
      const said = errorOf({ ...answer, envelope }, language)
      if (envelope.scode === 12) throw unknownOutcome(said, batchUuid, language)
      if (envelope.scode !== 0) throw said
    }
    return envelope.data as Data<Post<P>>
  }

  return { base, language, send, get, post, postAs, follow }
}

export type Connection = ReturnType<typeof createConnection>
