import { ProcessInspectData, TicketInspectData, TicketListData } from '@gongdan/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { typeExamples } from '../../../libs/contracts/src/sections/sections.fixture.ts'
import type { Caller, Reply } from '../../support/caller.ts'
import { mapConcurrently } from '../../support/concurrency.ts'
import { resultsOf } from '../../support/openCallers.ts'
import { brokenChains, strangeKeys, watchCommands } from './rightsDatabase.ts'
import { aProcess, type Field, fields } from './rightsFields.ts'
import { feedback, type History, people, type RightsHarness, step } from './rightsHarness.ts'
import { alike, ownedFields } from './rightsOwned.ts'
import { names, operand, payloads, texts, twoLines, unreadable } from './rightsPayloads.ts'
import { makeTickets } from './rightsSituations.ts'

/** What is sent in the place of a value does nothing but be a value, or is refused. */
export const testInjection = (open: () => Promise<RightsHarness>): void => {
  let harness: RightsHarness
  let changing: string
  let bystanders: readonly string[]
  let untouched: ReadonlyMap<string, History>
  let commands: Awaited<ReturnType<typeof watchCommands>>

  beforeAll(async () => {
    harness = await open()
    bystanders = [...(await makeTickets(harness, 1)).values()].flat()
    untouched = await harness.histories('tickets', bystanders)
    changing = await harness.createProcess(harness.callers.administrator, 'acme', step('lead'))
    commands = await watchCommands(harness.system)
  }, 240_000)
  afterAll(() => commands?.close(), 60_000)

  const send = ({ method, path, body, by }: Field, payload: string): Promise<Reply> => {
    const inQuery = encodeURIComponent(payload.replace(/^"|"$/g, '').slice(0, 4_000))
    const text = JSON.stringify(body)?.replaceAll('"@@"', () => payload)
    return harness.callers[by].send({
      method,
      path: path.replaceAll('@@', inQuery),
      headers: { prefer: 'wait=30' },
      ...(text === undefined ? {} : { body: text.replaceAll(aProcess, changing) }),
    })
  }
  const payloadsFor = ({ oneOfMany }: Field, at: number): readonly string[] =>
    oneOfMany ? payloads.filter((_, index) => (index + at) % 3 === 0) : payloads

  const accepted = (reply: Reply): Reply => {
    if (reply.envelope.scode !== 0) throw new Error(reply.text)
    return reply
  }
  const inspect = async (uuid: string, who: Caller = harness.callers.applicant) =>
    accepted(await who.get('/v1/ticket/inspect', { body: { ticket_uuid: uuid } }))

  describe('whatever stands in the place of a value', () => {
    const byRoute = Map.groupBy(fields, ({ method, path }) => `${method} ${path.split('?')[0]}`)

    test.each([...byRoute])(
      '%s answers it, and never with a fault of its own',
      async (_route, some) => {
        const cases = some.flatMap((field, at) => payloadsFor(field, at).map((payload) => [field, payload] as const))
        const faults = await mapConcurrently(cases, 16, async ([field, payload]) => {
          const { status, text } = await send(field, payload)
          return status >= 500 || status === 202 ? [`${field.name} = ${payload.slice(0, 50)}: ${text}`] : []
        })
        expect(faults.flat()).toEqual([])
      },
      240_000,
    )

    test('nothing of it reaches the database as an operator', async () => {
      const { count, found } = await commands.withOperand(operand)
      expect(found).toEqual([])
      expect(count).toBeGreaterThan(1_000)
    }, 60_000)
  })

  describe('a text comes back as it was, and is found:', () => {
    test.each(texts)('%j', async (text) => {
      const { applicant, lead, administrator } = harness.callers
      const common = { trash_restore: { filter_object_name: text, note: { [text]: text } } }
      const written = { ticket_name: text, reason: text, cluster_uuid: text, common, type: 'TRASH_RESTORE' }
      const uuid = await harness.write(applicant, 'save', written)
      const draft = TicketInspectData.parse((await inspect(uuid)).envelope.data)
      expect(draft).toMatchObject({ ticket_name: text, reason: text, ticket_type_code: 'TRASH_RESTORE' })
      // An object's own prototype is no field of it: that name alone is dropped (contract §5).
      const kept = text === '__proto__' ? { filter_object_name: text, note: {} } : common.trash_restore
      expect(draft.common?.trash_restore).toMatchObject(kept)

      const found = await applicant.get('/v1/ticket/list', { body: { filter_name: text, page_size: 100 } })
      const { list } = TicketListData.parse(accepted(found).envelope.data)
      expect(list.map((ticket) => ticket.ticket_uuid)).toContain(uuid)
      expect(list.filter((ticket) => !ticket.ticket_name.includes(text))).toEqual([])

      const overruled = await harness.write(applicant, 'submit', feedback)
      await harness.act(lead, 'overrule', [overruled], { reason: text })
      const { history } = TicketInspectData.parse((await inspect(overruled)).envelope.data)
      expect(history.at(-1)?.reason).toBe(text)

      const definition = { process_name: text, description: text }
      // A role that no token has shown: a name that tokens have shown is not taken from a request (contract §4).
      const approval_list = [{ ...step('unseen'), tenant_name: text, role_name: text }]
      const body = { ...definition, approval_list, tenant_uuid: 'acme', process_uuid: changing }
      accepted(await administrator.post('/v1/ticket/process/update', body))
      const process = await administrator.get('/v1/ticket/process/inspect', { body: { process_uuid: changing } })
      expect(ProcessInspectData.parse(accepted(process).envelope.data)).toMatchObject({
        ...definition,
        process_list: [{ role_name: text, tenant_name: people.applicant.tenantName }],
      })
    })

    test('of two lines as a reason, and not as a name', async () => {
      const { applicant } = harness.callers
      const uuid = await harness.write(applicant, 'save', { ...feedback, reason: twoLines })
      expect((await inspect(uuid)).envelope.data).toMatchObject({ reason: twoLines })
      const named = await applicant.post('/v1/ticket/save', { ...feedback, ticket_name: twoLines })
      expect(named.envelope).toMatchObject({
        scode: 1002,
        desc: expect.stringMatching('^ticket_name: must be one line'),
      })
    })

    test.each(unreadable)('but not %j, which is none', async (text) => {
      const { applicant, administrator } = harness.callers
      const process = { process_name: 'p', tenant_uuid: 'acme', approval_list: [step('lead')] }
      const replies = [
        ...(await mapConcurrently(['ticket_name', 'reason', 'cluster_uuid'], 1, (name) =>
          applicant.post('/v1/ticket/save', { ...feedback, [name]: text }),
        )),
        await applicant.post('/v1/ticket/overrule', { list: bystanders, reason: text }),
        ...(await mapConcurrently(['process_name', 'description'], 1, (name) =>
          administrator.post('/v1/ticket/process/create', { ...process, [name]: text }),
        )),
      ]
      expect(replies.map(({ envelope }) => envelope.scode)).toEqual(replies.map(() => 1002))
    })

    test.each(names)('as the name of a field of a section: %j', async (name) => {
      const vip = { vip_count: 1, [name]: 'x' }
      const uuid = await harness.write(harness.callers.applicant, 'submit', {
        ...feedback,
        type: 'VIP',
        network: { vip },
      })
      const { network } = TicketInspectData.parse((await inspect(uuid)).envelope.data)
      expect(network?.vip).toEqual({ ...vip, vip_list: [] })
    })
  })

  describe('what the system owns cannot be claimed', () => {
    /** What comes of a write with the claims and of one without them. */
    const both = async (write: (claims: object) => Promise<string>) => [
      alike(await write({})),
      alike(await write(ownedFields)),
    ]

    test.each(['save', 'submit'] as const)('by a %s, at the top or in a section of any type', async (action) => {
      const examples = [{ type: 'FEEDBACK', group: 'network', name: 'vip', required: {}, out: [] }, ...typeExamples]
      for (const { type, group, name, required, out = [] } of examples) {
        const [without, claimed] = await both(async (claims) => {
          const mine = Object.fromEntries(Object.keys(claims).length === 0 ? [] : out.map((field) => [field, ['mine']]))
          const body = { ...claims, ...feedback, type, [group]: { [name]: { ...required, ...mine } } }
          return (await inspect(await harness.write(harness.callers.applicant, action, body))).text
        })
        expect(claimed).toBe(without)
      }
    })

    const actions = [
      ['applicant', 'withdraw', []],
      ['lead', 'pass', []],
      ['lead', 'overrule', []],
      ['applicant', 'saved/submit', ['withdraw']],
      ['applicant', 'delete', ['withdraw']],
      ['applicant', 'archive', ['withdraw']],
    ] as const
    test.each(actions)('by the %s’s %s', async (who, action, before) => {
      const { applicant } = harness.callers
      const [without, claimed] = await both(async (claims) => {
        const uuid = await harness.write(applicant, 'submit', feedback)
        for (const action of before) await harness.act(applicant, action, [uuid])
        const body = { ...claims, list: [{ ...claims, ticket_uuid: uuid }], reason: 'no', config: claims }
        const reply = await harness.callers[who].post(`/v1/ticket/${action}`, body)
        const after = await applicant.get('/v1/ticket/inspect', { body: { ticket_uuid: uuid } })
        return `${resultsOf(reply).map(({ scode }) => scode)} ${after.text}`
      })
      expect(claimed).toBe(without)
      expect(claimed).toMatch(/^0 /)
    })

    test('by creating or changing a process', async () => {
      const { administrator } = harness.callers
      const body = { tenant_uuid: 'acme', process_name: 'p', approval_list: [{ ...ownedFields, ...step('lead') }] }
      const show = async (process_uuid: string) =>
        (await administrator.get('/v1/ticket/process/list', { body: { process_uuid } })).text
      const [created, claimed] = await both(async (claims) => {
        const reply = await administrator.post('/v1/ticket/process/create', { ...claims, ...body })
        return show(Object(accepted(reply).envelope.data).process_uuid)
      })
      expect(claimed).toBe(created)
      const [updated, claimedLater] = await both(async (claims) => {
        accepted(await administrator.post('/v1/ticket/process/update', { ...claims, ...body, process_uuid: changing }))
        return show(changing)
      })
      expect(claimedLater).toBe(updated)
    })
  })

  test('people and tenants may have names that every object inherits', async () => {
    for (const tenant of ['__proto__', 'constructor', 'a.b', '...', '-', 'toString:valueOf']) {
      const someone = {
        tenant,
        tenantName: tenant,
        user: '__proto__',
        name: 'x',
        roles: [{ uuid: 'valueOf', name: '' }],
      }
      const applicant = await harness.signIn(someone)
      const approver = await harness.signIn({ ...someone, user: 'hasOwnProperty', roles: [{ uuid: tenant, name: '' }] })
      const process_uuid = await harness.createProcess(approver, tenant, step(tenant, tenant))
      const uuid = await harness.write(applicant, 'submit', { ...feedback, process_uuid })
      const todo = await approver.get('/v1/ticket/list?scope=todo')
      expect(TicketListData.parse(todo.envelope.data).list.map((ticket) => ticket.ticket_uuid)).toEqual([uuid])
      await harness.act(approver, 'pass', [uuid])
      expect((await inspect(uuid, applicant)).envelope.data).toMatchObject({ ticket_state: '已通过' })
    }
  })

  test('after all of that the tickets of others are as they were, no document has a strange key and no chain is broken', async () => {
    expect(await harness.histories('tickets', bystanders)).toEqual(untouched)
    expect(await strangeKeys(harness.system)).toEqual([])
    expect(await brokenChains(harness.system)).toEqual([])
  }, 60_000)
}
