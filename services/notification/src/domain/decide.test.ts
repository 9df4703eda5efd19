import { inEnglish, isRefusal, type Principal, said } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decide, disable, type WebhookCommand, type WebhookDecision } from './decide.ts'
import { person, ticketEvent } from './ticketEvent.fixture.ts'
import { evolve, type LiveWebhook, notifiedTenants, subscribesTo, validSecrets, type Webhook } from './webhook.ts'

const withRole = (tenantUuid: string, roleUuid: string): Principal => ({
  ...person('zhao', tenantUuid),
  roles: [{ uuid: roleUuid, name: roleUuid }],
})
const administrator = withRole('t1', 't1')
const address = { sealedUrl: 'sealed', shownUrl: 'https://example.com/hook', fault: '' as const }
const eventTypes = ['ticket.submitted', 'ticket.deleted']
const create = {
  type: 'create' as const,
  name: 'hook',
  eventTypes,
  language: 'zh' as const,
  tenantUuid: 't1',
  kind: 'standard' as const,
  address,
  sealedSecret: 's1',
  full: false,
}
const nothing = { name: null, eventTypes: null, language: null, enabled: null, address: null, sealedSecret: null }
const update = { type: 'update' as const, ...nothing }

/** The webhook after commands of its administrator, a second after each other from 1 s on. */
const after = (...commands: WebhookCommand[]): Webhook | undefined =>
  commands.reduce<Webhook | undefined>((webhook, command, index) => {
    const decision = decide(administrator, command, webhook)
    if (isRefusal(decision)) throw new Error(inEnglish(decision.desc))
    return decision.reduce<Webhook | undefined>(
      (state, event) => evolve(state, { ...event, seq: (state?.version ?? 0) + 1, at: (index + 1) * 1_000 }),
      webhook,
    )
  }, undefined)
const live = (...commands: WebhookCommand[]): LiveWebhook => {
  const webhook = after(create, ...commands)
  if (webhook?.status !== 'live') throw new Error('the webhook is gone')
  return webhook
}
const scodeOf = (decision: WebhookDecision) => (isRefusal(decision) ? decision.scode : 0)

describe('a webhook', () => {
  test('is made by an administrator of its tenant or a super administrator only', () => {
    const made = (principal: Principal) => scodeOf(decide(principal, create, undefined))
    expect(made(administrator)).toBe(0)
    expect(made(withRole('system', 'system'))).toBe(0)
    for (const stranger of [withRole('t2', 't2'), withRole('t1', 'auditor'), withRole('t2', 't1')]) {
      expect(made(stranger)).toBe(2003)
    }
  })

  test('does not exist for other callers', () => {
    for (const command of [
      { ...update, name: 'new' },
      { type: 'delete' as const },
      { type: 'rotate' as const, sealedSecret: 's', keepMs: 0 },
    ]) {
      expect(scodeOf(decide(withRole('t2', 't2'), command, live()))).toBe(7001)
      expect(scodeOf(decide(administrator, command, undefined))).toBe(7001)
      expect(scodeOf(decide(administrator, command, after(create, { type: 'delete' })))).toBe(7001)
    }
  })

  test('does not come about for an address that is not allowed, nor beyond what a tenant may have', () => {
    const bad = { ...address, fault: said('url names an address that is not public', 'url 不是公网地址') }
    expect(decide(administrator, { ...create, address: bad }, undefined)).toMatchObject({
      scode: 7002,
      desc: bad.fault,
    })
    expect(scodeOf(decide(administrator, { ...update, address: bad }, live()))).toBe(7002)
    expect(scodeOf(decide(administrator, { ...create, full: true }, undefined))).toBe(7003)
  })

  test('keeps address and secret when an update gives none', () => {
    expect(live({ ...update, name: 'new' })).toMatchObject({
      name: 'new',
      sealedUrl: 'sealed',
      secrets: [{ sealed: 's1' }],
    })
  })

  test('that was disabled stays so until an administrator enables it', () => {
    const webhook = live()
    const gone = disable('the receiver answered 410', webhook)
    if (isRefusal(gone) || gone[0] === undefined) throw new Error('not disabled')
    const disabled = evolve(webhook, { ...gone[0], seq: 2, at: 2_000 })
    expect(disabled).toMatchObject({ enabled: false, disabledReason: 'the receiver answered 410' })
    expect(disable('again', disabled)).toEqual([])
    const renamed = decide(administrator, { ...update, name: 'new' }, disabled)
    expect(renamed).toEqual([{ type: 'webhook.updated', data: { ...nothing, name: 'new' } }])
    expect(decide(administrator, { ...update, enabled: true }, disabled)).toMatchObject([{ data: { enabled: true } }])
  })

  test('can be deleted however often it was changed, and updated to what it is', () => {
    const full = { ...live(), version: 200 }
    expect(scodeOf(decide(administrator, { ...update, name: 'new' }, full))).toBe(3017)
    expect(decide(administrator, { ...update, name: 'hook' }, full)).toEqual([])
    expect(scodeOf(decide(administrator, { type: 'delete' }, full))).toBe(0)
  })
})

