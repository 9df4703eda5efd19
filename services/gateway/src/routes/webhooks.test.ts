import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from '@jest/globals'
import { decideAll, silence } from '../../test/memoryBus.ts'
import { ann, closeGateways, startGateway } from '../../test/startGateway.ts'
import type { IdempotencyRecord } from '../batch/idempotency.ts'

afterEach(closeGateways)

const url = 'https://user-made.example/hook?token=in-the-address'
const webhook = { tenant_uuid: 'acme', webhook_name: 'w', url }
const create = '/v1/webhook/create'
const rotate = '/v1/webhook/rotate'

describe('the secret of a webhook', () => {
  test('stands in the answer to its creation and to each rotation, another one every time', async () => {
    const { post } = await startGateway()
    const created = (await post(create, webhook)).json().data
    const [again, once] = [
      (await post(rotate, { webhook_uuid: created.webhook_uuid })).json().data,
      (await post(rotate, { webhook_uuid: created.webhook_uuid })).json().data,
    ]
    const secrets = [created, again, once].map(({ secret }) => secret)
    for (const secret of secrets) {
      expect(secret).toMatch(/^whsec_/)
      expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32)
    }
    expect(new Set(secrets).size).toBe(3)
    expect(created).toEqual({ webhook_uuid: expect.any(String), webhook_name: 'reimbursement', secret: secrets[0] })
  })

  test('is the same for who repeats the request with its key', async () => {
    const { post } = await startGateway()
    const key = { 'idempotency-key': randomUUID() }
    const first = await post(create, webhook, key)
    expect(first.json().data.secret).toMatch(/^whsec_/)
    expect((await post(create, webhook, key)).body).toBe(first.body)
  })

  test("is another for another caller, also under the first one's record", async () => {
    const callers = ['victim', 'mallory']
    const authenticate = () => ({ principal: ann, caller: callers.shift() ?? '', expires: Number.POSITIVE_INFINITY })
    const { post, claims } = await startGateway({ authenticate })
    const claim = claims.claim
    const records: string[] = []
    Object.assign(claims, {
      claim: async (name: string, wanted: IdempotencyRecord) => {
        const [recordId = wanted.recordId] = records
        records.push(recordId)
        return claim(name, { ...wanted, recordId, leaseUntil: new Date(0) })
      },
    })
    const key = { 'idempotency-key': randomUUID() }
    const [theirs, mine] = [
      (await post(create, webhook, key)).json().data,
      (await post(create, webhook, key)).json().data,
    ]
    expect(records).toEqual([records[0], records[0]])
    expect(mine.secret).toMatch(/^whsec_/)
    expect(mine.secret).not.toBe(theirs.secret)
  })

  test('goes over the bus unreadable, and so does the address', async () => {
    const { post, published, batches } = await startGateway()
    const { secret } = (await post(create, webhook)).json().data
    await post('/v1/webhook/update', { webhook_uuid: randomUUID(), webhook_name: 'w', url, secret: 'a-robots-secret' })
    // Then the whole batch goes over the bus as well.
    batches.fails(true)
    await post(create, webhook, { prefer: 'respond-async' })
    const sent = published.map(({ message }) => message.body.toString()).join('\n')
    expect(published.length).toBeGreaterThan(3)
    for (const text of [secret, secret.slice(6, 20), 'user-made', 'in-the-address', 'a-robots-secret']) {
      expect(sent).not.toContain(text)
    }
  })

  test('is not shown of a webhook that was refused, nor before it is made, but where the batch is looked at then', async () => {
    const { post, get, services, reply, received } = await startGateway()
    services(decideAll(2003))
    expect((await post(create, webhook)).json()).toMatchObject({ scode: 2003, data: { secret: '' } })
    services(silence)
    const accepted = await post(create, webhook, { prefer: 'wait=0' })
    expect(accepted.json()).toMatchObject({ scode: 12, data: { secret: '' } })
    const command = received.at(-1)!
    reply(command.message, decideAll(0)(command))
    const location = String(accepted.headers.location)
    for (let tries = 0; tries < 200 && (await get(location)).statusCode === 202; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect((await get(location)).json()).toMatchObject({
      scode: 0,
      data: { secret: expect.stringMatching(/^whsec_/) },
    })
  })

  test('of a robot is its maker’s, and is never shown', async () => {
    const { post } = await startGateway()
    const robot = { ...webhook, kind: 'dingtalk', secret: 'SEC0123' }
    expect((await post(create, robot)).json()).toMatchObject({ scode: 0, data: { secret: '' } })
  })
})

describe('a webhook is refused', () => {
  test.each([
    ['a secret of one’s own for a standard webhook', { secret: 'mine' }, 'secret'],
    ['a secret for WeCom, which signs nothing', { kind: 'wecom', secret: 'mine' }, 'secret'],
    ['a user in the address', { url: 'https://user@receiver.example/' }, 'url'],
    ['a password in the address', { url: 'https://:password@receiver.example/' }, 'url'],
    ['another scheme', { url: 'ftp://receiver.example/' }, 'url'],
    ['no address', { url: 'receiver' }, 'url'],
    ['an unknown kind', { kind: 'slack' }, 'kind'],
    ['an event that is not sent to webhooks', { event_types: ['ticket.saved'] }, 'event_types.0'],
    ['no event at all', { event_types: [] }, 'event_types'],
  ])('for %s, by the name of the field', async (_what, said, field) => {
    const { post, received } = await startGateway()
    const refused = (await post(create, { ...webhook, ...said })).json()
    expect([refused.scode, refused.desc, received.length]).toEqual([1002, expect.stringMatching(`^${field}: `), 0])
  })

  test.each([
    [create, webhook],
    ['/v1/webhook/update', { webhook_uuid: randomUUID() }],
    [rotate, { webhook_uuid: randomUUID() }],
    ['/v1/webhook/test', { webhook_uuid: randomUUID() }],
    ['/v1/webhook/delete', { list: [randomUUID()] }],
    ['/v1/webhook/delivery/replay', { webhook_uuid: randomUUID(), list: [randomUUID()] }],
  ])(
    'by %s for a key that it does not know: a misspelt keep_seconds would keep a leaked secret for a day',
    async (url, body) => {
      const { post, received } = await startGateway()
      const refused = (await post(url, { ...body, keep_second: 0 })).json()
      expect([refused.scode, refused.desc, received.length]).toEqual([
        1002,
        expect.stringMatching(/^keep_second: is not known/),
        0,
      ])
    },
  )
})
