import { createHash } from 'node:crypto'
import { FulfilmentClaimData, ticketTypes } from '@gongdan/contracts'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { type TypeExample, typeExamples } from '../../../libs/contracts/src/sections/sections.fixture.ts'
import type { Reply } from '../../support/caller.ts'
import { resultsOf } from '../../support/openCallers.ts'
import { type ContractHarness, feedback, refusalOf } from './contractHarness.ts'

/** What a ticket of each type carries. */
export const testTypes = (open: () => Promise<ContractHarness>): void => {
  let harness: ContractHarness
  beforeAll(async () => {
    harness = await open()
  })

  type Section = Readonly<Record<string, unknown>>
  const ticketOf = ({ type, group, name }: TypeExample, section: unknown) => ({
    ticket_name: type,
    type,
    [group]: { [name]: section },
  })
  const exampleOf = (type: string): TypeExample => {
    const found = typeExamples.find((example) => example.type === type)
    if (found === undefined) throw new Error(`no example of ${type}`)
    return found
  }

  const save = (body: object | string) => harness.people.lin.post('/v1/ticket/save', body)
  const submit = (body: object | string) => harness.people.lin.post('/v1/ticket/submit', body)
  const inspect = (uuid: string) => harness.people.lin.get(`/v1/ticket/inspect?ticket_uuid=${uuid}`)
  const submitted = async (body: object | string): Promise<Reply> => {
    const { envelope, text } = await submit(body)
    if (envelope.scode !== 0) throw new Error(text)
    return inspect(Object(envelope.data).ticket_uuid)
  }
  const submittedSection = async (example: TypeExample, section: unknown): Promise<Section> => {
    const { envelope } = await submitted(ticketOf(example, section))
    return Object(envelope.data)[example.group][example.name]
  }
  /** Fields that are shown as integers, however they were given. */
  const uint64s = ['memory_size', 'disk_size', 'capacity', 'image_size', 'vm_memory_size']
  /** A section as it is shown; of an image in a draft, for the cloud has no images to the limits of what may be asked for. */
  const sectionAt = async (example: TypeExample, section: unknown): Promise<Section> => {
    if (example.type !== 'TENCENT_IMAGE_CREATE') return submittedSection(example, section)
    const { envelope } = await save(ticketOf(example, section))
    const shown = await inspect(Object(envelope.data).ticket_uuid)
    return Object(shown.envelope.data)[example.group][example.name]
  }
  const invalidField = (field: string) => ({ scode: 3006, desc: expect.stringContaining(field) })

  test('feedback carries no section and shows none', async () => {
    const { envelope } = await submitted({ ...feedback, network: { vip: { vip_count: 1 } } })
    expect(envelope.data).toMatchObject({ ticket_type: '问题反馈', ticket_type_code: 'FEEDBACK' })
    expect(envelope.data).not.toHaveProperty('network')
  })

  test.each([
    ['save', '已保存'],
    ['submit', '待审批'],
  ])(
    'a %s of an existing ticket changes what it carries, and leaves the rest as it is',
    async (action, ticket_state) => {
      const vip = { network: { vip: { vip_count: 2 } } }
      const whole = { ...feedback, ...vip, type: 'VIP', reason: 'a reason', cluster_uuid: 'c' }
      const { ticket_uuid } = Object((await save(whole)).envelope.data)
      const before = Object((await inspect(ticket_uuid)).envelope.data)
      const update = { ticket_uuid, type: 'VIP', ticket_name: 'another name' }
      expect((await harness.people.lin.post(`/v1/ticket/${action}`, update)).envelope.scode).toBe(0)
      const { reason, process_uuid, process_name, detail_uuid, network } = before
      expect((await inspect(ticket_uuid)).envelope.data).toMatchObject({
        ...{ ticket_name: 'another name', ticket_state, reason, process_uuid, process_name, detail_uuid, network },
      })
    },
  )

  test('a save that changes nothing leaves the ticket as it is', async () => {
    const { ticket_uuid } = Object((await save(feedback)).envelope.data)
    const before = (await inspect(ticket_uuid)).envelope.data
    expect((await save({ ...feedback, ticket_uuid })).envelope.scode).toBe(0)
    expect((await save({ ticket_uuid, type: feedback.type })).envelope.scode).toBe(0)
    expect((await inspect(ticket_uuid)).envelope.data).toEqual(before)
  })

  test('a request writes nothing that the system owns', async () => {
    const claims = {
      ticket_state: '已通过',
      ticket_is_over: true,
      is_confirm: '已确认',
      ticket_create_time: 1,
      applyer_uuid: 'mei',
      applyer_tenant_uuid: 'globex',
      user_uuid: 'lin',
      detail_uuid: 'mine',
      processers: [],
      history: [],
      fulfilment: { image_state: 'created' },
    }
    const { envelope } = await submitted({ ...feedback, ...claims })
    for (const [field, value] of Object.entries(claims)) expect(Object(envelope.data)[field]).not.toEqual(value)
  })

  describe.each(typeExamples)('a $type', (example) => {
    const { type, group, name, required, good = [], bad, out = [] } = example

    test('is submitted and shows its group with all sections, the unused ones empty', async () => {
      const { envelope } = await submitted(ticketOf(example, required))
      const shown: Section = Object(envelope.data)[group]
      expect(envelope.data).toMatchObject({ ticket_type: ticketTypes[type].text, ticket_type_code: type })
      expect(shown[name]).toMatchObject(required)
      const siblings = typeExamples.filter((one) => one.group === group)
      expect(Object.keys(shown).toSorted()).toEqual(siblings.map((one) => one.name).toSorted())
      for (const sibling of siblings.filter((one) => one.name !== name)) {
        expect(Object.values(Object(shown[sibling.name])).filter(isFilled)).toEqual([])
      }
    })

    test('is refused by the name of a field that is missing or beyond its limit', async () => {
      const refused = async (field: string, section: Section) =>
        expect([field, section[field], refusalOf(await submit(ticketOf(example, section)))]).toEqual([
          field,
          section[field],
          invalidField(field),
        ])
      await Promise.all([
        ...Object.keys(required).map((field) => refused(field, { ...required, [field]: undefined })),
        ...bad.map(([field, value]) => refused(field, { ...required, [field]: value })),
      ])
    })

    test('is a draft with a part of it, but not with a part that is wrong', async () => {
      const [first = ['', null]] = bad
      const [field] = first
      expect(refusalOf(await save(ticketOf(example, {})))).toEqual({ scode: 0, desc: '' })
      expect(refusalOf(await save(ticketOf(example, Object.fromEntries([first]))))).toEqual(invalidField(field))
    })

    test('may go to its limits, keeps unknown fields and none that is the system’s', async () => {
      const claims = Object.fromEntries(out.map((field) => [field, 'mine']))
      const remark = { kept: [1, '二', { '': null }] }
      const shown = await submittedSection(example, { ...claims, remark, ...required })
      expect(shown).toMatchObject({ ...required, remark })
      for (const field of out) expect(shown[field]).not.toBe('mine')
      for (const [limit, value] of good) {
        const section = await sectionAt(example, { ...required, [limit]: value })
        expect(section).toMatchObject({ [limit]: uint64s.includes(limit) ? Number(value) : value })
      }
    })
  })

  /** Every (out) field in the form that contract §3 gives it, and in another. */
  const outFields: Readonly<Record<string, readonly [good: unknown, bad: unknown]>> = {
    specification_info: [{ cpu: 4 }, '4C8G'],
    teplate_info: [{ os: 'linux' }, ['linux']],
    vm_info: [{ 'i-1': 'web-1' }, { 'i-1': 1 }],
    container_info: [{ c1: { port: 80 } }, 'c1'],
    vip_list: [[{ ip: '10.0.0.8', gateway: '10.0.0.1', mask: '255.255.255.0' }], [{ ip: 8 }]],
    success_count: [1, -1],
    failed_count: [0, 'none'],
    faild_info: [['one had no host'], 'no host'],
  }

  describe.each(typeExamples.filter(({ type }) => type !== 'TENCENT_IMAGE_CREATE'))('a fulfilled $type', (example) => {
    const { type, group, name, required, out = [] } = example

    test('is handed out as it was approved, and shows what is reported of it in its documented form', async () => {
      const { worker, lin } = harness.people
      const uuid = await harness.passed(lin, ticketOf(example, required))
      const claimed = await worker.post('/v1/fulfilment/claim', { types: [type], limit: 100 })
      const [ticket] = FulfilmentClaimData.parse(claimed.envelope.data).list.filter((one) => one.ticket_uuid === uuid)
      const section = Object(ticket)[group][name]
      expect([section, ticket?.request]).toEqual([required, 1])
      expect(createHash('sha256').update(JSON.stringify(section)).digest('hex')).toBe(ticket?.details_hash)

      const { request, fence } = ticket ?? {}
      const report = (more: object) =>
        worker.post('/v1/fulfilment/report', { list: [{ ticket_uuid: uuid, request, fence, state: 'done', ...more }] })
      for (const field of out) {
        const [refused] = resultsOf(await report({ out: { [field]: outFields[field]?.[1] } }))
        expect([field, refused?.scode, refused?.desc]).toEqual([field, 3006, expect.stringContaining(`out.${field}`)])
      }
      const filled = Object.fromEntries(out.map((field) => [field, outFields[field]?.[0]]))
      expect(resultsOf(await report({ out: filled, message: 'done' }))).toMatchObject([{ scode: 0 }])
      const { data } = (await inspect(uuid)).envelope
      expect(Object(data)[group][name]).toMatchObject({ ...required, ...filled })
      expect(data).toMatchObject({
        fulfilment_state: 'done',
        is_confirm: '未确认',
        fulfilment: { state: 'done', request: 1, fulfiller: { user_uuid: 'worker' }, progress: 100, message: 'done' },
      })
      await harness.act(lin, 'confirm', uuid)
    })
  })

  /** An empty field of a section that is not used: `""`, 0, false, null, nothing in it. */
  const isFilled = (value: unknown): boolean =>
    typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value)

  describe('a spelling', () => {
    test('that is right is taken, and the wire’s own given back', async () => {
      const volume = { volume_uuid: 'd', capacity: 1 }
      const { envelope } = await submitted({
        ticket_name: 'v',
        type: 'VOLUME_EXPANSION',
        storage: { volume_expansion: volume },
      })
      expect(envelope.data).toMatchObject({ storage: { volume_expantion: volume } })
      expect(Object(envelope.data).storage).not.toHaveProperty('volume_expansion')
    })

    test.each(['container', 'contianer'])('of the container group may be %s', async (group) => {
      const { required } = exampleOf('AUTO_CONTAINER')
      const { envelope } = await submitted({
        ticket_name: 'c',
        type: 'AUTO_CONTAINER',
        [group]: { auto_container: required },
      })
      expect(envelope.data).toMatchObject({ container: { auto_container: required } })
    })

    test.each([
      ['VM_TEMPLATE', 'template_info', { teplate_info: null }],
      ['AUTO_CONTAINER', 'failed_info', { faild_info: [] }],
    ])('of what the system owns in a %s claims nothing as %s', async (type, field, empty) => {
      const example = exampleOf(type)
      const shown = await submittedSection(example, { ...example.required, [field]: ['mine'] })
      expect(shown).toMatchObject(empty)
      expect(shown).not.toHaveProperty(field)
    })
  })

  describe('a uint64', () => {
    const fields = [
      ['TENANT_QUOTA', 'memory_size'],
      ['TENANT_QUOTA', 'disk_size'],
      ['VOLUME_EXPANSION', 'capacity'],
      ['VM_SECURITY', 'image_size'],
    ] as const
    const spellings = ['9007199254740993', '"9007199254740993"', '18446744073709551615', '"18446744073709551615"']
    const cases = fields.flatMap((field) => spellings.map((spelling) => [...field, spelling] as const))

    test.each(cases)('of %s.%s given as %s comes back as an exact number', async (type, field, spelling) => {
      const example = exampleOf(type)
      const body = JSON.stringify(ticketOf(example, { ...example.required, [field]: 'here' }))
      const { text } = await submitted(body.replace('"here"', spelling))
      expect(text).toContain(`"${field}":${spelling.replaceAll('"', '')}`)
    })

    test('of memory is a number where it was given as text', async () => {
      const example = exampleOf('VM_UPDATE_MEM_SIEZE')
      const shown = await submittedSection(example, { vm_uuid: 'v', vm_memory_size: '274877906944' })
      expect(shown).toMatchObject({ vm_memory_size: 274_877_906_944 })
    })
  })

  describe('the size of a section', () => {
    const example = exampleOf('VIP')
    const sized = (bytes: number) => {
      const empty = { vip_count: 1, remark: '' }
      const room = bytes - Buffer.byteLength(JSON.stringify(empty))
      // Characters of three bytes: it is bytes that count.
      return ticketOf(example, { ...empty, remark: '工'.repeat(Math.floor(room / 3)) + 'x'.repeat(room % 3) })
    }

    test('may be 64 KiB, and not a byte more', async () => {
      expect(refusalOf(await submit(sized(65_536)))).toEqual({ scode: 0, desc: '' })
      expect(await submit(sized(65_537))).toMatchObject({ status: 413, envelope: { scode: 1004 } })
      expect(await save(sized(65_537))).toMatchObject({ status: 413, envelope: { scode: 1004 } })
    })
  })
}
