import { type Envelope, GongdanError, isUnanswered, type Said, saidBy, sentence } from './answers.ts'
import type { Connection } from './connection.ts'
import { randomHex } from './exactJson.ts'
import type { PostPath } from './operations.ts'
import { errorOf, retryAfterOf } from './send.ts'

/** Of a request that changes a list of things. */
export interface BatchOptions {
  /** How many items a request carries; 100 by default, 10,000 at most. */
  readonly pieces?: number | undefined
  /** How many requests are under way at once; 4 by default. */
  readonly inFlight?: number | undefined
  /**
   * Key of the whole list; a request of it has `.` and its number behind. The same list with the same key and `pieces` gives the first
   * outcomes again and does nothing twice. A new one by default.
   */
  readonly key?: string | undefined
  /** Sends nothing more; what is under way still gives its outcomes. */
  readonly signal?: AbortSignal | undefined
  /** For how many seconds the outcomes of what was accepted (202) are asked for; 600 by default. */
  readonly followFor?: number | undefined
}

/** What became of one item. */
export interface ItemOutcome<D = unknown> extends Said {
  readonly uuid: string
  /** `''` where the caller may not know it. */
  readonly name: string
  readonly ok: boolean
  /** False where it was sent and no outcome came: it may have happened. The same key tells. */
  readonly known: boolean
  /** One sentence for a person, in the language of the client. */
  readonly text: string
  readonly data: D | null
  /** Seconds after which it is worth trying again, or asking for the outcome, if the answer says so. */
  readonly retryAfter: number | null
  /** Where the outcome appears, if it is not known yet: `batches.inspect`. */
  readonly batchUuid?: string
}

/** Outcomes in the order in which they become known, one of each distinct item. */
export interface Outcomes<D> extends AsyncIterable<ItemOutcome<D>> {
  /** All of them. */
  all(): Promise<ItemOutcome<D>[]>
  /** `data` of the only item; a failure is thrown, as with requests of one thing. */
  one(): Promise<D>
}

/** A list of things to change. */
export interface BatchCall {
  readonly path: PostPath
  /** The name of the field by which an item is known: in the list, if it is an object, and in its result. */
  readonly idField: string
  readonly items: readonly (string | Readonly<Record<string, unknown>>)[]
  /** What the body has beside the list. */
  readonly shared: object
  readonly options: BatchOptions
}

const PIECES = 100
const IN_FLIGHT = 4

/** Without a token that counts, no further request can succeed. */
const isSignIn = ({ scode }: GongdanError): boolean => scode === 2001 || scode === 2002

type Item = BatchCall['items'][number]

