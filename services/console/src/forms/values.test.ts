import { ticketTypeCodes } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { typeExamples } from '../../../../libs/contracts/src/sections/sections.fixture.ts'
import { toLocalTime } from './localTime.ts'
import { typeForm } from './typeForm.ts'
import { typeGroups } from './typeGroups.ts'
import { emptyValues, sectionOf, unknownFields, valuesOf } from './values.ts'

const digits = (section: object) =>
  JSON.parse(JSON.stringify(section), (_name, value) => (typeof value === 'number' ? String(value) : value))

describe('a form and its section', () => {
  test.each(typeExamples)('of $type say the same', ({ type, required, out = [] }) => {
    const form = typeForm(type)
    const shown = { ...required, ...Object.fromEntries(out.map((name) => [name, 'by the system'])) }
    expect(digits(sectionOf(form, valuesOf(form, shown), 'complete', unknownFields(form, shown)))).toEqual(
      digits(required),
    )
  })

  test('keep 2^63 + 1 bytes exact, as digits', () => {
    const form = typeForm('VOLUME_EXPANSION')
    const values = valuesOf(form, { volume_uuid: 'd', capacity: 2n ** 63n + 1n })
    expect(values.capacity).toEqual({ amount: '9223372036854775809', unit: 'B' })
    expect(JSON.stringify(sectionOf(form, values))).toBe('{"volume_uuid":"d","capacity":"9223372036854775809"}')
  })

  test('keep fields that the form does not know', () => {
    const form = typeForm('VIP')
    const stored = { vip_count: 2, vip_list: ['10.0.0.1'], zone: 'a', large: 2n ** 60n + 1n }
    const sent = sectionOf(form, valuesOf(form, stored), 'complete', unknownFields(form, stored))
    expect(JSON.stringify(sent)).toBe('{"zone":"a","large":1152921504606846977,"vip_count":2}')
  })

  test('leave out what is not filled in, but not what may be empty', () => {
    const form = typeForm('VM_SECURITY')
    expect(sectionOf(form, emptyValues(form))).toEqual({ security_vm_ip: '' })
  })

  test('an empty section of an answer is an empty form', () => {
    const form = typeForm('VM_DISK_EXIST_MOUNT')
    const empty = { vm_uuid: '', target_device: '', target_bus: '', inner_volume: null, external_volume: null }
    expect(valuesOf(form, empty)).toEqual(emptyValues(form))
    expect(emptyValues(form)).toMatchObject({ inner_volume: { volume_uuid: '' }, external_volume: null })
  })

  test('times are entered in the zone of the reader', () => {
    const seconds = 1_569_226_722
    expect(Date.parse(toLocalTime(seconds)) / 1000).toBe(seconds)
  })
})

describe('the description of a form', () => {
  test('has every type once, in six groups', () => {
    expect(typeGroups.flatMap(({ types }) => types).toSorted()).toEqual([...ticketTypeCodes].toSorted())
    expect(typeGroups).toHaveLength(6)
  })

  test('names every field in both languages, and asks for nothing that the system fills in', () => {
    for (const type of ticketTypeCodes) {
      const form = typeForm(type)
      const fields = form.fields.flatMap((field) => [field, ...(field.fields ?? [])])
      expect(fields.filter(({ words }) => words.description === '')).toEqual([])
      expect(form.fields.filter(({ name }) => form.out.includes(name))).toEqual([])
    }
  })

  test('says how each field is entered', () => {
    const kinds = (type: Parameters<typeof typeForm>[0]) =>
      Object.fromEntries(typeForm(type).fields.map(({ name, kind, min, max }) => [name, [kind, min, max]]))
    expect(kinds('TENCENT_IMAGE_CREATE')).toEqual({
      region: ['line', undefined, undefined],
      instance_id: ['line', undefined, undefined],
      image_name: ['line', 1, 60],
      image_description: ['lines', 0, 200],
      force_poweroff: ['flag', undefined, undefined],
      data_disk_ids: ['texts', undefined, undefined],
    })
    expect(kinds('VM_UPDATE_CPU_COUNT').cpu_count).toEqual(['integer', 1, 96])
    expect(kinds('VOLUME_EXPANSION').capacity?.[0]).toBe('bytes')
    expect(kinds('VM_NETWORK_CARD_ADD').network_card_type?.[0]).toBe('choice')
    expect(kinds('TRASH_DELETE')).toMatchObject({ start: ['time', 0, 2 ** 40], object_list: ['objects'] })
    expect(kinds('AUTO_CONTAINER').apply_container_info?.[0]).toBe('json')
    expect(typeForm('VM_DISK_EXIST_MOUNT').oneOf).toEqual(['inner_volume', 'external_volume'])
  })
})
