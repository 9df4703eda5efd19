import { readFile } from 'node:fs/promises'
import { FulfilmentClaimData } from '@gongdan/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Subject } from '../../../deploy/local/issuer.ts'
import { type Caller, createCaller } from '../../support/caller.ts'
import { type EventClient, openEventClient } from '../../support/eventClient.ts'
import { eventually } from '../../support/eventually.ts'
import { patient } from '../../support/harness.ts'
import { resultsOf } from '../../support/openCallers.ts'
import { startSystem, type TestSystem } from '../../support/system.ts'
import { startWebhookReceiver } from '../../support/webhookReceiver.ts'
import { feedback, machineTicket, type Person, people, step } from '../rights/rightsHarness.ts'
import { testReconnects } from './liveReconnects.ts'

jest.setTimeout(180_000)

let system: TestSystem
let callers: Readonly<Record<'applicant' | 'lead' | 'administrator', Caller>>
let process: string
const clients: EventClient[] = []

const signedIn = async (person: Person): Promise<Caller> =>
  createCaller(system.url, await system.token(people[person]), { headers: patient.headers })
const listen = (person: Person, gateway?: number, lastEventId?: number) =>
  listenAs(people[person], gateway, lastEventId)
const listenAs = async (subject: Subject, gateway?: number, lastEventId?: number): Promise<EventClient> => {
  const urls = gateway === undefined ? system.urls : [system.urls[gateway] ?? '']
  const client = openEventClient(urls, await system.token(subject), String(lastEventId ?? ''))
  clients.push(client)
  await eventually(() => expect(client.told).toContain('listening'), { withinMs: 20_000 })
  return client
}
const submit = async (name: string): Promise<string> => {
  const { envelope } = await callers.applicant.post('/v1/ticket/submit', {
    ...feedback,
    ticket_name: name,
    process_uuid: process,
  })
  return Object(envelope.data).ticket_uuid
}
const act = async (who: Caller, action: string, uuid: string) =>
  expect(resultsOf(await who.post(`/v1/ticket/${action}`, { list: [uuid], reason: 'r' }))).toMatchObject([{ scode: 0 }])
/** The events that arrived, without those of the tickets by which the test finds out whether a client is listening. */
const heard = ({ got }: EventClient) =>
  got.map(({ notice }) => `${notice.type} ${notice.ticket_name}`).filter((one) => !one.endsWith(trial))
const trial = 'is anybody there'
const hears = (client: EventClient, ...expected: readonly string[]) =>
  eventually(() => expect(heard(client)).toEqual(expect.arrayContaining([...expected])), { withinMs: 20_000 })

beforeAll(async () => {
  const env = { FULFILLED_TYPES: 'VM_SPECIFICATION', EVENTS_RETRY_MS: '100' }
  system = await startSystem({ scale: { gateway: 2, image: 0 }, env })
  callers = {
    applicant: await signedIn('applicant'),
    lead: await signedIn('lead'),
    administrator: await signedIn('administrator'),
  }
  const body = { tenant_uuid: 'acme', process_name: 'live', approval_list: [step('lead')] }
  process = Object((await callers.administrator.post('/v1/ticket/process/create', body)).envelope.data).process_uuid
  // The members of a role are known once a token has shown the role and the event of that has arrived.
  await callers.lead.get('/v1/ticket/list')
  const first = await listen('lead')
  await eventually(
    async () => {
      await submit(trial)
      expect(first.got.length).toBeGreaterThan(0)
    },
    { withinMs: 30_000, everyMs: 500 },
  )
}, 120_000)
afterEach(() => {
  for (const client of clients.splice(0)) client.close()
})
afterAll(() => system?.stop())

