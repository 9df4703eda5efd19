import { Agent } from 'node:http'
import { cvm } from 'tencentcloud-sdk-nodejs-cvm'
import { z } from 'zod'
import { defaultCredential } from '../src/server.ts'

/** What can be read off anything the SDK throws; a text that is not there is empty. */
const Thrown = z.object({
  name: z.string(),
  message: z.string(),
  code: z.string().catch(''),
  requestId: z.string().catch(''),
  httpCode: z.number().optional().catch(undefined),
  type: z.string().catch(''),
})
export type Thrown = z.infer<typeof Thrown>

interface CallOptions {
  readonly signal?: AbortSignal
  readonly headers?: Record<string, string>
}

/**
 * Tencent's own client, calling the emulator at `host`: any name is led to this machine, so that none need resolve.
 * `timeoutSec` is the SDK's reqTimeout.
 */
export const sdkClient = (host: string, { timeoutSec = 5, token = '' } = {}) => {
  const agent = new Agent({
    keepAlive: false,
    lookup: (_host, options, callback) =>
      options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4),
  })
  const { secretId, secretKey } = defaultCredential
  const client = new cvm.v20170312.Client({
    credential: token === '' ? { secretId, secretKey } : { secretId, secretKey, token },
    region: 'ap-guangzhou',
    profile: { httpProfile: { protocol: 'http://', endpoint: host, reqTimeout: timeoutSec, agent } },
  })
  const request = async (action: string, params: object, options: CallOptions = {}): Promise<unknown> =>
    client.request(action, params, options)
  return {
    request,
    /** What a call throws, or undefined when it does not. */
    failure: async (action: string, params: object, options: CallOptions = {}): Promise<Thrown | undefined> =>
      request(action, params, options).then(
        () => undefined,
        (error: unknown) => Thrown.parse(error),
      ),
  }
}
