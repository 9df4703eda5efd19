import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { closeAll, envelope, send } from '../../sdk/test/answering.ts'
import { startFakeGateway } from '../test/fakeGateway.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gongdan-cli-'))
})
afterEach(() => {
  closeAll()
  rmSync(home, { recursive: true })
})

const main = join(import.meta.dirname, 'main.ts')

interface Options {
  readonly env: Readonly<Record<string, string>>
  /** What is typed once a text has come. */
  readonly keys?: readonly (readonly [waitedFor: string, typed: string])[]
}

/** Runs the program on a terminal; gives what that showed, and the exit code. */
const onTerminal = async (argv: readonly string[], { env, keys = [] }: Options) => {
  const args = [
    join(import.meta.dirname, '../test/terminal.py'),
    '100',
    ...keys.flat(),
    '--',
    process.execPath,
    main,
    ...argv,
  ]
  const own = { PATH: process.env.PATH ?? '', HOME: home, TERM: 'xterm', LANG: 'en_US.UTF-8', TZ: 'UTC' }
  const child = spawn('python3', args, { env: { ...own, ...env } })
  const parts: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => parts.push(part))
  child.stderr.on('data', (part: Buffer) => parts.push(part))
  const [code] = await once(child, 'close')
  return { shown: Buffer.concat(parts).toString().replaceAll('\r\n', '\n'), code }
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `uuid-${index + 1}`)
// What terminals do with it is not what is tested.
const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g')
const plain = (shown: string) => shown.replace(escapes, '')

