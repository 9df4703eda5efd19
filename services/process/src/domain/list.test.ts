import { ProcessInspectData, ProcessListItem } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { builtInFor, builtInIn } from './builtIn.ts'
import { partsOfPage } from './page.ts'
import { administrator, colleague, stranger, superAdministrator } from './people.fixture.ts'
import { visibleTo } from './rights.ts'
import { inspectView, listView } from './view.ts'

describe('the scope of a list', () => {
  test.each([
    ['everything for a super administrator', superAdministrator, null, { kind: 'all' }],
    ['the tenant a super administrator asks for', superAdministrator, 't1', { kind: 'tenant', tenantUuid: 't1' }],
    ['the own tenant for everybody', colleague, null, { kind: 'tenant', tenantUuid: 't1' }],
    ['the own tenant asked for by name', administrator, 't1', { kind: 'tenant', tenantUuid: 't1' }],
    ['nothing of another tenant', stranger, 't1', { kind: 'none' }],
  ])('is %s', (_what, principal, asked, scope) => {
    expect(visibleTo(principal, asked)).toEqual(scope)
  })
})

describe('the built-in process', () => {
  test('begins with the administrator of the tenant that is asked for, if the caller may ask', () => {
    expect(builtInIn(visibleTo(superAdministrator, 't1'), 'system').steps[0]).toMatchObject({
      tenantUuid: 't1',
      roleUuid: 't1',
    })
    expect(builtInIn(visibleTo(superAdministrator, null), 'system').steps[0]).toMatchObject({ tenantUuid: 'system' })
    expect(builtInIn(visibleTo(stranger, 't1'), 't2').steps[0]).toMatchObject({ tenantUuid: 't2', roleUuid: 't2' })
  })

  test('is shown with the fields of the original API, in its order', () => {
    const shown = listView('system', builtInFor('t1'), true)
    expect(ProcessListItem.parse(shown)).toEqual(shown)
    const rich = new Set(['auto_pass', 'cc', 'forbid'])
    const plain = ({ shape }: { shape: object }) => Object.keys(shape).filter((field) => !rich.has(field))
    expect(Object.keys(shown)).toEqual(plain(ProcessListItem))
    expect(Object.keys(inspectView('system', builtInFor('t1')))).toEqual(plain(ProcessInspectData))
    expect(shown).toMatchObject({ process_name: '默认审批流程', create_time: 1_569_826_447, is_in_using: true })
  })
})

describe('the pages of a list', () => {
  test('show the built-in process first and every other one exactly once', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 25 }), fc.boolean(), (others, pageSize, hasBuiltIn) => {
        const all = Array.from({ length: others }, (_, index) => index)
        const whole = hasBuiltIn ? ['system', ...all] : all
        const pages = Array.from({ length: Math.ceil(whole.length / pageSize) }, (_, index) => {
          const { withBuiltIn, skip, limit } = partsOfPage(index + 1, pageSize, hasBuiltIn)
          return [...(withBuiltIn ? ['system'] : []), ...all.slice(skip, skip + limit)]
        })
        expect(pages.flat()).toEqual(whole)
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(pageSize)
      }),
    )
  })
})
