import { randomBytes, randomUUID } from 'node:crypto'
import { CommandReply, queues } from '@gongdan/contracts'
import { parsePrincipalKeys } from '@gongdan/messaging'
import { seal } from '@gongdan/service'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { z } from 'zod'
import { mapConcurrently } from '../../support/concurrency.ts'
import { eventually } from '../../support/eventually.ts'
import { openRightsBus, type RightsBus, type Written } from './rightsBus.ts'
import { feedback, openRightsHarness, people, type RightsHarness, step } from './rightsHarness.ts'
import { messagesOf, messageTypes, type Targets } from './rightsMessages.ts'
import { makeTickets } from './rightsSituations.ts'
import { webhook } from './rightsWebhooks.ts'

let harness: RightsHarness
let bus: RightsBus
let targets: Targets
let everything: readonly string[]

beforeAll(async () => {
  harness = await openRightsHarness({ scale: { image: 0 } })
  bus = await openRightsBus(harness, messageTypes)
  const made = await makeTickets(harness, 1)
  const process = await harness.createProcess(harness.callers.administrator, 'acme', step('lead'))
  const created = await harness.callers.administrator.post('/v1/webhook/create', { ...webhook, tenant_uuid: 'acme' })
  const { webhook_uuid } = z.object({ webhook_uuid: z.string() }).parse(created.envelope.data)
  const sealed = seal(harness.sealKeys, webhook.url)
  targets = { ticket: (situation) => made.get(situation)?.[0] ?? '', process, webhook: webhook_uuid, sealed }
  everything = [...made.values()].flat()
}, 240_000)
afterAll(async () => {
  await bus?.close()
  await harness?.close()
}, 60_000)

const strange = parsePrincipalKeys(`strange:${randomBytes(32).toString('base64')}`)
/** Under our key's name, with another secret. */
const impostor = parsePrincipalKeys(`rights:${randomBytes(32).toString('base64')}`)
/** The same with one id more. */
const otherBody = ({ body, ...message }: Written): Written => ({
  ...message,
  body: { ...body, commandId: randomUUID() },
})

/** What stands in the place of a signature, for each message. */
const forgeries: Readonly<Record<string, (message: Written) => string | number | undefined>> = {
  nothing: () => undefined,
  'an empty text': () => '',
  'a number': () => 1,
  'the name of our key': () => 'rights',
  'the name of our key and an empty signature': () => 'rights.',
  'the signature of an unknown key': (message) => bus.sign(message, strange),
  'the signature of another key under the name of ours': (message) => bus.sign(message, impostor),
  'the signature over another body': (message) => bus.sign(otherBody(message)),
  'the signature over another type': (message) => bus.sign({ ...message, type: `${message.type}ed` }),
  'half a signature': (message) => bus.sign(message).slice(0, -20),
  'a signature and more': (message) => `${bus.sign(message)}.more`,
}

/** Everything that could have changed. */
const state = async () => ({
  tickets: await harness.histories('tickets', everything),
  process: await harness.histories('processes', [targets.process]),
  webhook: await harness.histories('webhooks', [targets.webhook]),
  counts: [await harness.count('tickets'), await harness.count('processes'), await harness.count('webhooks')],
})

/** The scode of an answer to a command or to a question. */
const scodeOf = (reply: unknown): string => {
  const command = CommandReply.safeParse(reply)
  return command.success ? command.data.outcomes.map(({ scode }) => scode).join() : String(Object(reply).scode)
}

test('a command or question that the gateway has not signed is parked, whatever stands in the place of the signature', async () => {
  const before = await state()
  const messages = messagesOf(targets)
  expect(messages.map(({ type }) => type).toSorted()).toEqual(messageTypes.toSorted())
  const sent = new Map<string, string>()
  await mapConcurrently(messages, 4, async (message) => {
    for (const [what, forge] of Object.entries(forgeries)) {
      sent.set(await bus.send(message, forge(message)), `${message.type} with ${what}`)
    }
  })
  const notParked = () => [...sent].filter(([id]) => !bus.parked().has(id)).map(([, what]) => what)
  await eventually(() => expect(notParked()).toEqual([]), { withinMs: 60_000 })
  const reasons = new Set([...sent.keys()].map((id) => bus.parked().get(id)))
  expect([...reasons]).toEqual(['the signature does not verify'])
  expect([...sent].filter(([id]) => bus.replied().has(id))).toEqual([])
  expect(await state()).toEqual(before)
}, 120_000)

test('what is rightly signed, but put into another queue, is parked', async () => {
  const before = await state()
  const [save] = messagesOf(targets).filter(({ type }) => type === 'ticket.save')
  const elsewhere = [queues.processCommands, queues.ticketQueries, queues.processQueries, queues.gatewayBatches]
  const ids = await mapConcurrently(elsewhere, 2, (queue) => bus.send({ ...save!, queue }, bus.sign(save!)))
  const reasons = () => ids.map((id) => bus.parked().get(id))
  const unsubscribed = ids.map(() => 'no subscription to ticket.save')
  await eventually(() => expect(reasons()).toEqual(unsubscribed), { withinMs: 30_000 })
  expect(await state()).toEqual(before)
}, 60_000)

