import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { scodes } from './scodes.ts'
import { ticketStateTexts } from './ticketStates.ts'
import { ticketTypes } from './ticketTypes.ts'

/** The rows of the tables in CONTRACT.md, cell by cell. */
const rows = readFileSync(join(import.meta.dirname, '../CONTRACT.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))

test('every scode has the status and the two sentences of contract §1', () => {
  const wanted = rows.flatMap(([, scode = '', http = '', message, messageCn]) =>
    /^\d+$/.test(scode) && /^\d{3}$/.test(http) ? [[scode, { http: Number(http), message, messageCn }]] : [],
  )
  expect(Object.entries(scodes)).toEqual(wanted)
})

test('every state has the text of contract §3', () => {
  const texts: Readonly<Record<string, string>> = ticketStateTexts
  const wanted = rows.flatMap(([, text, code = '']) => (Object.hasOwn(texts, code) ? [[code, text]] : []))
  expect(Object.entries(texts)).toEqual(wanted)
})

test('every type has the text and the section of contract §3', () => {
  const wanted = rows.flatMap(([, code = '', text, section]) =>
    Object.hasOwn(ticketTypes, code) ? [[code, text, section]] : [],
  )
  const types = Object.entries(ticketTypes).map(([code, row]) => [
    code,
    row.text,
    'section' in row ? `${row.group}.${row.section}` : 'none',
  ])
  expect(types.toSorted()).toEqual(wanted.toSorted())
})