describe('on a terminal', () => {
  test('a list has a bar, and failures as lines above it', async () => {
    const { env, add } = await startFakeGateway({
      instead: ({ url }, response, index) => {
        if (url !== '/v1/ticket/pass' || index > 0) return false
        // Slower than the bar is drawn.
        setTimeout(
          () => send(response, 200, envelope(11, { results: [{ ...envelope(3001), data: { ticket_uuid: 'x' } }] })),
          300,
        )
        return true
      },
    })
    for (const name of names(20)) add(name)
    const { shown, code } = await onTerminal(['pass', 'x', ...names(20), '-y', '--pieces', '1', '--in-flight', '1'], {
      env,
    })
    expect(code).toBe(1)
    expect(plain(shown)).toMatch(/░{20} 0\/21 ok 0 failed 0 0\/s ETA 0:00/)
    expect(plain(shown)).toMatch(/✗ x {2}3001 refused\n/)
    expect(plain(shown)).toMatch(/█{20} 21\/21 ok 20 failed 1 [\d,]+\/s ETA 0:00/)
    expect(plain(shown)).toMatch(/UUID {2}NAME {2}SCODE {2}WHY\nx {11}3001 {3}refused\nok 20, failed 1\n$/)
  })

  test('it asks before it does anything, in the language of the machine', async () => {
    const { env, tickets, add } = await startFakeGateway()
    add('磁盘')
    const zh = { ...env, LANG: 'zh_CN.UTF-8' }
    const no = await onTerminal(['withdraw', 'uuid-1'], { env: zh, keys: [['撤回 1 个工单？', 'n']] })
    expect([plain(no.shown).includes('未执行任何操作'), no.code, tickets.get('uuid-1')?.state]).toEqual([
      true,
      0,
      'pending',
    ])
    const yes = await onTerminal(['withdraw', 'uuid-1'], { env: zh, keys: [['撤回 1 个工单？', 'y']] })
    expect([plain(yes.shown).includes('成功 1，失败 0'), yes.code, tickets.get('uuid-1')?.state]).toEqual([
      true,
      0,
      'withdrawn',
    ])
  })

  test('states have colours, but not with NO_COLOR', async () => {
    const { env, add } = await startFakeGateway()
    add('a')
    const state = `${String.fromCharCode(27)}[33mpending`
    expect((await onTerminal(['show', 'uuid-1'], { env })).shown).toContain(state)
    expect((await onTerminal(['show', 'uuid-1'], { env: { ...env, NO_COLOR: '1' } })).shown).not.toContain(state)
  })

  test('Ctrl-C waits for what is under way, and says how to go on', async () => {
    const { env, add, tickets } = await startFakeGateway({
      instead: ({ url }, response, index) => {
        if (url !== '/v1/ticket/pass' || index < 1) return false
        setTimeout(
          () => send(response, 200, envelope(0, { results: [envelope(0, { ticket_uuid: `uuid-${index + 1}` })] })),
          5_000,
        )
        return true
      },
    })
    for (const name of names(5)) add(name)
    const { shown, code } = await onTerminal(
      ['pass', ...names(5), '-y', '--pieces', '1', '--in-flight', '1', '--key', 'k'],
      { env, keys: [['1/5', '\\x03']] },
    )
    expect(plain(shown)).toMatch(/ok 2, failed 0, not sent 3\ngo on with: gongdan pass --resume k\n$/)
    expect([code, tickets.get('uuid-1')?.state]).toEqual([1, 'passed'])
  })

  test('the inbox is decided by keys', async () => {
    const { env, add, tickets } = await startFakeGateway({
      instead: ({ url }, response) => {
        if (url !== '/v1/events') return false
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('event: listening\nid: 1\ndata: {}\n\n')
        return true
      },
    })
    for (const name of ['first', 'second', 'third']) add(name)
    const { shown, code } = await onTerminal(['inbox'], {
      env,
      keys: [
        ['3 wait for you', ' '],
        ['◉', 'a'],
        ['ok 1, failed 0', 'j'],
        ['> ○', '\\r'],
        ['approvals', '\\x1b'],
        ['○', 'o'],
        ['/console/ticket/uuid-2', 'k'],
        ['> ○', 'j'],
        ['○', 'r'],
        ['Why?', 'no\\r'],
        ['ok 1, failed 0', 'q'],
      ],
    })
    expect(plain(shown)).toContain('applicant  林晓, 演示租户')
    expect([...tickets.values()].map(({ state }) => state)).toEqual(['passed', 'overruled', 'pending'])
    expect(code).toBe(0)
  })

  test('the inbox is read again when a stream begins: what happened before it, nobody tells', async () => {
    const gateway = await startFakeGateway({
      instead: ({ url }, response) => {
        if (url !== '/v1/events') return false
        const isFirst = gateway.received.filter((one) => one.url === url).length === 1
        if (!isFirst) gateway.add('second')
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('event: listening\nid: 1\ndata: {}\n\n')
        if (isFirst) setTimeout(() => response.destroy(), 1_000)
        return true
      },
    })
    gateway.add('first')
    const keys = [
      ['1 wait for you', ''],
      ['2 wait for you', 'q'],
    ] as const
    expect((await onTerminal(['inbox'], { env: gateway.env, keys })).code).toBe(0)
  })

  test('the inbox shows what comes while it is open, also while it waits for an answer', async () => {
    let stream: ServerResponse | undefined
    let isThere = false
    const tell = () => {
      if (isThere) stream?.write('event: ticket.changed\ndata: {"ticket_uuid":"uuid-2"}\n\n')
    }
    const gateway = await startFakeGateway({
      instead: ({ url }, response) => {
        if (url.startsWith('/v1/ticket/inspect')) {
          gateway.add('second')
          isThere = true
          tell()
          setTimeout(() => send(response, 404, envelope(3001)), 5_000)
          return true
        }
        if (url !== '/v1/events') return false
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('event: listening\nid: 1\ndata: {}\n\n')
        stream = response
        tell()
        return true
      },
    })
    gateway.add('first')
    const keys = [
      ['1 wait for you', '\\r'],
      ['2 wait for you', 'q'],
    ] as const
    expect((await onTerminal(['inbox'], { env: gateway.env, keys })).code).toBe(0)
  })
})
