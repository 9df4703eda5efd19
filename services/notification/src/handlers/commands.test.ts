import { randomUUID } from 'node:crypto'
import { CommandReply, notificationCommands, type Principal } from '@gongdan/contracts'
import { parseSealKeys, seal, sealedFor } from '@gongdan/service'
import { createMemoryExecute } from '@gongdan/store'
import { expect, test } from '@jest/globals'
import { webhookAggregate } from '../adapters/mongoWebhookStore.ts'
import { createMemorySettingsStore } from '../memoryStores.fixture.ts'
import { commandHandlers } from './commands.ts'
import { mailToken } from './mailToken.ts'

const keys = (byte: number) => parseSealKeys(`${byte}:${Buffer.alloc(32, byte).toString('base64')}`)
const sealKeys = keys(1)
const principal: Principal = {
  ...{ userUuid: 'zhao', userName: '', tenantUuid: 't1', tenantName: '' },
  roles: [{ uuid: 't1', name: '' }],
}
const [url, secret] = ['https://oapi.dingtalk.com/robot/send?access_token=t', 'SEC0123']

const unused = async (): Promise<never> => {
  throw new Error('not called')
}
const around = { correlationId: 'c', attempt: 1, redelivered: false, headers: {} }

/** A DingTalk robot, and what its updates come to. */
const robot = async (stored = sealKeys) => {
  const { execute, documents } = createMemoryExecute(webhookAggregate, () => 1_000)
  const woken: string[] = []
  const handlers = commandHandlers({
    webhooks: { execute, find: unused, takePlace: async () => true, freePlaces: async () => {} },
    deliveries: { replay: unused },
    receivers: { schedule: unused, wake: async (names) => void woken.push(...names) },
    queue: { add: unused },
    settings: { change: unused, confirm: unused },
    sealKeys,
    allowed: { networks: [], ports: [] },
    now: () => 1_000,
  })
  const webhookUuid = randomUUID()
  const sealUrl = (text: string, by = sealKeys) => seal(by, sealedFor.webhookUrl(webhookUuid), text)
  const sealSecret = (text: string, by = sealKeys) => seal(by, sealedFor.webhookSecret(webhookUuid), text)
  const created = {
    ...({ name: 'r', eventTypes: ['ticket.passed'], language: 'zh', tenantUuid: 't1', kind: 'dingtalk' } as const),
    ...{ sealedUrl: sealUrl(url, stored), shownUrl: '', sealedSecret: sealSecret(secret, stored) },
    creator: { userUuid: 'zhao', userName: '' },
  }
  const decide = () => [{ type: 'webhook.created' as const, data: created }]
  await execute([{ id: webhookUuid, commandId: randomUUID(), correlationId: 'c', by: null, creates: true, decide }])

  return {
    sealUrl,
    sealSecret,
    update: async (said: object) => {
      const type = 'webhook.update'
      const items = [{ commandId: randomUUID(), webhookUuid, ...said }]
      const body = notificationCommands[type].parse({ principal, items })
      const [outcome] = await handlers[type]([{ id: randomUUID(), type, ...around, body }])
      if (outcome?.kind !== 'done') throw new Error(`the outcome is ${outcome?.kind}`)
      return CommandReply.parse(outcome.reply).outcomes[0]?.scode
    },
    /** How often the receiver's pause was ended. */
    wakings: () => woken.filter((name) => name === `webhook ${webhookUuid}`).length,
    changes: () =>
      documents
        .get(webhookUuid)
        ?.history.slice(1)
        .map(({ data }) => data),
  }
}

test('an update with the address and the secret that a webhook has writes nothing', async () => {
  const { update, changes, sealUrl, sealSecret } = await robot()
  expect(await update({ sealedUrl: sealUrl(url), sealedSecret: sealSecret(secret) })).toBe(0)
  expect(await update({ name: 'r', enabled: true })).toBe(0)
  expect(changes()).toEqual([])
})

