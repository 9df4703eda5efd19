import http from 'node:http'
import https from 'node:https'
import { cvm } from 'tencentcloud-sdk-nodejs-cvm'
import { z } from 'zod'
import type { CloudAnswer, GetCredential } from '../domain/cloud.ts'

export interface CallDeps {
  /** Where the API is: scheme with `://`, host with port. */
  readonly endpoint: { readonly protocol: string; readonly host: string }
  /** An IPv4 address to connect to instead of resolving the host's name. */
  readonly connectTo?: string | undefined
  readonly getCredential: GetCredential
  readonly timeoutMs?: number
  /** Called with every answer, for the metrics: `ok`, `unknown`, or Tencent's code. */
  readonly answered?: (action: string, outcome: string) => void
}

/** One call. `traceId` finds its line in an emulator's log. */
export interface CallRequest {
  readonly action: string
  readonly region: string
  readonly request: object
  readonly traceId?: string
}

/** Makes a call once and parses its answer with a schema; never rejects. */
export type Call = <S extends z.ZodType<{ RequestId: string }>>(
  schema: S,
  call: CallRequest,
) => Promise<CloudAnswer<z.infer<S>>>

/** An error of Tencent's carries its code and a request id; after any other error the call may have been carried out (tencent §3.3). */
const ApiError = z.object({ code: z.string(), requestId: z.string().min(1), message: z.string().catch('') })

const failureOf = (fault: unknown): CloudAnswer<never> => {
  const api = ApiError.safeParse(fault)
  if (api.success) return { kind: 'error', error: api.data }
  const text = typeof fault === 'object' && fault !== null && 'message' in fault ? String(fault.message) : String(fault)
  return { kind: 'unknown', reason: text.slice(0, 500) }
}

/** Tencent's CVM API through Tencent's SDK, which never repeats a call. Only this file knows the SDK. */
export const createCall = (deps: CallDeps): Call => {
  const { endpoint, connectTo, getCredential, timeoutMs = 25_000, answered = () => {} } = deps
  const options = connectTo === undefined ? {} : { lookup: lookupAlways(connectTo) }
  const { Agent } = endpoint.protocol === 'http://' ? http : https
  const pooled = new Agent({ keepAlive: true, ...options })
  // CreateImage: a pooled socket that the server has just closed would turn a clean send into one of unknown outcome.
  const fresh = new Agent({ keepAlive: false, ...options })

  const newClient = (region: string, agent: http.Agent) =>
    new cvm.v20170312.Client({
      credential: { getCredential },
      region,
      profile: {
        signMethod: 'TC3-HMAC-SHA256',
        language: 'en-US',
        httpProfile: {
          protocol: endpoint.protocol,
          endpoint: endpoint.host,
          reqMethod: 'POST',
          reqTimeout: Math.ceil(timeoutMs / 1_000),
          agent,
        },
      },
    })

  const clients = new Map<string, ReturnType<typeof newClient>>()
  const clientOf = (region: string, agent: http.Agent) => {
    const key = `${region} ${agent === fresh ? 'fresh' : 'pooled'}`
    const client = clients.get(key) ?? newClient(region, agent)
    clients.set(key, client)
    return client
  }

  return async <S extends z.ZodType<{ RequestId: string }>>(
    schema: S,
    { action, region, request, traceId }: CallRequest,
  ) => {
    const answer = await clientOf(region, action === 'CreateImage' ? fresh : pooled)
      .request(action, request, {
        // The SDK's own time-out does not cover the wait for a socket or a proxy.
        signal: AbortSignal.timeout(timeoutMs),
        ...(traceId === undefined ? {} : { headers: { 'X-TC-TraceId': traceId } }),
      })
      .then((body: unknown): CloudAnswer<z.infer<S>> => {
        const value = schema.parse(body)
        return { kind: 'ok', value, requestId: value.RequestId }
      })
      .catch(failureOf)
    answered(action, answer.kind === 'error' ? answer.error.code : answer.kind)
    return answer
  }
}

type Lookup = NonNullable<http.AgentOptions['lookup']>

/** Local names often do not resolve; the signature uses the name all the same. */
const lookupAlways =
  (address: string): Lookup =>
  (_host, options, callback) =>
    options.all ? callback(null, [{ address, family: 4 }]) : callback(null, address, 4)