describe('an update of a webhook', () => {
  const other = { ...address, sealedUrl: 'other', shownUrl: 'https://other.example/hook' }
  const fields = fc.record({
    name: fc.constantFrom(null, 'hook', 'new'),
    eventTypes: fc.constantFrom(null, eventTypes, eventTypes.toReversed(), ['ticket.passed']),
    language: fc.constantFrom(null, 'zh' as const, 'en' as const),
    enabled: fc.constantFrom(null, true, false),
    address: fc.constantFrom(null, other),
    sealedSecret: fc.constantFrom(null, 's2'),
  })
  const robot = (webhook = after({ ...create, kind: 'feishu' })): LiveWebhook => {
    if (webhook?.status !== 'live') throw new Error('the webhook is gone')
    return webhook
  }
  /** What of a webhook each field stands for. */
  const shown = ({ name, eventTypes: types, language, enabled, disabledReason, sealedUrl, secrets }: LiveWebhook) => ({
    name,
    eventTypes: types.toSorted(),
    language,
    enabled: [enabled, disabledReason],
    address: sealedUrl,
    sealedSecret: secrets[0]?.sealed,
  })
  const given = {
    name: 'new',
    eventTypes: ['ticket.passed'],
    language: 'en',
    enabled: false,
    address: other,
    sealedSecret: 's2',
  }

  test.each(Object.keys(nothing) as (keyof typeof nothing)[])('with %s alone changes only that', (field) => {
    const before = shown(robot())
    const changed = shown(
      robot(after({ ...create, kind: 'feishu' }, { ...update, [field]: given[field] } as WebhookCommand)),
    )
    expect({ ...changed, [field]: undefined }).toEqual({ ...before, [field]: undefined })
    expect(changed[field]).not.toEqual(before[field])
  })

  test('changes what is given and differs, and is no event when nothing does', () => {
    fc.assert(
      fc.property(fields, (change) => {
        const before = robot()
        const decision = decide(administrator, { ...update, ...change }, before)
        if (isRefusal(decision)) throw new Error(inEnglish(decision.desc))
        const [event] = decision
        const now = event === undefined ? before : robot(evolve(before, { ...event, seq: 2, at: 2_000 }))
        const wanted = {
          ...shown(before),
          ...(change.name !== null && { name: change.name }),
          ...(change.eventTypes !== null && { eventTypes: change.eventTypes.toSorted() }),
          ...(change.language !== null && { language: change.language }),
          ...(change.enabled !== null && { enabled: [change.enabled, change.enabled ? '' : 'switched off'] }),
          ...(change.address !== null && { address: change.address.sealedUrl }),
          ...(change.sealedSecret !== null && { sealedSecret: change.sealedSecret }),
        }
        expect(shown(now)).toEqual(wanted)
        expect(decision).toHaveLength(JSON.stringify(wanted) === JSON.stringify(shown(before)) ? 0 : 1)
      }),
    )
  })
})

describe('a rotation', () => {
  const rotate = (sealedSecret: string, keepMs: number) => ({ type: 'rotate' as const, sealedSecret, keepMs })

  test('signs with both secrets for a while, then with the new one', () => {
    const { secrets } = live(rotate('s2', 60_000))
    const at = (ms: number) => validSecrets(secrets, ms).map(({ sealed }) => sealed)
    expect(at(2_000)).toEqual(['s2', 's1'])
    expect(at(61_999)).toEqual(['s2', 's1'])
    expect(at(62_000)).toEqual(['s2'])
  })

  test('never makes an older secret live longer', () => {
    const { secrets } = live(rotate('s2', 10_000), rotate('s3', 60_000))
    expect(secrets.map(({ sealed, until }) => [sealed, until])).toEqual([
      ['s3', null],
      ['s2', 63_000],
      ['s1', 12_000],
    ])
  })

  test('is not for robots, whose secrets their makers give', () => {
    const robot = after({ ...create, kind: 'dingtalk' })
    expect(scodeOf(decide(administrator, rotate('s2', 0), robot))).toBe(7003)
    expect(scodeOf(decide(administrator, { ...update, sealedSecret: 's2' }, robot))).toBe(0)
    expect(scodeOf(decide(administrator, { ...update, sealedSecret: 's2' }, live()))).toBe(7003)
  })
})

describe('an event', () => {
  test('goes to webhooks of the applicant’s tenant and of super administrators', () => {
    expect(notifiedTenants(ticketEvent())).toEqual(['t1', 'system'])
  })

  test('goes to enabled webhooks that chose its type, and never of a draft', () => {
    expect(subscribesTo(live(), ticketEvent())).toBe(true)
    expect(subscribesTo(live(), ticketEvent({ type: 'ticket.passed', state: 'passed' }))).toBe(false)
    expect(subscribesTo(live(), ticketEvent({ type: 'ticket.deleted', state: 'saved', deleted: true }))).toBe(false)
    expect(subscribesTo(live({ ...update, enabled: false }), ticketEvent())).toBe(false)
  })
})
