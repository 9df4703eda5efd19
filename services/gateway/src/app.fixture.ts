import { randomUUID } from 'node:crypto'
import type { CommandOutcome, Principal } from '@gongdan/contracts'
import { type Bus, type OutMessage, PublishFault, type PublishFaultCode, parsePrincipalKeys } from '@gongdan/messaging'
import { createLog, developmentPrincipalKeys } from '@gongdan/service'
import { buildApp } from './app.ts'
import type { Authenticate } from './auth.ts'
import { createCommands } from './commands.ts'
import { createHandOver } from './handOver.ts'
import { createOnce } from './idempotency.ts'
import { memoryBatchStore, memoryIdempotencyStore } from './memoryStores.fixture.ts'
import { createQueries } from './queries.ts'
import { createSigner } from './signing.ts'
import { createStitcher } from './stitcher.ts'

export const ann: Principal = {
  userUuid: 'ann',
  userName: 'Ann',
  tenantUuid: 'acme',
  tenantName: 'Acme',
  roles: [{ uuid: 'acme', name: '租户管理员' }],
}

/** A command as a service sees it. */
export interface Heard {
  readonly type: string
  readonly items: readonly { readonly commandId: string; readonly ticketUuid?: string; readonly processUuid?: string }[]
  readonly body: Readonly<Record<string, unknown>>
}
export type Decide = (heard: Heard) => readonly CommandOutcome[] | undefined

/** Every item succeeds, under the name `reimbursement`. */
export const succeed: Decide = ({ items }) =>
  items.map((item) => ({
    commandId: item.commandId,
    scode: 0,
    desc: '',
    uuid: item.ticketUuid ?? item.processUuid ?? '',
    name: 'reimbursement',
  }))

/** A bus in memory, with services that decide as they are told. */
export const memoryBus = () => {
  const heard: Heard[] = []
  const published: { readonly routingKey: string; readonly message: OutMessage }[] = []
  const asked: { readonly queue: string; readonly body: unknown }[] = []
  let decide: Decide = succeed
  let respond: () => unknown = () => ({ scode: 0, desc: '', data: {} })
  let fault: PublishFaultCode | undefined
  let connected = true
  let onReply: (correlationId: string, body: Buffer) => void = () => {}
  let onRenewed = () => {}

  const bus: Pick<Bus, 'publisher' | 'request' | 'replies'> = {
    publisher: {
      publish: async ({ routingKey }, message) => {
        await Promise.resolve()
        if (fault !== undefined) throw new PublishFault(fault, `no luck: ${fault}`)
        published.push({ routingKey, message })
        if (!routingKey.endsWith('.commands')) return
        const body = JSON.parse(message.body.toString())
        const command = { type: message.type, items: body.items, body }
        heard.push(command)
        const outcomes = decide(command)
        if (outcomes === undefined) return
        queueMicrotask(() => onReply(message.correlationId ?? '', Buffer.from(JSON.stringify({ outcomes }))))
      },
    },
    request: async (queue, message) => {
      asked.push({ queue, body: JSON.parse(message.body.toString()) })
      return Buffer.from(JSON.stringify(respond()))
    },
    replies: (reply, renewed) => {
      onReply = reply
      onRenewed = renewed
      return { queue: () => (connected ? 'replies' : undefined) }
    },
  }
  return {
    bus,
    heard,
    published,
    asked,
    services: (how: Decide) => {
      decide = how
    },
    answers: (how: () => unknown) => {
      respond = how
    },
    publishFails: (code: PublishFaultCode | undefined) => {
      fault = code
    },
    connect: (now: boolean) => {
      connected = now
      if (now) onRenewed()
    },
  }
}

/** The gateway's HTTP side over a bus and stores in memory; every bearer token is Ann's, unless told otherwise. */
export const startGateway = async (
  options: { authenticate?: Authenticate; rateLimit?: number; now?: () => number } = {},
) => {
  const { bus, ...world } = memoryBus()
  const log = createLog('gateway', 'silent')
  const now = options.now ?? Date.now
  const batches = memoryBatchStore()
  const claims = memoryIdempotencyStore()
  const sign = createSigner(parsePrincipalKeys(developmentPrincipalKeys))
  const stitcher = createStitcher(bus, sign, log)
  const handOver = createHandOver(bus.publisher, batches, sign)
  const once = createOnce(claims, now, log)
  const app = await buildApp({
    authenticate: options.authenticate ?? (() => ({ principal: ann, caller: 'acme ann' })),
    runCommand: createCommands({ stitcher, handOver, batches, once, log }),
    ask: createQueries(bus, sign),
    batches,
    ready: async () => {},
    rateLimit: options.rateLimit ?? 10_000,
    metrics: { observe: () => {} },
    onStopping: stitcher.stop,
    log,
  })
  const post = (url: string, payload: object | string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } })
  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers })
  return { app, post, get, stitcher, batches, claims, ...world }
}

export const uuid = (): string => randomUUID()
