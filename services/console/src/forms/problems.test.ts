import { checkDetails } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { typeExamples } from '../../../../libs/contracts/src/sections/sections.fixture.ts'
import { answeredProblem, detailProblems, formProblems, pathsOf, sectionProblems, toProblem } from './problems.ts'
import { typeForm } from './typeForm.ts'
import { emptyValues, valuesOf } from './values.ts'

const at = ({ group, name }: { group: string; name: string }, field: string) => `${group}.${name}.${field}`

describe.each(typeExamples)('the form of $type refuses what the service refuses', (example) => {
  const form = typeForm(example.type)
  const refusedByService = (section: object) => !checkDetails(example.type, JSON.stringify(section), 'complete').fits

  test('and takes a complete section', () => {
    expect(sectionProblems(form, example.required, 'complete')).toEqual([])
    expect(detailProblems(form, valuesOf(form, example.required), 'complete')).toEqual([])
  })

  test.each(example.bad.map(([field, value]) => [field, JSON.stringify(value), value] as const))(
    '%s: %s',
    (field, _text, value) => {
      const section = { ...example.required, [field]: value }
      const [problem] = sectionProblems(form, section, 'complete')
      expect(refusedByService(section)).toBe(true)
      expect(problem?.path.startsWith(at(example, ''))).toBe(true)
      if (example.type !== 'VM_DISK_EXIST_MOUNT') expect(problem?.path).toBe(at(example, field))
      expect(problem?.en).not.toBe('')
      expect(problem?.cn).toMatch(/[\u4e00-\u9fff]/)
    },
  )

  test('and every required field that is not filled in, each at its place', () => {
    const missing = form.fields.filter(
      ({ isRequired, mayBeEmpty, kind }) => isRequired && !mayBeEmpty && kind !== 'flag',
    )
    const problems = detailProblems(form, emptyValues(form), 'complete')
    const expected = missing.filter(({ kind, name }) => {
      const value = emptyValues(form)[name]
      return !(Array.isArray(value) || (typeof value === 'string' && value !== '') || kind === 'choice')
    })
    for (const { name } of expected) expect(problems.map(({ path }) => path)).toContain(at(example, name))
    expect(detailProblems(form, emptyValues(form), 'draft')).toEqual([])
  })
})

test('a size that was not entered is missing, in the order of the form, and not out of range', () => {
  const form = typeForm('VOLUME_EXPANSION')
  const head = { ticket_name: '', reason: '', cluster_uuid: '' }
  const problems = formProblems(form, head, emptyValues(form), 'complete')
  expect(problems.map(({ path }) => path)).toEqual([
    'ticket_name',
    'storage.volume_expantion.volume_uuid',
    'storage.volume_expantion.capacity',
  ])
  expect(problems.at(-1)).toMatchObject({ en: 'required', cn: '必填' })
})

describe('what the service answers is shown at its field', () => {
  const cpu = typeForm('VM_UPDATE_CPU_COUNT')

  test.each([
    [
      'compute.vm_cpu_update.vm_uuid is missing',
      'compute.vm_cpu_update.vm_uuid：不能缺少',
      'compute.vm_cpu_update.vm_uuid',
    ],
    [
      'compute.vm_cpu_update: cpu_max_count must not be below cpu_count',
      'compute.vm_cpu_update：cpu_max_count 不能小于 cpu_count',
      'compute.vm_cpu_update.cpu_max_count',
    ],
    ['ticket_name: must be 1-128 characters', 'ticket_name：必须是 1-128 个字符', 'ticket_name'],
    ['process_uuid: no such process', 'process_uuid：不存在', 'process_uuid'],
    ['compute.vm_cpu_update is missing', 'compute.vm_cpu_update：不能缺少', ''],
    ['the request is not complete', '', ''],
  ])('%s', (en, cn, path) => {
    expect(answeredProblem(cpu, en, cn).path).toBe(path)
  })

  test('without the path, which readers do not know', () => {
    expect(
      answeredProblem(cpu, 'compute.vm_cpu_update.vm_uuid is missing', 'compute.vm_cpu_update.vm_uuid：不能缺少'),
    ).toEqual({
      path: 'compute.vm_cpu_update.vm_uuid',
      en: 'required',
      cn: '必填',
    })
  })

  test('of a row, at the list that the row is in', () => {
    const paths = pathsOf(typeForm('TRASH_DELETE'))
    expect(toProblem('common.trash_delete.object_list.0.type is missing', '', paths).path).toBe(
      'common.trash_delete.object_list',
    )
  })
})

describe('what cannot be sent is said before the service sees it', () => {
  const expansion = typeForm('VOLUME_EXPANSION')
  const head = { ticket_name: 'more room', reason: '', cluster_uuid: '' }

  test('half a byte', () => {
    const values = { volume_uuid: 'd', capacity: { amount: '0.1', unit: 'GiB' as const } }
    expect(detailProblems(expansion, values, 'complete')).toEqual([
      {
        path: 'storage.volume_expantion.capacity',
        en: 'must be a whole number of bytes',
        cn: '换算成字节后必须是整数',
      },
    ])
  })

  test('JSON that ends too early', () => {
    const values = { apply_container_info: '{"image": ', apply_count: '1' }
    expect(detailProblems(typeForm('AUTO_CONTAINER'), values, 'complete').map(({ path }) => path)).toEqual([
      'container.auto_container.apply_container_info',
    ])
  })

  test('a ticket without a name', () => {
    const values = { volume_uuid: 'd', capacity: { amount: '1', unit: 'TiB' as const } }
    expect(formProblems(expansion, { ...head, ticket_name: ' ' }, values, 'complete').map(({ path }) => path)).toEqual([
      'ticket_name',
    ])
  })
})
