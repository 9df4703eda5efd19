import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { clearRun, openRun } from './run.ts'

const startTime = (pid: number | undefined): string => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

describe('the record of a run', () => {
  let directory: string
  let child: ChildProcess
  let ended: Promise<unknown>

  const record = (owner: object, process: object) =>
    writeFileSync(join(directory, 'run.json'), JSON.stringify({ owner, addresses: {}, processes: [process] }))
  const deadProcess = { pid: 2 ** 22 + 1, startTime: '1' }

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'run-'))
    child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    ended = once(child, 'exit')
    await once(child, 'spawn')
  })
  afterEach(async () => {
    child.kill('SIGKILL')
    await ended
  })

  test('keeps a second run out while its owner lives', async () => {
    const run = openRun(directory, false, () => {})
    await expect(clearRun(directory)).rejects.toMatchObject({ code: 'already-running' })
    await run.close()
    expect(await clearRun(directory)).toEqual([])
  })

  test('lets the next run end what a killed owner left behind', async () => {
    record(deadProcess, { name: 'ticket', pid: child.pid, startTime: startTime(child.pid) })
    expect(await clearRun(directory)).toEqual(['ticket'])
    await ended
    expect(child.signalCode).toBe('SIGTERM')
  })

  test('never makes it end another process with the same pid', async () => {
    record(deadProcess, { name: 'ticket', pid: child.pid, startTime: '1' })
    expect(await clearRun(directory)).toEqual([])
    expect(child.signalCode).toBeNull()
  })

  test('treats an owner as dead whose pid belongs to another process', async () => {
    record({ pid: child.pid, startTime: '1' }, { ...deadProcess, name: 'ticket' })
    expect(await clearRun(directory)).toEqual([])
  })
})
