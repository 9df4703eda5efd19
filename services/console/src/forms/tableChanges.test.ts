import { describe, expect, test } from '@jest/globals'
import { tableChanges } from './tableChanges.ts'

const columns = ['UUID', '名称']
const shown = (...given: Parameters<typeof tableChanges>) =>
  tableChanges(...given).rows.map(({ change, cells }) => `${change} ${cells.join(' ')}`)

describe('a table of an edited round', () => {
  test('has the rows that are gone before those that there are, and says which are new', () => {
    const was = { columns, rows: [['1', 'mail'], ['2', 'wiki']] } // biome-ignore format: as it is read
    const now = { columns, rows: [['2', 'wiki'], ['3', 'logs']] } // biome-ignore format: as it is read
    expect(shown(now, was)).toEqual(['gone 1 mail', 'none 2 wiki', 'new 3 logs'])
  })

  test('is all new where there was none, and all gone where there is none any more', () => {
    const table = { columns, rows: [['1', 'mail']] }
    expect(shown(table, undefined)).toEqual(['new 1 mail'])
    expect(shown(undefined, table)).toEqual(['gone 1 mail'])
  })

  test('counts rows that are alike, and compares by column, whichever there are', () => {
    const row = ['1', 'mail']
    expect(shown({ columns, rows: [row] }, { columns, rows: [row, row] })).toEqual(['gone 1 mail', 'none 1 mail'])
    const turned = { columns: ['名称', 'UUID', '类型'], rows: [['mail', '1', '']] }
    expect(shown(turned, { columns, rows: [row] })).toEqual(['none mail 1 '])
  })
})
