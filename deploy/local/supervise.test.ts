import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { eventually } from '../../test/support/eventually.ts'
import { type Program, type Supervised, supervise } from './supervise.ts'

const sleeper = 'process.on("SIGTERM", () => process.exit(0)); setInterval(() => {}, 1000)'
const deaf = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("deaf")'

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a program under supervision', () => {
  let lines: string[]
  let started: Supervised[]

  const watch = (script: string, restart: boolean, changes: Partial<Program> = {}): Supervised => {
    const program: Program = {
      name: 'ticket',
      command: process.execPath,
      args: ['-e', script],
      env: {},
      log: join(mkdtempSync(join(tmpdir(), 'supervise-')), 'log'),
      isReady: async () => one.pid() !== undefined,
      readyWithinMs: 5000,
      stopWithinMs: 5000,
      ...changes,
    }
    const one: Supervised = supervise(program, { restart, report: (line) => lines.push(line), onChange: () => {} })
    started.push(one)
    return one
  }
  const pidOf = (one: Supervised): number => one.pid() ?? 0

  beforeEach(() => {
    lines = []
    started = []
  })
  afterEach(async () => {
    for (const one of started) await one.stop()
  })

  test('is started again when it dies, and says so', async () => {
    const one = watch(sleeper, true)
    await one.start()
    const first = pidOf(one)
    await one.kill('SIGKILL')
    await eventually(() => expect(lines).toContain('ticket is ready again'), { withinMs: 20_000 })
    expect(lines[0]).toBe('ticket ended (SIGKILL); restart in 0.5 s')
    expect(isAlive(first)).toBe(false)
    expect(isAlive(pidOf(one))).toBe(true)
  })

  test('stays dead without `restart`, until it is started again', async () => {
    const one = watch(sleeper, false)
    await one.start()
    await one.kill('SIGKILL')
    expect(one.pid()).toBeUndefined()
    await one.start()
    expect(isAlive(pidOf(one))).toBe(true)
  })

  test('is not started again after it was stopped', async () => {
    const one = watch(sleeper, true)
    await one.start()
    await one.stop()
    expect(one.pid()).toBeUndefined()
    expect(lines).toEqual([])
  })

  test('is killed when it does not end in time, and another one is left alone', async () => {
    const log = join(mkdtempSync(join(tmpdir(), 'supervise-')), 'log')
    // Before it is deaf, SIGTERM would end it.
    const isReady = async () => existsSync(log) && readFileSync(log, 'utf8').includes('deaf')
    const stubborn = watch(deaf, true, { log, isReady, readyWithinMs: 20_000, stopWithinMs: 100 })
    const other = watch(sleeper, true)
    await Promise.all([stubborn.start(), other.start()])
    const pid = pidOf(stubborn)
    await stubborn.stop()
    expect(lines).toEqual(['ticket did not end in 0.1 s and was killed'])
    expect(isAlive(pid)).toBe(false)
    expect(isAlive(pidOf(other))).toBe(true)
  })

  test('leaves no process behind when it is not ready in time', async () => {
    let pid = 0
    const isReady = async () => {
      pid = pidOf(one)
      return false
    }
    const one = watch(sleeper, true, { readyWithinMs: 100, isReady })
    await expect(one.start()).rejects.toMatchObject({ code: 'not-ready' })
    expect(pid).toBeGreaterThan(0)
    expect(isAlive(pid)).toBe(false)
  })

  test('is not started where something else answers, which would be taken for it', async () => {
    const one = watch(sleeper, true, { isReady: async () => true })
    await expect(one.start()).rejects.toMatchObject({
      code: 'not-started',
      message: 'ticket was not started: something else answers at its port',
    })
    expect(one.pid()).toBeUndefined()
  })

  test('says the last reason in its log when it is not ready in time', async () => {
    const line = JSON.stringify({ level: 'warn', msg: 'cannot connect to the broker', reason: '403 (ACCESS-REFUSED)' })
    const one = watch('', true, {
      // A shell has said it long before, which a busy machine may not have Node do.
      command: '/bin/sh',
      args: ['-c', `echo '${line}'; exec sleep 60`],
      readyWithinMs: 2_000,
      isReady: async () => false,
    })
    await expect(one.start()).rejects.toMatchObject({
      message: expect.stringMatching(
        /^ticket was not ready in 2 s: cannot connect to the broker: 403 \(ACCESS-REFUSED\), see /,
      ),
    })
  })

  test.each([
    ['ends before it is ready', '/bin/sh', /ended \(code 3\)/],
    ['cannot be run', '/nowhere', /ENOENT/],
  ])('that %s is a fault, not a loop', async (_, command, message) => {
    const one = watch('', true, { command, args: ['-c', 'exit 3'], isReady: async () => false })
    await expect(one.start()).rejects.toMatchObject({ code: 'not-started', message: expect.stringMatching(message) })
    expect(lines).toEqual([])
  })
})
