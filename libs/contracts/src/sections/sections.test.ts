import { describe, expect, test } from '@jest/globals'
import { ticketTypeCodes } from '../ticketTypes.ts'
import { typeExamples } from './sections.fixture.ts'
import { checkDetails, checkOut, hasTwoDetails, pickDetails, showGroup } from './sections.ts'

const check = (type: Parameters<typeof checkDetails>[0], section: object, as: 'draft' | 'complete' = 'complete') =>
  checkDetails(type, JSON.stringify(section), as)
const fits = (section: object) => ({ fits: true, details: JSON.stringify(section) })
const lacks = (field: string) => ({
  fits: false,
  problem: { en: expect.stringContaining(field), cn: expect.stringContaining(field) },
})

test('every type but feedback carries a section', () => {
  expect(typeExamples.map(({ type }) => type).toSorted()).toEqual(
    ticketTypeCodes.filter((type) => type !== 'FEEDBACK').toSorted(),
  )
  expect(checkDetails('FEEDBACK', '{"anything":1}', 'complete')).toEqual({ fits: true, details: null })
})

describe.each(typeExamples)('a $type', ({ type, group, name, required, optional = [], out = [], good = [], bad }) => {
  test('fits with all that is required, and as a draft with anything less', () => {
    expect(check(type, required)).toEqual(fits(required))
    expect(checkDetails(type, null, 'complete')).toEqual(lacks(`${group}.${name}`))
    expect(checkDetails(type, null, 'draft')).toEqual({ fits: true, details: null })
    for (const field of Object.keys(required)) {
      const { [field]: _, ...less } = required
      expect(check(type, less)).toEqual(lacks(field))
      expect(check(type, less, 'draft')).toEqual(fits(less))
    }
  })

  test('keeps to its limits, as a draft too', () => {
    for (const [field, value] of good)
      expect(check(type, { ...required, [field]: value })).toMatchObject({ fits: true })
    for (const [field, value] of bad) {
      expect([field, value, check(type, { ...required, [field]: value })]).toEqual([field, value, lacks(field)])
      expect([field, value, check(type, { ...required, [field]: value }, 'draft')]).toEqual([
        field,
        value,
        lacks(field),
      ])
    }
  })

  test('keeps what nobody knows, and nothing that the system owns', () => {
    const given = { ...required, remark: { kept: [1, 'a'] } }
    const claims = Object.fromEntries(out.map((field) => [field, 'mine']))
    expect(check(type, { ...given, ...claims })).toEqual(fits(given))
  })

  test('is shown with all fields, among the other sections of its group', () => {
    const shown = showGroup(type, JSON.stringify(required), {})
    expect(shown?.name).toBe(group)
    const others = typeExamples.filter((one) => one.group === group)
    expect(Object.keys(shown?.sections ?? {}).toSorted()).toEqual(others.map((one) => one.name).toSorted())
    const own = shown?.sections[name] as object
    expect(Object.keys(own).toSorted()).toEqual([...Object.keys(required), ...optional, ...out].toSorted())
    expect(own).toMatchObject(required)
  })
})

