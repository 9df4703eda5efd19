import { randomUUID } from 'node:crypto'
import {
  type CommandOutcome,
  CommandReply,
  PlannedProcesses,
  type Principal,
  ProcessInspectData,
  ProcessListData,
  type ProcessSettings,
  QueryReply,
  type Step,
} from '@gongdan/contracts'
import { createPeers, developmentKeys } from '@gongdan/service'
import { step } from './domain/people.fixture.ts'
import { createMemoryNameStore, createMemoryProcessStore } from './memoryStores.fixture.ts'
import { subscriptions } from './subscriptions.ts'

/** What a test says of a definition; the rest is that of a process of tenant t1 which its auditor approves. */
interface Said {
  readonly commandId?: string
  readonly processUuid?: string
  readonly tenantUuid?: string
  readonly name?: string
  readonly description?: string
  readonly steps?: readonly Step[]
  readonly settings?: ProcessSettings
}

const item = (said: Said) => ({
  commandId: randomUUID(),
  processUuid: randomUUID(),
  tenantUuid: 't1',
  name: 'two eyes',
  description: '',
  steps: [step('t1', 'auditor')],
  ...said,
})

const only = (reply: unknown): CommandOutcome => {
  const [outcome] = CommandReply.parse(reply).outcomes
  if (outcome === undefined) throw new Error('no outcome')
  return outcome
}

const found = { tenantUuid: null, processUuid: null }

const { SERVICE_KEY: serviceKey, PEER_KEYS: peerKeys } = developmentKeys('process')

/** The whole service behind its queues, with stores in memory and a clock that goes a second on at every look. */
export const processService = () => {
  let time = 1_000_000
  const now = () => {
    time += 1_000
    return time
  }
  let inUse: ReadonlySet<string> | null = new Set()
  const consumed = subscriptions({
    processes: createMemoryProcessStore(now),
    names: createMemoryNameStore(),
    findInUse: async (uuids) => inUse && new Set(uuids.filter((uuid) => inUse?.has(uuid))),
    peers: createPeers({ service: 'process', serviceKey, peerKeys }),
  })
  /** Hands a message to its handler as the consumer would, and gives the outcome. */
  const handle = async (type: string, body: unknown) => {
    const { messages, handlers } = consumed.find((options) => options.messages?.[type] !== undefined) ?? {}
    const [schema, handler] = [messages?.[type], handlers?.[type]]
    if (schema === undefined || handler === undefined) throw new Error(`no handler of ${type}`)
    const around = { id: randomUUID(), type, correlationId: 'c', attempt: 1, redelivered: false, headers: {} }
    const [outcome] = await handler([{ ...around, body: schema.parse(body) as never }])
    return outcome
  }
  const deliver = async (type: string, body: unknown): Promise<unknown> => {
    const outcome = await handle(type, body)
    if (outcome?.kind !== 'done') throw new Error(`the outcome is ${outcome?.kind}`)
    return outcome.reply
  }
  const deletion = (principal: Principal, uuids: readonly string[]) => ({
    principal,
    items: uuids.map((processUuid) => ({ commandId: randomUUID(), processUuid })),
  })

  return {
    create: async (principal: Principal, said: Said = {}) =>
      only(await deliver('process.create', { principal, items: [item(said)] })),
    update: async (principal: Principal, said: Said) =>
      only(await deliver('process.update', { principal, items: [item(said)] })),
    /** Updates the process with what is said alone. */
    change: async (principal: Principal, processUuid: string, said: object) =>
      only(await deliver('process.update', { principal, items: [{ commandId: randomUUID(), processUuid, ...said }] })),
    /** Deletes with one message; gives the outcomes in the order of the uuids. */
    remove: async (principal: Principal, ...uuids: readonly string[]) =>
      CommandReply.parse(await deliver('process.delete', deletion(principal, uuids))).outcomes,
    /** The same; gives what becomes of the message. */
    removeLater: async (principal: Principal, ...uuids: readonly string[]) =>
      (await handle('process.delete', deletion(principal, uuids)))?.kind,
    list: async (principal: Principal, asked: object = {}) => {
      const query = { principal, ...found, pageNum: 1, pageSize: 20, ...asked }
      return ProcessListData.parse(QueryReply.parse(await deliver('process.list', query)).data)
    },
    inspect: async (principal: Principal, processUuid: string, tenantUuid: string | null = null) => {
      const query = { principal, tenantUuid, processUuid }
      const { scode, data } = QueryReply.parse(await deliver('process.inspect', query))
      return { scode, data: data === null ? null : ProcessInspectData.parse(data) }
    },
    plan: async (...processUuids: readonly string[]) =>
      PlannedProcesses.parse(await deliver('process.plan', { processUuids })).processes,
    /** Pending tickets follow these processes from now on; null: the ticket service does not answer. */
    follow: (processUuids: readonly string[] | null) => {
      inUse = processUuids && new Set(processUuids)
    },
    /** A verified token shows the principal's names. */
    see: async (principal: Principal, at = 1) => {
      const event = { id: randomUUID(), type: 'user.seen', at, correlationId: 'c', causationId: 'c', principal }
      await deliver('user.seen', event)
    },
  }
}
