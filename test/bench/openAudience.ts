import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { AudienceData, AudienceOrder, AudienceReport } from './audience.ts'

/** Receivers and listeners in a thread of their own, for they are not to hold up the client that measures. */
export interface Audience {
  /** Where webhooks are received. */
  readonly url: string
  /** Webhooks are answered so much later from now on; gives what has come so far. */
  answerAfter(ms: number): Promise<AudienceReport>
  close(): Promise<unknown>
}

/** Opens a receiver, and a listener at the gateway for each token. */
export const openAudience = async (gatewayUrl: string, tokens: readonly string[]): Promise<Audience> => {
  const workerData: AudienceData = { gatewayUrl, tokens }
  const thread = new Worker(new URL('audience.ts', import.meta.url), { workerData })
  const nextReport = async (): Promise<AudienceReport> => {
    const [report]: AudienceReport[] = await once(thread, 'message')
    return report!
  }
  const { url } = await nextReport()
  return {
    url,
    answerAfter: (afterMs) => {
      thread.postMessage({ afterMs } satisfies AudienceOrder)
      return nextReport()
    },
    close: () => thread.terminate(),
  }
}