describe('live', () => {
  test('the handlers of a ticket hear of it, then its applicant of the outcome, and no other user of either', async () => {
    const [lead, applicant] = [await listen('lead', 0), await listen('applicant', 1)]
    const others = await Promise.all(
      (['colleague', 'administrator', 'foreignApprover', 'namesake'] as const).map((person) => listen(person)),
    )
    const uuid = await submit('who hears')
    await hears(lead, 'ticket.submitted who hears')
    await act(callers.lead, 'pass', uuid)
    await hears(applicant, 'ticket.passed who hears')
    expect(heard(lead)).toEqual(['ticket.submitted who hears'])
    expect(heard(applicant)).toEqual(['ticket.passed who hears'])
    expect(others.map(heard)).toEqual([[], [], [], []])
  })

  test('everybody in whose lists a ticket is hears when it changes, and nobody else', async () => {
    const second = { ...people.lead, user: 'nan', name: '南' }
    const persons = {
      applicant: people.applicant,
      lead: people.lead,
      secondLead: second,
      keeper: people.keeper,
      administrator: people.administrator,
      superAdministrator: people.superAdministrator,
      colleague: people.colleague,
      foreignApprover: people.foreignApprover,
      foreignAdministrator: people.foreignAdministrator,
      namesake: people.namesake,
    }
    const listeners = new Map<string, EventClient>()
    for (const [name, person] of Object.entries(persons)) listeners.set(name, await listenAs(person))
    const see = ['applicant', 'lead', 'secondLead', 'keeper', 'administrator', 'superAdministrator']
    const body = { tenant_uuid: 'acme', process_name: 'two', approval_list: [step('lead'), step('keeper')] }
    const created = await callers.administrator.post('/v1/ticket/process/create', body)
    const { process_uuid } = Object(created.envelope.data)
    const submitted = await callers.applicant.post('/v1/ticket/submit', { ...feedback, process_uuid })
    const uuid: string = Object(submitted.envelope.data).ticket_uuid
    await act(callers.lead, 'pass', uuid)
    await act(callers.applicant, 'withdraw', uuid)
    await act(callers.applicant, 'delete', uuid)
    const draft = await callers.applicant.post('/v1/ticket/save', feedback)
    const draftUuid: string = Object(draft.envelope.data).ticket_uuid
    const heardBy = (name: string) =>
      listeners
        .get(name)
        ?.changes.filter(({ ticket_uuid }) => ticket_uuid === uuid || ticket_uuid === draftUuid)
        .map(({ ticket_uuid, version, ticket_state_code, actor_name, owner_uuid }) =>
          [ticket_uuid === uuid ? '' : 'draft', version, ticket_state_code, actor_name, owner_uuid].join(' ').trim(),
        )
    const ofTicket = ['1 pending 林 lead', '2 pending 梅 keeper', '3 withdrawn 林', '4 withdrawn 林']
    // Only the events of one ticket keep their order: the draft may be heard of before the deletion.
    const isDraft = (heard: string) => heard.startsWith('draft')
    await eventually(
      () => {
        const heard = heardBy('applicant') ?? []
        expect(heard.filter((one) => !isDraft(one))).toEqual(ofTicket)
        expect(heard.filter(isDraft)).toEqual(['draft 1 saved 林'])
      },
      { withinMs: 20_000 },
    )
    for (const name of see.slice(1)) {
      await eventually(() => expect([name, heardBy(name)]).toEqual([name, ofTicket]), { withinMs: 20_000 })
    }
    for (const name of listeners.keys()) if (!see.includes(name)) expect([name, heardBy(name)]).toEqual([name, []])
  })

  test('what becomes of a fulfilment is told to webhooks, and live by name to those who see the ticket, fulfillers of its type among them', async () => {
    const receiver = await startWebhookReceiver()
    const webhook = { tenant_uuid: 'acme', webhook_name: 'fulfilment', url: receiver.url }
    expect((await callers.administrator.post('/v1/webhook/create', webhook)).scode).toBe(0)
    const worker = await signedIn('fulfiller')
    const { fulfiller } = people
    const seeing = {
      applicant: await listen('applicant', 0),
      lead: await listen('lead', 0),
      administrator: await listen('administrator', 1),
      fulfiller: await listen('fulfiller', 1),
      'fulfiller of machines': await listenAs({ ...fulfiller, user: 'machines', fulfils: ['VM_SPECIFICATION'] }, 0),
    }
    const others = {
      'fulfiller of disks': await listenAs({ ...fulfiller, user: 'disks', fulfils: ['VOLUME_EXPANSION'] }, 0),
      'fulfiller of a tenant': await listenAs({ ...people.colleague, roles: fulfiller.roles }, 1),
      colleague: await listen('colleague', 1),
      foreignApprover: await listen('foreignApprover', 0),
      foreignAdministrator: await listen('foreignAdministrator', 1),
      namesake: await listen('namesake', 0),
    }
    const body = { ...machineTicket, ticket_name: 'to be done', process_uuid: process }
    const uuid: string = Object((await callers.applicant.post('/v1/ticket/submit', body)).data).ticket_uuid
    await act(callers.lead, 'pass', uuid)
    const work = async (state: 'failed' | 'done') => {
      const claimed = await worker.post('/v1/fulfilment/claim', { types: ['VM_SPECIFICATION'] }, { prefer: 'wait=30' })
      const [ticket] = FulfilmentClaimData.parse(claimed.data).list
      const { request, fence } = ticket ?? {}
      expect(ticket?.ticket_uuid).toBe(uuid)
      const list = [{ ticket_uuid: uuid, request, fence, state }]
      expect(resultsOf(await worker.post('/v1/fulfilment/report', { list }))).toMatchObject([{ scode: 0 }])
    }
    await work('failed')
    expect(resultsOf(await callers.applicant.post('/v1/ticket/fulfilment/retry', { list: [uuid] }))).toMatchObject([
      { scode: 0 },
    ])
    await work('done')

    const events = [
      'requested waiting',
      'working working',
      'failed failed',
      'requested waiting',
      'working working',
      'done done',
    ]
    const toWebhook = () =>
      receiver.arrived
        .map(({ body }) => JSON.parse(body))
        .filter(({ type }) => type.startsWith('ticket.fulfilment-'))
        .map(({ type, data }) => `${type.slice('ticket.fulfilment-'.length)} ${data.fulfilment_state}`)
    await eventually(() => expect(toWebhook()).toEqual(events), { withinMs: 20_000 })
    const outcomes = ['ticket.fulfilment-failed to be done', 'ticket.fulfilment-done to be done']
    await hears(seeing.applicant, ...outcomes)
    // After submit and pass each event is a version, of which everybody hears by name in whose lists the ticket is.
    const changesHeard = ({ changes }: EventClient) =>
      changes
        .filter((one) => one.ticket_uuid === uuid && one.version > 2)
        .map(({ type, version }) => `${version} ${type}`)
    const expected = events.map((said, at) => `${at + 3} ticket.fulfilment-${said.split(' ')[0]}`)
    for (const [name, client] of Object.entries(seeing)) {
      await eventually(() => expect([name, changesHeard(client)]).toEqual([name, expected]), { withinMs: 20_000 })
    }
    // Nothing is heard of before it is passed by those who only fulfil, and never by others.
    const versionsOf = ({ changes }: EventClient) =>
      changes.filter(({ ticket_uuid }) => ticket_uuid === uuid).map(({ version }) => version)
    expect(versionsOf(seeing['fulfiller of machines'])).not.toContain(1)
    for (const [name, client] of Object.entries(others)) expect([name, versionsOf(client)]).toEqual([name, []])
    // A notice is for its applicant, and of what came of it alone.
    const notices = (client: EventClient) => heard(client).filter((one) => one.includes('fulfilment'))
    expect(notices(seeing.applicant)).toEqual(outcomes)
    const further = [...Object.entries(seeing).filter(([name]) => name !== 'applicant'), ...Object.entries(others)]
    for (const [name, client] of further) expect([name, notices(client)]).toEqual([name, []])
    await receiver.close()
  })

  test('a client that reconnects to another gateway with the last id gets what it missed, once', async () => {
    const before = await listen('lead', 0)
    await submit('one')
    await hears(before, 'ticket.submitted one')
    before.close()
    await submit('two')
    await submit('three')
    const after = await listen('lead', 1, before.got.at(-1)?.id)
    await submit('four')
    const [two, three, four] = ['two', 'three', 'four'].map((name) => `ticket.submitted ${name}`)
    await hears(after, String(two), String(three), String(four))
    expect(heard(after)).toEqual([two, three, four])
    expect(after.got.map(({ id }) => id)).toEqual([1, 2, 3].map((more) => (before.got.at(-1)?.id ?? 0) + more))
  })

  test('a stream ends when its token does, clocks differing by up to a minute', async () => {
    // Long enough that a busy machine has the stream open before.
    const response = await fetch(`${system.url}/v1/events`, {
      headers: { authorization: `Bearer ${await system.token(people.lead, 15 - 60)}` },
    })
    expect(await response.text()).toMatch(/event: listening.*event: end\ndata: \{"scode":2002,[^\n]*\n\n$/s)
  })

  test('a gateway that gets SIGTERM ends its streams, and their clients go on at the other', async () => {
    const client = await listen('lead')
    const raw = await fetch(`${system.urls[1]}/v1/events`, {
      headers: { authorization: `Bearer ${await system.token(people.applicant)}` },
    })
    expect(await system.kill('gateway-2', 'SIGTERM')).toBe('code 0')
    expect(await raw.text()).toMatch(/event: end\ndata: \{"scode":9002,.*\n\n$/)
    expect(await readFile(system.logFile('gateway-2'), 'utf8')).toContain('"msg":"stopped"')
    await submit('while one is away')
    await hears(client, 'ticket.submitted while one is away')
    await system.start('gateway-2')
  })

  test('what happens while the notification service is away is heard when it is back', async () => {
    const client = await listen('lead')
    await system.kill('notification', 'SIGKILL')
    await submit('unheard')
    expect((await callers.lead.get('/v1/events')).envelope.scode).toBe(9002)
    await system.start('notification')
    await hears(client, 'ticket.submitted unheard')
    expect(heard(client)).toEqual(['ticket.submitted unheard'])
  })
})

describe('streams that break', () => testReconnects(() => system))
