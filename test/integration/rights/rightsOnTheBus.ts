import { randomUUID } from 'node:crypto'
import { CommandReply, consumerOf, queues, type ServiceName } from '@gongdan/contracts'
import { macHeader, type OutMessage } from '@gongdan/messaging'
import { seal } from '@gongdan/service'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { z } from 'zod'
import { makeServiceKeys } from '../../../deploy/local/serviceKeys.ts'
import { mapConcurrently } from '../../support/concurrency.ts'
import { eventually } from '../../support/eventually.ts'
import { peersIn, speakerOf } from '../../support/peersIn.ts'
import { openRightsBus, type Prove, type RightsBus } from './rightsBus.ts'
import { makeDelegation } from './rightsDelegations.ts'
import { feedback, people, type RightsHarness, step } from './rightsHarness.ts'
import { messagesOf, messageTypes, type Targets } from './rightsMessages.ts'
import { makeTickets } from './rightsSituations.ts'
import { webhook } from './rightsWebhooks.ts'

/** Messages that no service of the system has signed, and those that were sent before. */
export const testRightsOnTheBus = (open: () => Promise<RightsHarness>): void => {
  let harness: RightsHarness
  let bus: RightsBus
  let targets: Targets
  let everything: readonly string[]

  beforeAll(async () => {
    harness = await open()
    bus = await openRightsBus(harness, messageTypes)
    const made = await makeTickets(harness, 1)
    const process = await harness.createProcess(harness.callers.administrator, 'acme', step('lead'))
    const created = await harness.callers.administrator.post('/v1/webhook/create', { ...webhook, tenant_uuid: 'acme' })
    const { webhook_uuid } = z.object({ webhook_uuid: z.string() }).parse(created.envelope.data)
    const delegation = await makeDelegation(harness)
    targets = {
      ticket: (situation) => made.get(situation)?.[0] ?? '',
      process,
      webhook: webhook_uuid,
      delegation,
      sealed: (use) => seal(harness.sealKeys, use, webhook.url),
    }
    everything = [...made.values()].flat()
  }, 240_000)
  afterAll(() => bus?.close(), 60_000)

  /** Services of another system, under the names and key ids of ours. */
  const strange = peersIn(makeServiceKeys('test'))
  const headerFor = (queue: string) => macHeader(consumerOf(queue))
  const codeOf = ({ headers = {} }: OutMessage, queue: string) => String(headers[headerFor(queue)])
  const withCode = (message: OutMessage, queue: string, code: string | number) => ({
    ...message,
    headers: { [headerFor(queue)]: code },
  })
  /** The code of a message that differs from it in this. */
  const codeOver =
    (changed: Partial<OutMessage>): Prove =>
    (message, queue) =>
      withCode(message, queue, codeOf(bus.genuine({ ...message, ...changed }, queue), queue))
  /** The code made into this. */
  const codeAs =
    (change: (code: string) => string): Prove =>
    (message, queue) =>
      withCode(message, queue, change(codeOf(bus.genuine(message, queue), queue)))

  /** What stands in the place of a proof, for each message. */
  const forgeries: Readonly<Record<string, Prove>> = {
    nothing: (message) => message,
    'an empty text': (message, queue) => withCode(message, queue, ''),
    'a number': (message, queue) => withCode(message, queue, 1),
    'the names of our keys': codeAs((code) => code.slice(0, code.indexOf('.', code.indexOf('.') + 1))),
    'our names and an empty code': codeAs((code) => code.slice(0, code.lastIndexOf('.') + 1)),
    'the code of a strange key': (message, queue) => strange[speakerOf(message.type)].prove(message, queue, Date.now()),
    'the code over another body': codeOver({ body: Buffer.from('{}') }),
    'the code over another id': codeOver({ id: 'another' }),
    'the code over another reply queue': codeOver({ replyTo: 'another' }),
    'half a code': codeAs((code) => code.slice(0, -20)),
    'a code and more': codeAs((code) => `${code}.more`),
    'a code that another service made': (message, queue) =>
      peersOf(speakerOf(message.type) === 'process' ? 'image' : 'process').prove(message, queue, Date.now()),
  }
  const peersOf = (service: ServiceName) => harness.peers[service]

  /** Everything that could have changed. */
  const state = async () => ({
    tickets: await harness.histories('tickets', everything),
    process: await harness.histories('processes', [targets.process]),
    webhook: await harness.histories('webhooks', [targets.webhook]),
    delegation: await harness.histories('delegations', [targets.delegation]),
    counts: [
      await harness.count('tickets'),
      await harness.count('processes'),
      await harness.count('webhooks'),
      await harness.count('delegations'),
      await harness.count('comments'),
    ],
  })

  /** The scode of an answer to a command or to a question. */
  const scodeOf = (reply: unknown): string => {
    const command = CommandReply.safeParse(reply)
    const isCommand = command.success && command.data.outcomes.length > 0
    return isCommand ? command.data.outcomes.map(({ scode }) => scode).join() : String(Object(reply).scode)
  }

  test('a command or question that the gateway has not signed is parked, whatever stands in the place of the signature', async () => {
    const before = await state()
    const messages = messagesOf(targets)
    expect(messages.map(({ type }) => type).toSorted()).toEqual(messageTypes.toSorted())
    const sent = new Map<string, string>()
    await mapConcurrently(messages, 4, async (message) => {
      for (const [what, forge] of Object.entries(forgeries)) {
        sent.set(await bus.send(message, forge), `${message.type} with ${what}`)
      }
    })
    const notParked = () => [...sent].filter(([id]) => !bus.parked().has(id)).map(([, what]) => what)
    await eventually(() => expect(notParked()).toEqual([]), { withinMs: 60_000 })
    const reasons = new Set([...sent.keys()].map((id) => bus.parked().get(id)))
    for (const reason of reasons) expect(reason).toMatch(/^not authenticated|may not say/)
    expect([...sent].filter(([id]) => bus.replied().has(id))).toEqual([])
    expect(await state()).toEqual(before)
  }, 120_000)

  test('what is rightly signed, but put into another queue, is parked', async () => {
    const before = await state()
    const [save] = messagesOf(targets).filter(({ type }) => type === 'ticket.save')
    const elsewhere = [queues.processCommands, queues.ticketQueries, queues.processQueries, queues.gatewayBatches]
    const ids = await mapConcurrently(elsewhere, 2, (queue) => bus.send({ ...save!, queue }))
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
      'fulfilment.claim': '2003',
      'fulfilment.extend': '2003',
      'fulfilment.report': '2003',
      'process.create': '2003',
      'process.update': '4001',
      'process.delete': '4001',
      'comment.list': '3001',
      'delegation.create': '4102',
      'delegation.cancel': '4101',
      // Of that caller's own tenant.
      'delegation.list': '0',
      // The answer shows that caller's own tickets, of which there are none.
      'ticket.list': '0',
      'ticket.count': '0',
      'ticket.inspect': '3001',
      'ticket.history-keys': '0',
      'ticket.processes-in-use': 'undefined',
      // That caller may see which way their own tickets would go.
      'process.simulate': '0',
      // Of another tenant the answers are empty.
      'role.list': '0',
      'user.list': '0',
      'process.list': '0',
      'process.inspect': '4001',
      'process.plan': 'undefined',
      'webhook.list': '0',
      'webhook.inspect': '7001',
      'webhook.list-deliveries': '7001',
      'webhook.inspect-delivery': '7001',
      'webhook.create': '2003',
      'webhook.update': '7001',
      'webhook.rotate': '7001',
      'webhook.replay': '7001',
      'webhook.test': '7001',
      'webhook.delete': '7001',
      // They are that caller's own.
      'notification.settings': '0',
      'notification.set': '0',
      'notification.confirm-mail': '2003',
      'notification.feed': '0',
    })
    for (const batch of others) await bus.send(batch)
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
    // By now each of them would be possible once more.
    await act(callers.lead, 'pass', [refused])
    await act(callers.applicant, 'overruled/submit', [overruled])

    const before = { histories: await histories('tickets', uuids), tickets: await harness.count('tickets') }
    for (const message of overheard) {
      await bus.sendAgain(message)
      await bus.sendAgain(message)
      // The answer is for who asked: with another reply queue, or as another message, it is parked.
      const id = randomUUID()
      await bus.sendAgain(message, { replyTo: 'amq.gen-mine' })
      await bus.sendAgain(message, { id })
      await eventually(() => expect(bus.parked().get(id)).toMatch(/^not authenticated/), { withinMs: 30_000 })
    }
    // What comes after them in the queues has its answer.
    await bus.ask(messagesOf(targets, people.foreignAdministrator).find(({ type }) => type === 'ticket.pass')!)
    await callers.administrator.post('/v1/ticket/process/create', {
      tenant_uuid: 'acme',
      process_name: 'x',
      approval_list: [step('lead')],
    })
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
      'webhook.inspect-delivery': '7004',
      // What is sealed there is no token of a mail.
      'notification.confirm-mail': '2003',
    }
    const wrong = scodes.filter(([type, scode]) => scode !== (right[type] ?? '0'))
    expect(wrong).toEqual([])
    const [batch] = messages.filter(({ queue }) => queue === queues.gatewayBatches)
    await bus.send(batch!)
    const passed = async () => {
      const history = (await harness.histories('tickets', [targets.ticket('builtIn')])).get(targets.ticket('builtIn'))
      expect(history?.at(-1)?.type).toBe('ticket.step-passed')
    }
    await eventually(passed, { withinMs: 30_000 })
  }, 60_000)
}
