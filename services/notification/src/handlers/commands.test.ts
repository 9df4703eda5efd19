import { randomUUID } from 'node:crypto'
import { CommandReply, notificationCommands, type Principal } from '@gongdan/contracts'
import { parseSealKeys, seal } from '@gongdan/service'
import { createMemoryExecute } from '@gongdan/store'
import { expect, test } from '@jest/globals'
import { webhookAggregate } from '../adapters/mongoWebhookStore.ts'
import { commandHandlers } from './commands.ts'

const keys = (byte: number) => parseSealKeys(`${byte}:${Buffer.alloc(32, byte).toString('base64')}`)
const sealKeys = keys(1)
const principal: Principal = {
  ...{ userUuid: 'zhao', userName: '', tenantUuid: 't1', tenantName: '' },
  roles: [{ uuid: 't1', name: '' }],
}
const [url, secret] = ['https://oapi.dingtalk.com/robot/send?access_token=t', 'SEC0123']

/** A DingTalk robot, and what its updates come to. */
const robot = async (stored = sealKeys) => {
  const { execute, documents } = createMemoryExecute(webhookAggregate, () => 1_000)
  const unused = async (): Promise<never> => {
    throw new Error('not called')
  }
  const handlers = commandHandlers({
    webhooks: { execute, find: unused, takePlace: async () => true, freePlaces: async () => {} },
    deliveries: { replay: unused },
    receivers: { schedule: unused },
    queue: { add: unused },
    settings: { change: unused, confirm: unused },
    sealKeys,
    allowed: { networks: [], ports: [] },
    now: () => 1_000,
  })
  const around = { correlationId: 'c', attempt: 1, redelivered: false, headers: {} }
  const webhookUuid = randomUUID()
  const created = {
    ...({ name: 'r', eventTypes: ['ticket.passed'], language: 'zh', tenantUuid: 't1', kind: 'dingtalk' } as const),
    ...{ sealedUrl: seal(stored, url), shownUrl: '', sealedSecret: seal(stored, secret) },
    creator: { userUuid: 'zhao', userName: '' },
  }
  const decide = () => [{ type: 'webhook.created' as const, data: created }]
  await execute([{ id: webhookUuid, commandId: randomUUID(), correlationId: 'c', by: null, creates: true, decide }])

  return {
    update: async (said: object) => {
      const type = 'webhook.update'
      const items = [{ commandId: randomUUID(), webhookUuid, ...said }]
      const body = notificationCommands[type].parse({ principal, items })
      const [outcome] = await handlers[type]([{ id: randomUUID(), type, ...around, body }])
      if (outcome?.kind !== 'done') throw new Error(`the outcome is ${outcome?.kind}`)
      return CommandReply.parse(outcome.reply).outcomes[0]?.scode
    },
    changes: () =>
      documents
        .get(webhookUuid)
        ?.history.slice(1)
        .map(({ data }) => data),
  }
}

test('an update with the address and the secret that a webhook has writes nothing', async () => {
  const { update, changes } = await robot()
  expect(await update({ sealedUrl: seal(sealKeys, url), sealedSecret: seal(sealKeys, secret) })).toBe(0)
  expect(await update({ name: 'r', enabled: true })).toBe(0)
  expect(changes()).toEqual([])
})

test('an update with another address or secret changes that one alone', async () => {
  const { update, changes } = await robot()
  expect(await update({ sealedUrl: seal(sealKeys, `${url}2`) })).toBe(0)
  expect(await update({ sealedSecret: seal(sealKeys, 'SEC4567') })).toBe(0)
  const nothing = { name: null, eventTypes: null, language: null, enabled: null, address: null, sealedSecret: null }
  expect(changes()).toEqual([
    { ...nothing, address: { sealedUrl: expect.any(String), shownUrl: 'https://oapi.dingtalk.com/…' } },
    { ...nothing, sealedSecret: expect.any(String) },
  ])
})

test('a webhook whose key is lost takes a new address', async () => {
  const { update, changes } = await robot(keys(2))
  expect(await update({ sealedUrl: seal(sealKeys, url) })).toBe(0)
  expect(changes()).toHaveLength(1)
})
