import { expect, test } from '@jest/globals'
import { ProcessCreateBody, toSteps } from './processes.ts'

const owner = { tenant_uuid: 'acme', role_uuid: 'finance' }
const dueOf = (settings: object) => {
  const body = { tenant_uuid: 'acme', process_name: 'p', approval_list: [{ ...owner, ...settings }] }
  return toSteps(ProcessCreateBody.parse(body).approval_list)[0]?.settings?.due
}

test.each([
  ['pass', { on_due: 'pass' }, { action: 'pass', escalateTo: null }],
  ['escalate', { on_due: 'escalate' }, { action: 'escalate', escalateTo: null }],
  ['to whom', { escalate_to: owner }, { action: 'tell', escalateTo: { roleUuid: 'finance' } }],
])(
  'what is to happen at a due time is kept where that time is missing, which the process service refuses: %s',
  (_what, settings, due) => {
    expect(dueOf(settings)).toMatchObject({ in: null, remindIn: [], ...due })
  },
)

test('a step that says nothing of time is never due', () => {
  for (const settings of [
    { need: 'any' },
    { on_due: 'tell' },
    { on_due: '' },
    { need: 'any', due_in: null, escalate_to: null },
  ])
    expect(dueOf(settings)).toBeFalsy()
  expect(dueOf({ due_in: 60 })).toEqual({ in: 60, remindIn: [], action: 'tell', escalateTo: null })
  expect(dueOf({ remind_in: [60] })).toEqual({ in: null, remindIn: [60], action: 'tell', escalateTo: null })
})