test('in the name of another tenant’s administrator nothing comes of a message, even if it is signed', async () => {
  const before = await state()
  const messages = messagesOf(targets, people.foreignAdministrator)
  const { false: answered = [], true: others = [] } = Object.groupBy(messages, ({ queue }) =>
    String(queue === queues.gatewayBatches),
  )
  const scodes = await mapConcurrently(
    answered,
    4,
    async (message) => [message.type, scodeOf(await bus.ask(message))] as const,
  )
  expect(Object.fromEntries(scodes)).toEqual({
    ...Object.fromEntries(
      answered.filter(({ queue }) => queue === queues.ticketCommands).map(({ type }) => [type, '3001']),
    ),
    'process.create': '2003',
    'process.update': '4001',
    'process.delete': '4001',
    // The answer shows that caller's own tickets, of which there are none.
    'ticket.list': '0',
    'ticket.inspect': '3001',
    'ticket.processes-in-use': 'undefined',
    'process.list': '0',
    'process.inspect': '4001',
    'process.plan': 'undefined',
    'webhook.list': '0',
    'webhook.inspect': '7001',
    'webhook.list-deliveries': '7001',
    'webhook.create': '2003',
    'webhook.update': '7001',
    'webhook.rotate': '7001',
    'webhook.replay': '7001',
    'webhook.delete': '7001',
    // They are that caller's own.
    'notification.settings': '0',
    'notification.set': '0',
    'notification.confirm-mail': '1002',
    'notification.feed': '0',
  })
  for (const batch of others) await bus.send(batch, bus.sign(batch))
  // The gateway asks for what is unanswered; once a later command has its answer, so has that one.
  await bus.overheard('ticket.pass', targets.ticket('builtIn'))
  for (const message of messages.filter(({ type }) => type === 'ticket.pass')) await bus.ask(message)
  expect(await state()).toEqual(before)
}, 60_000)

test('a command that was overheard and is sent again has no second effect', async () => {
  const { callers, write, act, histories, signIn } = harness
  // A caller who owns the next step as well: a second effect would pass that too.
  const both = await signIn({ ...people.lead, user: 'bo', roles: [...people.lead.roles, ...people.keeper.roles] })
  const passed = await write(callers.applicant, 'submit', feedback)
  await act(both, 'pass', [passed])
  const refused = await write(callers.applicant, 'submit', feedback)
  await callers.keeper.post('/v1/ticket/pass', { list: [refused] })
  const overruled = await write(callers.applicant, 'submit', feedback)
  await act(callers.lead, 'overrule', [overruled], { reason: 'no' })
  const uuids = [passed, refused, overruled]
  const overheard = [
    await bus.overheard('ticket.submit', feedback.ticket_name),
    await bus.overheard('ticket.pass', passed),
    await bus.overheard('ticket.pass', refused),
    await bus.overheard('ticket.overrule', overruled),
    await bus.overheard('process.create', 'lead'),
  ]
  expect(overheard.map((message) => bus.sign(message))).toEqual(overheard.map(({ signature }) => signature))
  // By now each of them would be possible once more.
  await act(callers.lead, 'pass', [refused])
  await act(callers.applicant, 'overruled/submit', [overruled])

  const before = { histories: await histories('tickets', uuids), tickets: await harness.count('tickets') }
  const replies = await mapConcurrently(overheard, 1, async (message) => {
    const again = [await bus.send(message, message.signature, message.id), await bus.send(message, message.signature)]
    return (await mapConcurrently([...again, await bus.send(message, message.signature)], 3, bus.replyTo)).map(scodeOf)
  })
  expect(replies).toEqual([
    ['0', '0', '0'],
    ['0', '0', '0'],
    ['3003', '3003', '3003'],
    ['0', '0', '0'],
    ['0', '0', '0'],
  ])
  expect({ histories: await histories('tickets', uuids), tickets: await harness.count('tickets') }).toEqual(before)
}, 120_000)

test('the same messages, signed by the gateway, have every effect that the forged ones had not', async () => {
  const messages = messagesOf(targets)
  const answered = messages.filter(({ queue }) => queue !== queues.gatewayBatches)
  const scodes = await mapConcurrently(
    answered,
    1,
    async (message) => [message.type, scodeOf(await bus.ask(message))] as const,
  )
  const right: Readonly<Record<string, string>> = {
    'process.plan': 'undefined',
    'ticket.processes-in-use': 'undefined',
    'webhook.replay': '7004',
  }
  const wrong = scodes.filter(([type, scode]) => scode !== (right[type] ?? '0'))
  expect(wrong).toEqual([])
  const [batch] = messages.filter(({ queue }) => queue === queues.gatewayBatches)
  await bus.send(batch!, bus.sign(batch!))
  const passed = async () => {
    const history = (await harness.histories('tickets', [targets.ticket('builtIn')])).get(targets.ticket('builtIn'))
    expect(history?.at(-1)?.type).toBe('ticket.step-passed')
  }
  await eventually(passed, { withinMs: 30_000 })
}, 60_000)
