import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { people, step } from '../integration/rights/rightsHarness.ts'
import type { Caller } from '../support/caller.ts'
import { eventually } from '../support/eventually.ts'
import { openCallers } from '../support/openCallers.ts'

jest.setTimeout(180_000)
const patiently = { withinMs: 60_000, everyMs: 100 }

const image = (instance: string, said: object = {}) => ({
  ticket_name: instance,
  type: 'TENCENT_IMAGE_CREATE',
  tencent: { image: { region: 'ap-guangzhou', instance_id: `ins-${instance}`, image_name: instance, ...said } },
})
const tag = (Value: string) => [{ Key: 'tenant', Value }]
/** Instances of an account that several tenants share. */
const instances = [
  { id: 'ins-own00001', tags: tag('acme') },
  { id: 'ins-shut0001', tags: tag('acme') },
  { id: 'ins-fore0001', tags: tag('globex') },
  { id: 'ins-unta0001', tags: [] },
  {
    id: 'ins-like0001',
    tags: [
      { Key: 'Tenant', Value: 'acme' },
      { Key: 'owner', Value: 'acme' },
    ],
  },
].map((instance) => ({ region: 'ap-guangzhou', ...instance }))

const open = async (env: Readonly<Record<string, string>>) => {
  const harness = await openCallers(people, { scale: { notification: 0 }, env: { LOG_LEVEL: 'warn', ...env } })
  const { system, callers, write, act } = harness
  const control = (path: string, body?: object) =>
    fetch(`${system.emulatorUrl}/_emulator/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
  const images = [{ region: 'ap-guangzhou', id: 'img-taken001', name: 'taken' }]
  expect((await control('seed', { instances, images })).ok).toBe(true)
  const body = { tenant_uuid: 'acme', process_name: 'images', approval_list: [step('lead')] }
  const created = await callers.administrator.post('/v1/ticket/process/create', body)
  const process_uuid = Object(created.data).process_uuid
  const inspect = async (ticket_uuid: string) =>
    Object((await callers.applicant.get('/v1/ticket/inspect', { query: { ticket_uuid } })).data)
  return {
    ...harness,
    control,
    submit: (instance: string, said: object = {}) =>
      write(callers.applicant, 'submit', { ...image(instance, said), process_uuid }),
    pass: (who: Caller, uuid: string) => act(who, 'pass', uuid),
    inspect,
    /** Resolves when the image of a ticket is there or has failed. */
    outcome: (uuid: string) =>
      eventually(async () => {
        const { fulfilment } = await inspect(uuid)
        expect(['created', 'failed']).toContain(fulfilment?.image_state)
        return fulfilment
      }, patiently),
    /** The desc of a refused submission, with its scode; repeated until the cloud was asked in time. */
    refused: (instance: string, said: object = {}) =>
      eventually(async () => {
        const body = { ...image(instance, said), process_uuid }
        const { scode, desc } = (await callers.applicant.post('/v1/ticket/submit', body)).envelope
        expect(scode).toBe(3006)
        return desc
      }, patiently),
    /** The cloud answers no question until it is told to. */
    silence: async () => {
      for (const action of ['DescribeInstances', 'DescribeImages']) {
        const fault = { match: { action }, times: 1_000, do: { kind: 'hangBefore', ms: 60_000 } }
        expect((await control('faults', fault)).ok).toBe(true)
      }
      return () => fetch(`${system.emulatorUrl}/_emulator/faults`, { method: 'DELETE' })
    },
    creations: async () => {
      const log = Object(await (await control('log?action=CreateImage')).json())
      return JSON.stringify(log)
    },
  }
}
type Opened = Awaited<ReturnType<typeof open>>

describe('with tagged instances', () => {
  let harness: Opened
  beforeAll(async () => {
    harness = await open({ TENCENT_INSTANCE_TAG: 'tenant', TENCENT_TRUST_TENANTS: '' })
  }, 120_000)
  afterAll(() => harness?.system.stop())

  test('what the cloud would refuse is refused at the submission, in words', async () => {
    const { refused, creations } = harness
    for (const instance of ['fore0001', 'unta0001', 'like0001', 'miss0001']) {
      const desc = `tencent.image.instance_id: there is no instance ins-${instance} of your tenant in ap-guangzhou`
      expect(await refused(instance)).toBe(desc)
    }
    expect(await refused('own00001', { region: 'ap-atlantis' })).toBe(
      'tencent.image.region: the cloud has no region ap-atlantis',
    )
    expect(await refused('own00001', { image_name: 'taken' })).toBe(
      'tencent.image.image_name: there is an image named taken in ap-guangzhou already',
    )
    expect(await creations()).not.toContain('ins-')
  })

  test('an image is made of an instance with the tag of the tenant, and of no other, though the cloud was silent at the submission', async () => {
    const { submit, pass, outcome, callers, creations, silence } = harness
    const wanted = ['own00001', 'fore0001', 'unta0001', 'like0001', 'miss0001']
    const speak = await silence()
    // The check of the test before is forgotten after some seconds.
    const submitted = (instance: string, said?: object) => eventually(() => submit(instance, said), patiently)
    const uuids = await Promise.all(wanted.map((instance) => submitted(instance)))
    const forced = await submitted('shut0001', { force_poweroff: true })
    expect((await speak()).ok).toBe(true)
    for (const uuid of [...uuids, forced]) await pass(callers.lead, uuid)
    const outcomes = await Promise.all([...uuids, forced].map((uuid) => outcome(uuid)))
    expect(outcomes.map(({ image_state }) => image_state)).toEqual([
      'created',
      'failed',
      'failed',
      'failed',
      'failed',
      'created',
    ])
    const sent = await creations()
    expect(['own00001', 'shut0001'].every((instance) => sent.includes(`ins-${instance}`))).toBe(true)
    expect(
      ['fore0001', 'unta0001', 'like0001', 'miss0001'].filter((instance) => sent.includes(`ins-${instance}`)),
    ).toEqual([])
  })
})

describe('without tags', () => {
  let harness: Opened
  beforeAll(async () => {
    harness = await open({ TENCENT_INSTANCE_TAG: '', TENCENT_TRUST_TENANTS: '' })
  }, 120_000)
  afterAll(() => harness?.system.stop())

  test('no image is made without an approval of the system', async () => {
    const { submit, pass, outcome, inspect, callers, creations } = harness
    const uuid = await submit('own00001', { force_poweroff: true })
    await pass(callers.lead, uuid)
    expect((await inspect(uuid)).ticket_state_code).toBe('pending')
    expect(await creations()).not.toContain('ins-own00001')
    await pass(callers.superAdministrator, uuid)
    expect(await outcome(uuid)).toMatchObject({ image_state: 'created' })
  })
})

describe('with tenants that are trusted', () => {
  let harness: Opened
  beforeAll(async () => {
    harness = await open({ TENCENT_INSTANCE_TAG: '', TENCENT_TRUST_TENANTS: 'true' })
  }, 120_000)
  afterAll(() => harness?.system.stop())

  test('no instance is shut down without an approval of the system', async () => {
    const { submit, pass, outcome, inspect, callers } = harness
    const [quiet, forced] = [await submit('own00001'), await submit('shut0001', { force_poweroff: true })]
    for (const uuid of [quiet, forced]) await pass(callers.lead, uuid)
    expect(await outcome(quiet)).toMatchObject({ image_state: 'created' })
    expect((await inspect(forced)).ticket_state_code).toBe('pending')
  })
})
