import { parentPort, workerData } from 'node:worker_threads'
import { openEventClient } from '../support/eventClient.ts'
import { startWebhookReceiver } from '../support/webhookReceiver.ts'

/** What a thread of receivers and listeners is told, and what it tells. */
export interface AudienceData {
  readonly gatewayUrl: string
  /** Of those who listen live. */
  readonly tokens: readonly string[]
}
export interface AudienceOrder {
  /** From now on every message of a webhook is answered so much later. */
  readonly afterMs: number
}
export interface AudienceReport {
  readonly url: string
  /** Messages of webhooks, and live events, that have come so far. */
  readonly received: number
  readonly heard: number
  /** The clients that got `listening` at least once. */
  readonly listening: number
  /** Processor time of this thread, in seconds. */
  readonly cpu: number
}

const { gatewayUrl, tokens }: AudienceData = workerData
let afterMs = 0
const receiver = await startWebhookReceiver(() => ({ status: 200, body: '{"errcode":0}', afterMs }))
const listeners = tokens.map((token) => openEventClient([gatewayUrl], token))

const report = () => {
  const heard = listeners.reduce((sum, { got }) => sum + got.length, 0)
  const listening = listeners.filter(({ told }) => told.includes('listening')).length
  const { user, system } = process.threadCpuUsage()
  const cpu = (user + system) / 1_000_000
  const said: AudienceReport = { url: receiver.url, received: receiver.arrived.length, heard, listening, cpu }
  parentPort?.postMessage(said)
}
parentPort?.on('message', (order: AudienceOrder) => {
  afterMs = order.afterMs
  report()
})
report()
