import { createHmac, randomUUID } from 'node:crypto'
import { DeliveryListData } from '@gongdan/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { createRobotRateLimiter } from '../../../services/notification/src/public.ts'
import { eventually } from '../../support/eventually.ts'
import { type ReceivedRequest, startWebhookReceiver, type WebhookReceiver } from '../../support/webhookReceiver.ts'
import { administrator, eventIn, type NotificationHarness, openNotificationHarness } from './notificationHarness.ts'

jest.setTimeout(90_000)

let harness: NotificationHarness
const receivers: WebhookReceiver[] = []

beforeAll(async () => {
  // Texts name a ticket by its link alone.
  const env = { NOTIFY_RETRY_SCALE: '0.001', PUBLIC_URL: 'https://gongdan.example' }
  harness = await openNotificationHarness({ processes: 2, env })
}, 150_000)
afterAll(async () => {
  await harness.close()
  await Promise.all(receivers.map((receiver) => receiver.close()))
})

const hmac = (key: string, data: string) => createHmac('sha256', key).update(data).digest('base64')
const SECRET = 'SECrobot'

/** The robots as their makers describe them: each takes what is signed as it signs, and says 200 to everything. */
const robots = {
  wecom: ({ path, body }: ReceivedRequest) =>
    path.endsWith('?key=robot-key') && JSON.parse(body).msgtype === 'markdown' ? { errcode: 0 } : { errcode: 93_000 },
  dingtalk: ({ path }: ReceivedRequest) => {
    const { searchParams } = new URL(path, 'http://robot')
    const timestamp = searchParams.get('timestamp')
    const isFresh = Math.abs(Date.now() - Number(timestamp)) < 3_600_000
    const isSigned = searchParams.get('sign') === hmac(SECRET, `${timestamp}\n${SECRET}`)
    return searchParams.get('access_token') === 'robot-key' && isFresh && isSigned
      ? { errcode: 0 }
      : { errcode: 310_000 }
  },
  feishu: ({ path, body }: ReceivedRequest) => {
    const { timestamp, sign, msg_type } = JSON.parse(body)
    const isFresh = Math.abs(Date.now() / 1_000 - Number(timestamp)) < 3_600
    const isSigned = sign === hmac(`${timestamp}\n${SECRET}`, '')
    return path.includes('/robot-key') && isFresh && isSigned && msg_type === 'text' ? { code: 0 } : { code: 19_021 }
  },
} as const
const places = { wecom: '?key=robot-key', dingtalk: '?access_token=robot-key', feishu: '/robot-key' } as const

const open = async (kind: keyof typeof robots, answer: (arrived: ReceivedRequest) => object = robots[kind]) => {
  const tenant = `t-${randomUUID().slice(0, 8)}`
  const receiver = await startWebhookReceiver((arrived) => ({ status: 200, body: JSON.stringify(answer(arrived)) }))
  receivers.push(receiver)
  const secret = kind === 'wecom' ? null : SECRET
  const { uuid } = await harness.createWebhook(tenant, `${receiver.url}${places[kind]}`, { kind, secret })
  const deliveries = async () => {
    const question = { webhookUuid: uuid, state: null, ticketUuid: null, pageNum: 1, pageSize: 100 }
    const { data } = await harness.ask('webhook.list-deliveries', { principal: administrator(tenant), ...question })
    return DeliveryListData.parse(data).list
  }
  return { tenant, receiver, deliveries }
}
type Opened = Awaited<ReturnType<typeof open>>

const delivered = ({ deliveries }: Opened, count: number) =>
  eventually(
    async () => {
      const list = await deliveries()
      expect(list.filter(({ delivery_state }) => delivery_state === 'delivered')).toHaveLength(count)
      return list
    },
    { withinMs: 30_000 },
  )

test.each(['wecom', 'dingtalk', 'feishu'] as const)(
  'a %s robot says what happened, signed as it wants it',
  async (kind) => {
    const robot = await open(kind)
    const event = eventIn(robot.tenant, { name: '申请云主机' })
    await harness.publish(event)
    const [logged] = await delivered(robot, 1)
    expect(logged?.attempt_count).toBe(1)
    const said = robot.receiver.arrived.map(({ body }) => body).join('')
    expect(said).toContain('【待审批】申请云主机')
    expect(said).toContain(event.ticketUuid)
  },
)

test('fifty events are said in a few messages, each event once', async () => {
  const robot = await open('wecom')
  const events = Array.from({ length: 50 }, () => eventIn(robot.tenant))
  await Promise.all(events.map(harness.publish))
  await delivered(robot, 50)
  const { arrived } = robot.receiver
  expect(arrived.length).toBeLessThanOrEqual(10)
  const said = arrived.map(({ body }) => body).join('')
  for (const { ticketUuid } of events) expect(said.split(ticketUuid)).toHaveLength(2)
})

test('a robot that says 200 and an errcode is tried again', async () => {
  let refusals = 2
  const robot = await open('dingtalk', (arrived) =>
    refusals-- > 0 ? { errcode: 310_000, errmsg: 'sign not match' } : robots.dingtalk(arrived),
  )
  await harness.publish(eventIn(robot.tenant))
  const [logged] = await delivered(robot, 1)
  expect(logged?.attempts.map(({ error }) => error)).toEqual(['errcode 310000', 'errcode 310000', ''])
})

describe('the tokens of a robot', () => {
  test('are 5 at once and one every 4 s then, for all processes together: never more than 20 a minute', async () => {
    const [one, another] = [createRobotRateLimiter(harness.store), createRobotRateLimiter(harness.store)]
    const waits: number[] = []
    for (let take = 0; take < 12; take++) waits.push(await (take % 2 ? one : another).take('a robot'))
    expect(waits.filter((wait) => wait === 0).length).toBeGreaterThanOrEqual(5)
    expect(waits.filter((wait) => wait === 0).length).toBeLessThanOrEqual(6)
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(4_000)
    expect(await one.take('another robot')).toBe(0)
  })
})

test('no key of a robot reached the log, the database or an administrator’s eyes', async () => {
  const { tenant } = await open('wecom')
  const question = { principal: administrator(tenant), tenantUuid: null, pageNum: 1, pageSize: 10 }
  const shown = JSON.stringify(await harness.ask('webhook.list', question))
  expect(shown).toMatch(/"url":"http:..127.0.0.1:\d+.…"/)
  const kept = JSON.stringify(
    await Promise.all(
      ['webhooks', 'deliveries', 'lanes', 'robot_tokens'].map((name) =>
        harness.store.db.collection(name).find().toArray(),
      ),
    ),
  )
  for (const text of [shown, kept, harness.output.join('')]) {
    expect(text).not.toContain('robot-key')
    expect(text).not.toContain(SECRET)
  }
})
