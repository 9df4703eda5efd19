import { queues } from '@gongdan/contracts'
import { connect } from '@gongdan/store'
import { eventually } from '../support/eventually.ts'
import { openQueues } from '../support/queues.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { createClient } from './httpClient.ts'
import { createMeter } from './measure.ts'
import { openAudience } from './openAudience.ts'
import { openProcessTimes, type Times } from './processTimes.ts'
import { createWorkload, type Workload } from './workload.ts'

/** The notification service: not running, running with receivers that take seconds, running. */
export type State = 'stopped' | 'slow' | 'running'

const SLOW_MS = 2_000

/** A webhook and a robot of the tenant that approves, and three people of the next step who listen live. */
const gather = async (system: TestSystem) => {
  const root = (user: string) => {
    const roles = [{ uuid: 'system', name: '超级管理员' }]
    return system.token({ user, name: user, tenant: 'system', tenantName: 'system', roles })
  }
  const tokens = await Promise.all(['root-1', 'root-2', 'root-3'].map(root))
  const audience = await openAudience(system.url, tokens)
  const roles = [{ uuid: 'acme', name: '租户管理员' }]
  const token = await system.token({ user: 'zhao', name: 'Zhao', tenant: 'acme', tenantName: 'Acme', roles })
  const client = createClient(system.url)
  for (const kind of ['standard', 'wecom']) {
    const webhook = { tenant_uuid: 'acme', webhook_name: kind, kind, url: audience.url }
    const body = { ...webhook, event_types: ['ticket.step-passed'] }
    const { body: answer } = await client.send({ path: '/v1/webhook/create', token, body })
    if (answer.scode !== 0) throw new Error(`no webhook: ${JSON.stringify(answer)}`)
  }
  client.close()
  return audience
}

/** A system whose approvals are told to five: a webhook, a robot and three who listen. */
export interface Notified {
  readonly work: Workload
  /** Brings the notification service into a state, with tickets to pass and nothing left to do of what was before. */
  bringTo(state: State, tickets: number): Promise<void>
  /** What all processes have taken so far, and those who are told, as `receivers`. */
  times(): Promise<Times>
  /** How many messages came to receivers, and live events to listeners. */
  told(): Promise<{ readonly received: number; readonly heard: number }>
  close(): Promise<void>
}

export const openNotified = async (): Promise<Notified> => {
  const system = await startSystem({ env: { LOG_LEVEL: 'warn' } })
  const client = createClient(system.url)
  const work = await createWorkload(system, client, 1)
  const broker = await openQueues(system.amqpUrl)
  const store = await connect(system.mongodbUrl, 'notification')
  const times = await openProcessTimes(system)
  const audience = await gather(system)
  let [alive, afterMs] = [true, 0]

  const atRest = (state: State) =>
    eventually(
      async () => {
        const waiting = (await broker.waiting([queues.notificationEvents])).get(queues.notificationEvents)
        if (waiting !== 0) throw new Error(`${waiting} events are waiting`)
        // A robot is told 20 times a minute; it goes on about what was, whatever is measured.
        const due = await store.db.collection('deliveries').countDocuments({ channel: 'webhook', state: 'pending' })
        if (state === 'running' && due > 0) throw new Error(`${due} deliveries are due`)
      },
      { withinMs: 120_000, everyMs: 250 },
    )

  return {
    work,
    bringTo: async (state, tickets) => {
      if (state === 'stopped' && alive) await system.kill('notification', 'SIGTERM')
      afterMs = state === 'slow' ? SLOW_MS : 0
      await audience.answerAfter(afterMs)
      await createMeter().block(tickets - work.waiting(), 32, work.submit)
      if (state !== 'stopped' && !alive) await system.start('notification')
      alive = state !== 'stopped'
      if (alive) await atRest(state)
    },
    times: async () => {
      const { cpu } = await audience.answerAfter(afterMs)
      const taken = await times.read(['gateway', 'ticket', 'process', ...(alive ? ['notification'] : [])])
      return new Map([...taken, ['receivers', { cpu, memory: 0 }]])
    },
    told: () => audience.answerAfter(afterMs),
    close: async () => {
      client.close()
      await audience.close()
      await broker.close()
      await store.close()
      await times.close()
      await system.stop()
    },
  }
}