/** Values that are put in at one place and taken out at another, until the end or an error. */
const createChannel = <T>() => {
  const values: T[] = []
  let ended: { readonly error?: unknown } | undefined
  let wake = () => {}
  return {
    put: (value: T) => {
      values.push(value)
      wake()
    },
    end: (error?: unknown) => {
      ended ??= { error }
      wake()
    },
    async *take(): AsyncGenerator<T> {
      for (;;) {
        while (values.length > 0) yield values.shift() as T
        if (ended !== undefined) {
          if (ended.error !== undefined) throw ended.error
          return
        }
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}

/** Sends a list in pieces, some of them at once, and gives the outcome of each item as soon as it is known. */
export const runBatch = <D>(connection: Connection, call: BatchCall): Outcomes<D> => {
  const { path, idField, shared, options } = call
  const { pieces = PIECES, inFlight = IN_FLIGHT, key = randomHex(), signal, followFor } = options
  const { language } = connection
  const uuidOf = (item: Item): string => (typeof item === 'string' ? item : String(item[idField]))
  const distinct = [...new Map(call.items.map((item) => [uuidOf(item), item])).entries()]
  const nameField = idField.replace('_uuid', '_name')

  const outcomeOf = (uuid: string, envelope: Envelope, known = true): ItemOutcome<D> => {
    const said = saidBy(envelope)
    const name = String(Object(envelope.data)[nameField] ?? '')
    const data = envelope.data as D | null
    return { ...said, uuid, name, ok: said.scode === 0, known, text: sentence(said, language), data, retryAfter: null }
  }
  const failed = (uuid: string, error: GongdanError): ItemOutcome<D> => {
    const { scode, message, messageCn, desc, descCn, text, known, retryAfter, batchUuid } = error
    const said = { scode, message, messageCn, desc, descCn, text, known, retryAfter }
    return { ...said, uuid, name: '', ok: false, data: null, ...(batchUuid === undefined ? {} : { batchUuid }) }
  }

  const sendPiece = async (index: number, put: (outcome: ItemOutcome<D>) => void): Promise<void> => {
    const piece = distinct.slice(index * pieces, (index + 1) * pieces)
    const open = new Set(piece.map(([uuid]) => uuid))
    // Answers spell uuids in lower case, however they were sent.
    const asGiven = new Map<string, string[]>()
    for (const uuid of open) asGiven.set(uuid.toLowerCase(), [...(asGiven.get(uuid.toLowerCase()) ?? []), uuid])
    const settle = (uuid: string, envelope: Envelope) => {
      if (envelope.scode !== 12 && open.delete(uuid)) put(outcomeOf(uuid, envelope, !isUnanswered(envelope.scode)))
    }
    try {
      const body = { ...shared, list: piece.map(([, item]) => item) }
      const answer = await connection.send({ ...connection.postAs(path, body, `${key}.${index}`), stop: signal })
      const { envelope } = answer
      const results: readonly Envelope[] | undefined = Object(envelope.data).results
      if (results === undefined) throw errorOf(answer, language)
      results.forEach((result, place) => {
        const [uuid] = piece[place] ?? []
        if (uuid !== undefined) settle(uuid, result)
      })
      const batchUuid = Object(envelope.data).batch_uuid
      if (open.size === 0 || typeof batchUuid !== 'string') return
      const retryAfter = retryAfterOf(answer.headers)
      for await (const later of connection.follow({ batchUuid, followFor, stop: signal })) {
        const news: readonly Envelope[] = Object(later.data).results ?? []
        for (const result of news) {
          const uuids = asGiven.get(String(Object(result.data)[idField]).toLowerCase()) ?? []
          for (const uuid of uuids) settle(uuid, result)
        }
        if (open.size === 0) return
      }
      for (const uuid of open) put({ ...outcomeOf(uuid, { ...envelope, data: null }, false), batchUuid, retryAfter })
    } catch (error) {
      if (!(error instanceof GongdanError)) throw error
      for (const uuid of open) put(failed(uuid, error))
      if (!error.answered || isSignIn(error) || error.scode >= 9000 || error.scode === 1007) throw error
    }
  }

  async function* run(): AsyncGenerator<ItemOutcome<D>> {
    const { put, end, take } = createChannel<ItemOutcome<D>>()
    const count = Math.ceil(distinct.length / pieces)
    let next = 0
    let broken: { readonly error: unknown } | undefined
    const work = async () => {
      while (next < count && broken === undefined && !signal?.aborted) {
        next += 1
        try {
          await sendPiece(next - 1, put)
        } catch (error) {
          broken ??= { error }
        }
      }
    }
    const workers = Array.from({ length: Math.min(inFlight, count) }, work)
    const all = Promise.all(workers).then(() => {
      if (broken !== undefined) end(broken.error)
      else if (signal?.aborted && next < count) end(signal.reason)
      else end()
    })
    try {
      yield* take()
    } finally {
      // Who stops reading stops the sending.
      next = count
      await all
    }
  }

  return {
    [Symbol.asyncIterator]: run,
    all: async () => {
      const outcomes: ItemOutcome<D>[] = []
      for await (const outcome of run()) outcomes.push(outcome)
      return outcomes
    },
    one: async () => {
      let last: ItemOutcome<D> | undefined
      for await (const outcome of run()) last = outcome
      if (last === undefined) throw new TypeError('one() needs an item')
      if (!last.ok) {
        const { scode, known, retryAfter, data, batchUuid } = last
        const about = { requestId: '', retryAfter, data, language, batchUuid, isRepeat: !known }
        throw new GongdanError(last, about, scode !== 9002 || batchUuid !== undefined)
      }
      return last.data as D
    },
  }
}
