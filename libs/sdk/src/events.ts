import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { type Envelope, GongdanError, noAnswer, saidBy } from './answers.ts'
import { parseExact } from './exactJson.ts'
import type { components } from './schema.d.ts'
import { backoff, type ClientOptions, isEnvelope, pause, retryAfterOf, untilAborted } from './send.ts'

/** What a notice tells: who did what to which ticket. */
export type Notice = components['schemas']['TicketNotice']

/** A ticket in the caller's lists as it is after a change; `owner_*` is whose turn it is, `''` if none. */
export interface ChangedTicket {
  /** What happened: `ticket.passed`, `ticket.fulfilment-requested` and so on. */
  readonly type: string
  readonly ticket_uuid: string
  readonly version: number
  readonly ticket_state_code: string
  readonly actor_name: string
  readonly owner_tenant_uuid: string
  readonly owner_uuid: string
  readonly owner_name: string
  /** Of a comment, which changes nothing of the ticket. */
  readonly comment_uuid?: string
}

/** What comes on the stream of live events (contract §5). */
export type LiveEvent =
  /** A stream begins; `id` is the one to come back with. Read the lists again. */
  | { readonly type: 'listening'; readonly id: string }
  /** Something happened that concerns the caller. */
  | { readonly type: 'notice'; readonly id: string; readonly notice: Notice }
  | { readonly type: 'changed'; readonly ticket: ChangedTicket }
  /** Notices are no longer kept: read the lists again. */
  | { readonly type: 'missed'; readonly id: string }
  /** The gateway ended the stream: 0 after an hour, 2002 when the token expired, 9002 when it stops. Another stream follows. */
  | { readonly type: 'end'; readonly scode: number; readonly text: string }
  /** The stream broke, or none began; it is tried again in so many seconds. */
  | { readonly type: 'broken'; readonly error: GongdanError; readonly retryIn: number }

export interface EventOptions {
  /** Goes on behind this event, which may be 7 days old; without it the stream begins now. */
  readonly lastEventId?: string | undefined
  /** Ends the events; nothing is thrown. */
  readonly signal?: AbortSignal | undefined
}

/** The gateway sends something every 15 s: a stream that is silent for so long is dead. */
const SILENT_MS = 45_000
const MAX_RETRY_MS = 30_000

const eventOf = ({ event, id = '', data }: EventSourceMessage): LiveEvent | undefined => {
  if (event === undefined) return { type: 'notice', id, notice: parseExact(data) as Notice }
  if (event === 'listening' || event === 'missed') return { type: event, id }
  if (event === 'ticket.changed') return { type: 'changed', ticket: parseExact(data) as ChangedTicket }
  return undefined
}

async function* streams(
  { baseUrl, token, language = 'zh', ...options }: ClientOptions,
  { lastEventId, signal }: EventOptions,
): AsyncGenerator<LiveEvent> {
  const fetch = options.fetch ?? ((request: Request) => globalThis.fetch(request))
  const url = `${baseUrl.replace(/\/+$/, '')}/v1/events`
  let last = lastEventId
  let retryMs = 0
  let failures = 0

  const bearerNow = async (): Promise<string | undefined> => {
    const asked = (async () => (typeof token === 'function' ? token() : token))()
    return signal === undefined ? asked : untilAborted(asked, signal)
  }

  const open = async (controller: AbortController, bearer: string | undefined): Promise<ReadableStream<Uint8Array>> => {
    const headers = new Headers({ Accept: 'text/event-stream' })
    if (bearer !== undefined) headers.set('Authorization', `Bearer ${bearer}`)
    if (last !== undefined) headers.set('Last-Event-ID', last)
    const response = await fetch(new Request(url, { headers, signal: controller.signal }))
    if (response.ok && response.body !== null) return response.body
    const value = await response.text().then(parseExact, () => null)
    if (!isEnvelope(value)) throw noAnswer(`HTTP ${response.status}`, language)
    const requestId = response.headers.get('X-Request-Id') ?? ''
    const retryAfter = retryAfterOf(response.headers)
    throw new GongdanError(saidBy(value), { requestId, retryAfter, data: value.data, language })
  }

  while (!signal?.aborted) {
    const bearer = await bearerNow()
    const controller = new AbortController()
    const abort = () => controller.abort()
    signal?.addEventListener('abort', abort)
    let silence: ReturnType<typeof setTimeout> | undefined
    const heard = () => {
      clearTimeout(silence)
      silence = setTimeout(abort, SILENT_MS)
    }
    const messages: EventSourceMessage[] = []
    const parser = createParser({
      onEvent: (message) => {
        messages.push(message)
      },
      onRetry: (ms) => {
        retryMs = Math.min(MAX_RETRY_MS, ms)
      },
    })
    let fault: GongdanError | undefined
    let close = () => {}
    try {
      heard()
      const body = await untilAborted(open(controller, bearer), controller.signal)
      const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader()
      close = () => void reader.cancel().catch(() => {})
      let ended = false
      while (!ended) {
        const { done, value = '' } = await untilAborted(reader.read(), controller.signal)
        heard()
        parser.feed(value)
        for (const message of messages.splice(0)) {
          failures = 0
          if (message.id !== undefined) last = message.id
          if (message.event === 'end') {
            const { scode, message: said, message_cn } = JSON.parse(message.data) as Envelope
            yield { type: 'end', scode, text: language === 'en' ? said : message_cn }
            ended = true
          } else {
            const event = eventOf(message)
            if (event !== undefined) yield event
          }
        }
        if (done && !ended) {
          fault = noAnswer('the stream broke', language)
          break
        }
      }
    } catch (error) {
      fault = error instanceof GongdanError ? error : noAnswer(String(Object(error).cause ?? error), language, error)
    } finally {
      clearTimeout(silence)
      signal?.removeEventListener('abort', abort)
      controller.abort()
      close()
    }
    if (signal?.aborted) return
    // Another token may be given for the next stream, but none that the caller is not allowed to have.
    if (fault?.scode === 2001 || fault?.scode === 2003) throw fault
    if (fault?.scode === 2002 && (await bearerNow()) === bearer) throw fault
    const asked = (fault?.retryAfter ?? 0) * 1000
    const waitMs = fault === undefined ? retryMs * Math.random() : Math.max(asked, retryMs, backoff(failures))
    failures += 1
    if (fault !== undefined) yield { type: 'broken', error: fault, retryIn: Math.ceil(waitMs / 1000) }
    await pause(waitMs, signal)
  }
}

/** The events of the caller, one stream after the other, until the signal ends them, or no token can be had that is taken. */
export async function* listen(
  options: ClientOptions,
  { lastEventId, signal }: EventOptions = {},
): AsyncGenerator<LiveEvent> {
  try {
    yield* streams(options, { lastEventId, signal })
  } catch (error) {
    if (!signal?.aborted) throw error
  }
}