describe('a section', () => {
  test('that is no object does not fit', () => {
    expect(checkDetails('VIP', '[]', 'draft')).toEqual(lacks('network.vip'))
  })

  test.each(['9007199254740993', '18446744073709551616', '"{}"', 'null', 'true'])(
    'that is %s does not fit',
    (details) => {
      expect(checkDetails('VIP', details, 'draft')).toEqual(lacks('network.vip'))
    },
  )

  test.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '$where', 'a.b', ''])(
    'keeps a field of the name %j, filled in or not',
    (name) => {
      for (const value of ['x', '', null, { [name]: 1 }]) {
        const section = { vip_count: 1, [name]: value }
        expect(check('VIP', section)).toEqual(fits(section))
        expect(check('VIP', section, 'draft')).toEqual(fits(section))
      }
    },
  )

  test('of a form that is not filled in yet is a draft, and no more', () => {
    const unfilled = { region: '', instance_id: null, force_poweroff: null, image_description: '' }
    expect(check('TENCENT_IMAGE_CREATE', unfilled, 'draft')).toEqual(fits({ image_description: '' }))
    expect(check('TENCENT_IMAGE_CREATE', unfilled)).toEqual(lacks('region'))
    const filled = { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: 'nightly' }
    expect(check('TENCENT_IMAGE_CREATE', { ...filled, force_poweroff: null })).toEqual(fits(filled))
  })

  test('mounts one volume, neither two nor none', () => {
    const outer = { external_volume: { pool_uuid: 'p', volume_uuid: 'd' } }
    const inner = { inner_volume: { volume_uuid: 'd' } }
    expect(check('VM_DISK_EXIST_MOUNT', { vm_uuid: 'v', ...outer })).toMatchObject({ fits: true })
    expect(check('VM_DISK_EXIST_MOUNT', { vm_uuid: 'v', ...outer, ...inner })).toEqual(lacks('external_volume'))
    expect(check('VM_DISK_EXIST_MOUNT', { vm_uuid: 'v' })).toEqual(lacks('external_volume'))
  })

  test('is found under the right spelling too', () => {
    const volume = { volume_uuid: 'd', capacity: 1 }
    const found = JSON.stringify(volume)
    expect(pickDetails('VOLUME_EXPANSION', { storage: { volume_expansion: volume } })).toBe(found)
    expect(pickDetails('VOLUME_EXPANSION', { storage: { volume_expansion: {}, volume_expantion: volume } })).toBe(found)
    expect(pickDetails('AUTO_CONTAINER', { contianer: { auto_container: volume } })).toBe(found)
    expect(pickDetails('AUTO_CONTAINER', { container: { auto_container: volume } })).toBe(found)
  })

  test('is nothing when the body has another one', () => {
    expect(pickDetails('VIP', { network: { gateway: {} }, storage: { vip: {} } })).toBeNull()
    expect(pickDetails('VIP', { network: null })).toBeNull()
    expect(pickDetails('FEEDBACK', { network: { vip: {} } })).toBeNull()
  })

  test.each([
    ['VOLUME_EXPANSION', { storage: { volume_expansion: { capacity: 1 }, volume_expantion: { capacity: 2 } } }, true],
    ['VOLUME_EXPANSION', { storage: { volume_expansion: { a: 1, b: 2 }, volume_expantion: { b: 2, a: 1 } } }, false],
    ['VOLUME_EXPANSION', { storage: { volume_expansion: { capacity: 1 }, volume_expantion: null } }, false],
    ['AUTO_CONTAINER', { container: { auto_container: {} }, contianer: { auto_container: { a: 1 } } }, true],
    ['AUTO_CONTAINER', { container: {}, contianer: { auto_container: { a: 1 } } }, false],
    ['FEEDBACK', { container: { auto_container: {} }, contianer: { auto_container: { a: 1 } } }, false],
  ] as const)('of %s in two spellings differs in %j: %s', (type, body, differs) => {
    expect(hasTwoDetails(type, body)).toBe(differs)
  })

  test.each(['failed_info', 'faild_info', 'success_count'])('cannot claim %s, however it is spelled', (field) => {
    expect(check('AUTO_CONTAINER', { apply_container_info: {}, apply_count: 1, [field]: ['x'] })).toEqual(
      fits({ apply_container_info: {}, apply_count: 1 }),
    )
  })

  test.each([
    ['9007199254740993', '9007199254740993'],
    ['"9007199254740993"', '9007199254740993'],
    ['18446744073709551615', '18446744073709551615'],
    ['"18446744073709551615"', '18446744073709551615'],
    ['"007"', '7'],
    ['1e3', '1000'],
  ])('with the uint64 %s keeps and shows it as the number %s', (given, number) => {
    const kept = `{"volume_uuid":"d","capacity":${number}}`
    const details = `{"volume_uuid":"d","capacity":${given}}`
    expect(checkDetails('VOLUME_EXPANSION', details, 'complete')).toEqual({ fits: true, details: kept })
    const { sections } = showGroup('VOLUME_EXPANSION', kept, {}) ?? {}
    expect(JSON.stringify(sections?.volume_expantion)).toBe(kept)
  })

  test('of an older history is shown as it was written', () => {
    const { sections } = showGroup('VOLUME_EXPANSION', '{"volume_uuid":"d","capacity":"007"}', {}) ?? {}
    expect(sections?.volume_expantion).toEqual({ volume_uuid: 'd', capacity: '007' })
  })
})

test('what the system filled in stands beside what was asked for', () => {
  const shown = showGroup('VIP', '{"vip_count":1}', { vip_list: [{ ip: '10.0.0.1' }] })
  expect(shown?.sections).toMatchObject({
    vip: { vip_count: 1, vip_list: [{ ip: '10.0.0.1' }] },
    gateway: { name: '' },
  })
})

test.each([
  ['{"template_info":{"a":1}}', { teplate_info: { a: 1 } }],
  ['{"teplate_info":{"a":1},"template_info":null}', { teplate_info: { a: 1 } }],
  ['{"teplate_info":null,"template_info":{"a":1}}', { teplate_info: { a: 1 } }],
  ['{"teplate_info":null}', {}],
])('what a fulfiller fills in is taken under either spelling, and null is absent: %s', (out, kept) => {
  expect(checkOut('VM_TEMPLATE', out)).toEqual(fits(kept))
})

test('of a list in two spellings the one that is filled counts', () => {
  const kept = fits({ faild_info: ['x'] })
  expect(checkOut('AUTO_CONTAINER', '{"faild_info":["x"],"failed_info":[]}')).toEqual(kept)
  expect(checkOut('AUTO_CONTAINER', '{"failed_info":["x"],"faild_info":[]}')).toEqual(kept)
})
