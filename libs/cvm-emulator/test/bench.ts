import { z } from 'zod'
import { emulator, type ReceivedRequest } from '../src/emulator.ts'
import { defaultSeed, type Seed } from '../src/seed.ts'
import { defaultCredential } from '../src/server.ts'
import { changedSettings, defaultSettings, type SettingsChange } from '../src/settings.ts'
import { canonicalRequests, sign } from '../src/signature.ts'
import { noStorage, type Storage } from '../src/storage.ts'

/** A moment to begin at: 2026-11-24T00:00:00Z. */
export const startMs = Date.UTC(2026, 10, 24)

const Answer = z.object({
  Response: z.looseObject({
    RequestId: z.string(),
    Error: z.object({ Code: z.string(), Message: z.string() }).optional(),
  }),
})

/** What a request is signed with and says; a test overrides what it wants to be wrong. */
export interface Wording {
  readonly region?: string
  readonly secretId?: string
  readonly secretKey?: string
  readonly timestampSec?: number
  readonly date?: string
  readonly service?: string
  readonly host?: string
  readonly signedHeaders?: readonly string[]
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A request signed as the wording says. */
const signedRequest = (action: string, params: unknown, nowMs: number, wording: Wording = {}): ReceivedRequest => {
  const timestamp = String(wording.timestampSec ?? Math.floor(nowMs / 1000))
  const date = wording.date ?? new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)
  const service = wording.service ?? 'cvm'
  const signedHeaders = wording.signedHeaders ?? ['content-type', 'host']
  const request = {
    method: wording.method ?? 'POST',
    query: '',
    headers: {
      'content-type': 'application/json',
      host: wording.host ?? 'cvm.example:9000',
      'x-tc-action': action,
      'x-tc-version': '2017-03-12',
      'x-tc-region': wording.region ?? 'ap-guangzhou',
      'x-tc-timestamp': timestamp,
      ...wording.headers,
    },
    body: Buffer.from(wording.body ?? JSON.stringify(params)),
    head: [],
  }
  const canonical = canonicalRequests(request, signedHeaders)[0]!
  const key = wording.secretKey ?? defaultCredential.secretKey
  const signature = sign(key, { timestamp, date, service }, canonical)
  const secretId = wording.secretId ?? defaultCredential.secretId
  const authorization = `TC3-HMAC-SHA256 Credential=${secretId}/${date}/${service}/tc3_request, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`
  return { ...request, headers: { authorization, ...request.headers } }
}

export interface BenchOptions {
  readonly settings?: SettingsChange
  readonly seed?: Seed
  readonly storage?: Storage
}

/** An emulator without a server, on a clock that stands still until it is moved. */
export const bench = (options: BenchOptions = {}) => {
  let realMs = startMs
  const { control, receive } = emulator({
    seed: options.seed ?? defaultSeed,
    settings: changedSettings(defaultSettings, options.settings ?? {}),
    credentials: [defaultCredential],
    storage: options.storage ?? noStorage,
    realNow: () => realMs,
  })
  const response = (request: ReceivedRequest) => {
    const reply = receive(request)
    return reply.kind === 'json' ? Answer.parse(JSON.parse(reply.body)).Response : undefined
  }
  return {
    control,
    receive,
    response,
    /** Moves real time on, and business time with it. */
    pass: (ms: number) => {
      realMs += ms
    },
    request: (action: string, params: unknown, wording?: Wording) => signedRequest(action, params, realMs, wording),
    /** The answer to a call: its fields, or `{ Error }`; undefined when no honest answer came. */
    call: (action: string, params: unknown = {}, wording?: Wording) =>
      response(signedRequest(action, params, realMs, wording)),
    /** The error code a call is answered with, or `ok`. */
    codeOf: (action: string, params: unknown = {}, wording?: Wording) =>
      response(signedRequest(action, params, realMs, wording))?.Error?.Code ?? 'ok',
    /** Makes an image and gives its id. */
    made: (params: unknown) =>
      z.object({ ImageId: z.string() }).parse(response(signedRequest('CreateImage', params, realMs))).ImageId,
  }
}