test('an update with another address or secret changes that one alone', async () => {
  const { update, changes, sealUrl, sealSecret } = await robot()
  expect(await update({ sealedUrl: sealUrl(`${url}2`) })).toBe(0)
  expect(await update({ sealedSecret: sealSecret('SEC4567') })).toBe(0)
  const nothing = { name: null, eventTypes: null, language: null, enabled: null, address: null, sealedSecret: null }
  expect(changes()).toEqual([
    { ...nothing, address: { sealedUrl: expect.any(String), shownUrl: 'https://oapi.dingtalk.com/…' } },
    { ...nothing, sealedSecret: expect.any(String) },
  ])
})

test('an update that names the address or switches on ends the pause of the receiver, a refused one does not', async () => {
  const { update, wakings, sealUrl } = await robot()
  expect(await update({ name: 'other' })).toBe(0)
  expect(await update({ sealedUrl: sealUrl('http://127.0.0.1/') })).toBe(7002)
  expect(wakings()).toBe(0)
  expect(await update({ sealedUrl: sealUrl(url) })).toBe(0)
  expect(await update({ enabled: true })).toBe(0)
  expect(wakings()).toBe(2)
})

test('an update takes no address or secret that was sealed for another webhook, nor one for the other', async () => {
  const { update, changes, sealUrl, sealSecret } = await robot()
  const other = await robot()
  for (const said of [
    { sealedUrl: other.sealUrl(url) },
    { sealedUrl: sealSecret(url) },
    { sealedSecret: other.sealSecret(secret) },
    { sealedSecret: sealUrl(secret) },
  ])
    await expect(update(said)).rejects.toThrow('the outcome is retry')
  expect(changes()).toEqual([])
})

test('a webhook whose key is lost takes a new address', async () => {
  const { update, changes, sealUrl } = await robot(keys(2))
  expect(await update({ sealedUrl: sealUrl(url) })).toBe(0)
  expect(changes()).toHaveLength(1)
})

test('an address is confirmed by the token that was sent there, and a token that does not says why', async () => {
  const settings = createMemorySettingsStore()
  const day = 24 * 3_600_000
  let time = day
  const handlers = commandHandlers({
    webhooks: { execute: unused, find: unused, takePlace: unused, freePlaces: unused },
    deliveries: { replay: unused },
    receivers: { schedule: async () => {}, wake: unused },
    queue: { add: unused },
    settings,
    sealKeys,
    allowed: { networks: [], ports: [] },
    now: () => time,
  })
  const [set, confirmMail] = ['notification.set', 'notification.confirm-mail'] as const
  const setAddress = async (mailAddress: string) => {
    const body = notificationCommands[set].parse({ principal, items: [{ commandId: randomUUID(), mailAddress }] })
    await handlers[set]([{ id: randomUUID(), type: set, ...around, body }])
  }
  const confirm = async (token: string) => {
    const body = notificationCommands[confirmMail].parse({ principal, items: [{ commandId: randomUUID(), token }] })
    const [outcome] = await handlers[confirmMail]([{ id: randomUUID(), type: confirmMail, ...around, body }])
    if (outcome?.kind !== 'done') throw new Error(`the outcome is ${outcome?.kind}`)
    const [only] = CommandReply.parse(outcome.reply).outcomes
    const desc = only?.desc ?? ''
    return [only?.scode, desc === '' ? desc : desc.en]
  }
  await setAddress('a@acme.example')
  const token = mailToken(sealKeys, 't1 zhao', 'a@acme.example', time)
  expect(await confirm('no token')).toEqual([2003, 'the token was not sent to an address of yours'])
  expect(await confirm(mailToken(sealKeys, 't1 wang', 'a@acme.example', time))).toEqual([
    2003,
    'the token was not sent to an address of yours',
  ])
  expect(await confirm(token)).toEqual([0, ''])
  expect(await confirm(token)).toEqual([0, ''])
  await setAddress('b@acme.example')
  expect(await confirm(token)).toEqual([2003, 'the address was changed since the token was sent'])
  time += day + 1
  expect(await confirm(token)).toEqual([
    2003,
    'the token is older than 24 hours: set the address again to get a new one',
  ])
})
