import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { checkLocalData, currentVersion, incompatibility, removeLocalData } from './localData.ts'

const queue = { 'queue ticket.commands': '{"name":"ticket.commands"}' }

describe('data of an earlier version', () => {
  test.each([
    ['the same version', queue, undefined],
    ['an addition', { ...queue, 'queue ticket.queries': '{}' }, undefined],
    ['a changed queue', { 'queue ticket.commands': '{}' }, 'the queue ticket.commands has changed'],
    ['a removed queue', {}, 'the queue ticket.commands no longer exists'],
  ])('%s', (_, current, expected) => {
    expect(incompatibility(queue, current)).toBe(expected)
  })

  test('is compared by exchanges, queues and migrations', () => {
    const names = Object.keys(currentVersion())
    expect(names).toEqual(expect.arrayContaining(['exchange commands', 'queue ticket.commands']))
    expect(names.filter((name) => name.startsWith('migration services/ticket/migrations/')).length).toBeGreaterThan(0)
  })
})

describe('a local directory', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'local-'))
  })
  afterEach(() => rmSync(directory, { recursive: true }))
  const startBroker = () => mkdirSync(join(directory, 'data/rabbitmq'), { recursive: true })

  test('may be new, and is checked again at the next start', () => {
    checkLocalData(directory, queue)
    startBroker()
    expect(() => checkLocalData(directory, queue)).not.toThrow()
    expect(() => checkLocalData(directory, {})).toThrow(expect.objectContaining({ code: 'incompatible-data' }))
  })

  test('remembers what a compatible version added', () => {
    checkLocalData(directory, queue)
    startBroker()
    checkLocalData(directory, { ...queue, 'queue ticket.queries': '{}' })
    expect(() => checkLocalData(directory, queue)).toThrow(/queue ticket.queries no longer exists.*--fresh/s)
  })

  test('of a version before this check is incompatible', () => {
    startBroker()
    expect(() => checkLocalData(directory, queue)).toThrow(/npm start -- --fresh/)
  })

  test('loses its data with --fresh, and nothing else', () => {
    checkLocalData(directory, queue)
    startBroker()
    writeFileSync(join(directory, 'issuer-key.json'), '{}')
    removeLocalData(directory)
    expect(existsSync(join(directory, 'data'))).toBe(false)
    expect(existsSync(join(directory, 'issuer-key.json'))).toBe(true)
    expect(() => checkLocalData(directory, {})).not.toThrow()
  })
})
