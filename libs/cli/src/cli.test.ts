import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { closeAll, envelope, send } from '../../sdk/test/answering.ts'
import { startFakeGateway } from '../test/fakeGateway.ts'
import { runCli } from '../test/runCli.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gongdan-cli-'))
})
afterEach(() => {
  closeAll()
  rmSync(home, { recursive: true })
})

/** Times are those of the machine's zone. */
const timeless = (text: string) => text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, '<time>')
const inHome = (name: string, text?: string) => {
  const file = join(home, name)
  if (text !== undefined) writeFileSync(file, text)
  return file
}

describe('ls', () => {
  test('writes a table, in the language that is asked for', async () => {
    const { env, add } = await startFakeGateway()
    add('磁盘')
    add('web').state = 'passed'
    const zh = await runCli(['ls'], { env: { ...env, LANG: 'zh_CN.UTF-8' } })
    expect([timeless(zh.stdout), zh.stderr, zh.code]).toEqual([
      'UUID    名称  类型        状态    申请人  处理人    创建时间\n' +
        'uuid-1  磁盘  虚拟IP申请  待审批  林晓    部门审批  <time>\n' +
        'uuid-2  web   虚拟IP申请  已通过  林晓              <time>\n',
      '',
      0,
    ])
    const en = await runCli(['ls', '--state', 'passed'], { env })
    expect(timeless(en.stdout)).toBe(
      'UUID    NAME  TYPE  STATE   APPLICANT  WAITS FOR  CREATED\n' +
        'uuid-2  web   VIP   passed  林晓                  <time>\n',
    )
  })

  test('writes JSON, CSV and YAML, at most as many as are wanted', async () => {
    const { env, add } = await startFakeGateway()
    for (const name of ['a,b', '=1+1', 'c']) add(name)
    const json = await runCli(['ls', '-o', 'json', '-L', '1'], { env })
    expect(JSON.parse(json.stdout)).toMatchObject([{ ticket_uuid: 'uuid-1' }])
    const csv = await runCli(['ls', '-o', 'csv', '-L', '2'], { env })
    expect(csv.stdout).toBe(
      'ticket_uuid,ticket_name,ticket_type_code,ticket_state_code,applyer_name,user_name,ticket_create_time,summary\n' +
        'uuid-1,"a,b",VIP,pending,林晓,部门审批,1795737600,vip_count 2\n' +
        "uuid-2,'=1+1,VIP,pending,林晓,部门审批,1795737600,vip_count 2\n",
    )
    const yaml = await runCli(['ls', '-o', 'yaml', '-L', '1'], { env })
    expect(yaml.stdout).toMatch(/^- ticket_uuid: uuid-1\n/)
  })
})

describe('show', () => {
  test('shows a ticket with its details and history', async () => {
    const { env, add } = await startFakeGateway()
    add('网卡')
    const { stdout, code } = await runCli(['show', 'uuid-1', '--history', '--lang', 'zh'], { env })
    expect(code).toBe(0)
    expect(timeless(stdout)).toBe(`名称      网卡
编号      uuid-1
类型      虚拟IP申请
状态      待审批
处理人    部门审批
申请人    林晓，演示租户
创建时间  <time>
流程      默认审批流程
原因      扩容
摘要      数量 2
可执行    pass overrule

审批
  · 部门审批

vip_count: 2
vip_list: []

历史
   1  <time>  ticket.submitted  林晓
   2  <time>  ticket.passed  赵主管  步骤 1 部门审批  同意
`)
  })

  test('opens the page of a ticket', async () => {
    const { env, add } = await startFakeGateway()
    add('a')
    const opened: string[] = []
    await runCli(['show', 'uuid-1', '--web'], { env, opened })
    expect(opened).toEqual([`${env.GONGDAN_URL}/console/ticket/uuid-1`])
  })

  test('of a ticket that there is not ends with 1, of a broken history too', async () => {
    const { env, add } = await startFakeGateway()
    const unknown = await runCli(['show', 'nothing'], { env })
    expect([unknown.stdout, unknown.stderr, unknown.code]).toEqual(['', '3001 refused: ticket_uuid\n', 1])
    add('a')
    const broken = await startFakeGateway({
      instead: ({ url }, response) => {
        if (!url.includes('chain')) return false
        const entry = { seq: 1, type: 'a', hash: 'b', canonical: '[1,"a",0,null,"","",{}]', signature: null }
        send(response, 200, envelope(0, { history: [entry] }))
        return true
      },
    })
    broken.add('a')
    const verified = await runCli(['show', 'uuid-1', '--verify'], { env: broken.env })
    expect([verified.stderr, verified.code]).toEqual(['the history is broken at entry 1\n', 1])
  })
})

describe('the exit code', () => {
  test.each([
    ['2 for what is not understood', ['ls', '--scope', 'mine'], 2],
    ['2 for a command that there is not', ['list'], 2],
    ['2 where nobody can be asked', ['pass', 'uuid-1'], 2],
    ['2 for a rejection without a reason', ['overrule', 'uuid-1', '-y'], 2],
    ['2 for a time that is none', ['ls', '--since', 'yesterdayish'], 2],
    ['4 when it takes too long', ['watch', 'uuid-1', '--until', 'passed', '--timeout', '1s'], 4],
  ])('is %s', async (_, argv, code) => {
    const { env, add } = await startFakeGateway({
      instead: ({ url }, response) => {
        if (url !== '/v1/events') return false
        response.writeHead(200, { 'Content-Type': 'text/event-stream' })
        response.write('event: listening\nid: 1\ndata: {}\n\n')
        return true
      },
    })
    add('a')
    expect((await runCli(argv, { env })).code).toBe(code)
  })

  test('is 3 without a sign-in that counts', async () => {
    const { env } = await startFakeGateway()
    const nobody = await runCli(['ls'], { env: { GONGDAN_URL: env.GONGDAN_URL }, home })
    expect([nobody.stderr, nobody.code]).toEqual(['not signed in: gongdan login\n', 3])
    const refused = await runCli(['ls', '--lang', 'zh'], { env: { ...env, GONGDAN_TOKEN: 'old' } })
    expect([refused.stderr, refused.code]).toEqual(['2001 已拒绝\n请重新登录：gongdan login\n', 3])
  })

  test('is that of the cause, also of a single ticket', async () => {
    const { env, baseUrl } = await startFakeGateway({
      instead: ({ headers }, response) => {
        if (headers.authorization !== 'Bearer away') return false
        send(response, 500, '<html>')
        return true
      },
    })
    const input = '{"type":"VIP","ticket_name":"c"}'
    const submit = async (token: string) => {
      const argv = ['submit', '-f', '-', '--key', 'k']
      const { stderr, code } = await runCli(argv, { env: { ...env, GONGDAN_TOKEN: token }, home, input })
      return [stderr, code]
    }
    expect(await submit('old')).toEqual(['2001 refused\nsign in again: gongdan login\n', 3])
    expect(await submit('away')).toEqual([
      `${baseUrl} does not answer: HTTP 500\nagain, without doing it twice: --key k\n`,
      5,
    ])
  })

  test('is 2 for an address that is none', async () => {
    for (const argv of [['ls'], ['api', 'GET', '/v1/ticket/list'], ['login'], ['submit', '-f', '-']]) {
      const { stderr, code } = await runCli(['--url', 'gongdan.example.com', ...argv], {
        env: { GONGDAN_TOKEN: 'token' },
        home,
      })
      expect([stderr, code]).toEqual(['gongdan.example.com: an address with http:// or https://\n', 2])
    }
    const { stderr, code } = await runCli(['ls', '--lang', 'zh'], { env: { GONGDAN_URL: 'https://' }, home })
    expect([stderr, code]).toEqual(['https://：应为 http:// 或 https:// 地址\n', 2])
  })

  test.each([
    ['is cut short', '{"profiles": '],
    ['is empty', ''],
    ['has no profiles', '{"current":"x"}'],
    ['is something else', '[]'],
    ['is nothing', 'null'],
  ])('is 2 for a file of profiles that %s', async (_, text) => {
    mkdirSync(join(home, '.config/gongdan'), { recursive: true })
    const file = inHome('.config/gongdan/config.json', text)
    for (const argv of [['whoami'], ['ls'], ['config', 'ls'], ['config', 'use', 'x'], ['logout']]) {
      const { stderr, code } = await runCli(argv, { home })
      expect([stderr, code]).toEqual([`${file} is damaged: mend it, or delete it and sign in again\n`, 2])
    }
    const { stderr } = await runCli(['ls', '--lang', 'zh'], { home })
    expect(stderr).toBe(`${file} 已损坏：请修复，或删除后重新登录\n`)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test('is 5 where no gateway answers', async () => {
    const env = { GONGDAN_URL: 'http://127.0.0.1:9', GONGDAN_TOKEN: 'token' }
    const { stderr, code } = await runCli(['api', 'GET', '/v1/ticket/list'], { env })
    expect(code).toBe(5)
    expect(stderr).toMatch(/^http:\/\/127\.0\.0\.1:9 does not answer: /)
  })
})

test('what was accepted and cannot be asked for is said, with where its outcome appears', async () => {
  const { env } = await startFakeGateway({
    instead: ({ url }, response) => {
      if (url.startsWith('/v1/batch')) send(response, 401, envelope(2002))
      else send(response, 202, envelope(12, { comment_uuid: 'c', batch_uuid: 'b' }))
      return true
    },
  })
  const { stderr, code } = await runCli(['comment', 'uuid-1', 'x', '--key', 'k'], { env })
  expect(stderr).toBe(
    '2002 refused\nsign in again: gongdan login\nit was accepted, what became of it: gongdan batch b\n' +
      'again, without doing it twice: --key k\n',
  )
  expect(code).toBe(3)
})

describe('a list', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `uuid-${index + 1}`)

  test('is passed, its failures said as they happen, in a table and in a file for a second run', async () => {
    const { env, add } = await startFakeGateway()
    for (const name of ['a', 'b', 'c']) add(name)
    const failFile = inHome('left.txt')
    const input = '# of yesterday\nuuid-1\nunknown\t3001\nuuid-3,c\n'
    const { stdout, stderr, code } = await runCli(['pass', '-', '-y', '--fail-file', failFile], { env, input, home })
    expect(code).toBe(1)
    expect(stderr).toBe('✗ unknown  3001 no such ticket\nok 2, failed 1\n')
    expect(stdout).toBe('UUID     NAME  SCODE  WHY\nunknown        3001   no such ticket\n')
    expect(readFileSync(failFile, 'utf8')).toBe('unknown\t3001 no such ticket\n')
    const again = await runCli(['pass', '-', '-y'], { env, input: readFileSync(failFile, 'utf8'), home })
    expect([again.stderr, again.code]).toEqual(['✗ unknown  3001 no such ticket\nok 0, failed 1\n', 1])
  })

  test('in which a uuid stands twice is sent as if it stood once', async () => {
    const { env, add } = await startFakeGateway()
    add('a')
    const passed = await runCli(['pass', 'uuid-1', 'uuid-1', '-y'], { env, home })
    expect([passed.stderr, passed.code]).toEqual(['ok 1, failed 0\n', 0])
    const cancelled = await runCli(['delegation', 'cancel', 'd', 'd', '-y'], { env, home })
    expect([cancelled.stderr, cancelled.code]).toEqual(['ok 1, failed 0\n', 0])
    expect(existsSync(join(home, '.config/gongdan/runs'))).toBe(false)
  })

  test('that a filter finds is shown, and sent with the versions that were shown', async () => {
    const { env, add, received } = await startFakeGateway()
    add('磁盘')
    add('b').state = 'passed'
    const { stderr, code } = await runCli(['overrule', '-r', '太大', '--filter', 'type=VIP,since=7d', '-y'], {
      env,
      home,
    })
    expect([timeless(stderr), code]).toEqual([
      'UUID    NAME  TYPE  STATE    APPLICANT  WAITS FOR  CREATED\n' +
        'uuid-1  磁盘  VIP   pending  林晓       部门审批   <time>\n' +
        'ok 1, failed 0\n',
      0,
    ])
    expect(received[0]?.url).toMatch(/scope=todo&filter_type=VIP&filter_start=\d+$/)
    expect(JSON.parse(received.at(-1)?.body ?? '')).toEqual({
      reason: '太大',
      list: [{ ticket_uuid: 'uuid-1', version: 1 }],
    })
  })

  test('that Ctrl-C stops says what is left and how to go on, and nothing is done twice', async () => {
    const count = 40
    let held: (() => void) | undefined
    const { env, add, tickets } = await startFakeGateway({
      instead: ({ url }, response, index) => {
        // The second request is under way when Ctrl-C comes.
        if (url !== '/v1/ticket/pass' || index !== 1) return false
        held = () => void response.destroy()
        return true
      },
    })
    for (const name of names(count)) add(name)
    const keyboard: { interrupt?: () => void } = {}
    const running = runCli(
      ['pass', ...names(count), 'unknown', '-y', '--pieces', '5', '--in-flight', '1', '--key', 'k'],
      {
        env,
        home,
        keyboard,
      },
    )
    while (held === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
    keyboard.interrupt?.()
    held()
    const stopped = await running
    expect(stopped.stderr).toContain('ok 5, failed 0, unknown 5, not sent 31\ngo on with: gongdan pass --resume k\n')
    expect([...tickets.values()].filter(({ state }) => state === 'passed')).toHaveLength(5)
    // The connection broke: nothing else would say so.
    expect(stopped.code).toBe(5)

    const resumed = await runCli(['pass', '--resume', 'k'], { env, home })
    expect(resumed.stderr).toMatch(/ok 40, failed 1\n$/)
    expect([...tickets.values()].every(({ state, version }) => state === 'passed' && version === 2)).toBe(true)
    expect(readdirSync(join(home, '.config/gongdan/runs'))).toEqual([])
  })
})

/** What the gateway says for the moment, and does not keep under a key. */
const refusedForNow = [
  ['too many requests', 429, 1007, 1],
  ['a sign-in that has expired', 401, 2002, 3],
] as const

describe('a list that was not sent to its end', () => {
  const tokenOf = (sub: string) =>
    `e30.${Buffer.from(JSON.stringify({ sub, tenant_uuid: 'acme' })).toString('base64url')}.`
  /** A gateway that refuses to pass for the moment, until it is told otherwise. */
  const startRefusing = async (status = 429, scode = 1007) => {
    const state = { isRefusing: true, sent: 0 }
    const gateway = await startFakeGateway({
      instead: ({ url, body }, response) => {
        if (url !== '/v1/ticket/pass') return false
        state.sent += 1
        const results = JSON.parse(body).list.map((ticket_uuid: string) => envelope(0, { ticket_uuid }))
        if (state.isRefusing) send(response, status, envelope(scode), { 'Retry-After': '60' })
        else send(response, 200, envelope(0, { success: results.length, fail: 0, results }))
        return true
      },
    })
    return { ...gateway, state, env: { ...gateway.env, GONGDAN_TOKEN: tokenOf('lin') } }
  }
  const runFile = () => join(home, '.config/gongdan/runs/k.json')

  test.each(refusedForNow)('for %s can be sent on, also from its last piece', async (_, status, scode, code) => {
    const { env, state } = await startRefusing(status, scode)
    const refused = await runCli(['pass', 'a', 'b', '-y', '--key', 'k'], { env, home })
    expect(refused.stderr).toContain('ok 0, failed 2\ngo on with: gongdan pass --resume k\n')
    expect(refused.code).toBe(code)
    state.isRefusing = false
    const resumed = await runCli(['pass', '--resume', 'k'], { env, home })
    expect([resumed.stderr, resumed.code]).toEqual(['ok 2, failed 0\n', 0])
    expect(existsSync(runFile())).toBe(false)
  })

  test('is not kept for refusals that stay', async () => {
    const { env } = await startFakeGateway()
    const { stderr } = await runCli(['pass', 'a', 'b', '-y', '--key', 'k'], { env, home })
    expect(stderr).toMatch(/ok 0, failed 2\n$/)
    expect(existsSync(runFile())).toBe(false)
  })

  test('says how to go on as it was begun: at this gateway, with this profile', async () => {
    const { env, baseUrl } = await startRefusing()
    const argv = ['--profile', "it's", 'pass', 'a', 'b', '-y', '--key', 'k', '--url', baseUrl]
    const { stderr } = await runCli(argv, { env, home })
    expect(stderr).toContain(`go on with: gongdan pass --resume k --profile 'it'\\''s' --url ${baseUrl}\n`)
  })

  test('says so also where Ctrl-C is pressed twice', async () => {
    let held: (() => void) | undefined
    const { env } = await startFakeGateway({
      instead: (_, response) => {
        held = () => send(response, 400, envelope(1002))
        return true
      },
    })
    const keyboard: { interrupt?: () => void } = {}
    const running = runCli(['pass', 'a', 'b', '-y', '--key', 'k'], { env, home, keyboard })
    while (held === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
    keyboard.interrupt?.()
    expect(() => keyboard.interrupt?.()).toThrow('left at once with 130')
    held()
    expect((await running).stderr).toMatch(/^go on with: gongdan pass --resume k\n/)
  })

  const changed = (change: object) => () => {
    writeFileSync(runFile(), JSON.stringify({ ...JSON.parse(readFileSync(runFile(), 'utf8')), ...change }))
  }
  const seconds = (days: number) => Math.floor(Date.now() / 1000) - days * 86_400
  const tooOld = [
    'this list was begun more than 7 days ago, or by an earlier version: it might be done twice',
    '此列表开始于 7 天以前，或由旧版本保存：继续可能重复执行',
  ] as const
  test.each([
    [
      'by another person',
      () => {},
      { GONGDAN_TOKEN: tokenOf('zhou') },
      'another person began this list: sign in as they did, or give their --profile',
      '此列表由其他人发起：请以发起人身份登录，或用 --profile 指定其配置',
    ],
    [
      'at another gateway',
      () => {},
      { GONGDAN_URL: 'http://127.0.0.1:9' },
      'this list was begun at URL, not at http://127.0.0.1:9: --url or --profile says which',
      '此列表发往 URL，而当前网关是 http://127.0.0.1:9：请用 --url 或 --profile 指定',
    ],
    ['after the 7 days that keys live', changed({ time: seconds(7) }), {}, ...tooOld],
    ['of an earlier version, which did not say when it began', changed({ time: undefined }), {}, ...tooOld],
  ])('is not sent on %s', async (_, change, other, en, zh) => {
    const { env, baseUrl, state } = await startRefusing()
    await runCli(['pass', 'a', 'b', '-y', '--key', 'k'], { env, home })
    state.isRefusing = false
    change()
    const resume = async (lang: string) => {
      const { stderr, code } = await runCli(['pass', '--resume', 'k', '--lang', lang], {
        env: { ...env, ...other },
        home,
      })
      expect(code).toBe(2)
      return stderr.replace(baseUrl, 'URL')
    }
    expect(await resume('en')).toBe(`--resume k: ${en}\n`)
    expect(await resume('zh')).toBe(`--resume k：${zh}\n`)
    expect(state.sent).toBe(1)
  })

  test('is not begun by nobody', async () => {
    const { env } = await startFakeGateway()
    const argv = ['pass', 'a', 'b', '-y']
    const nobody = await runCli(argv, { env: { GONGDAN_URL: env.GONGDAN_URL }, home })
    expect([nobody.stderr, nobody.code]).toEqual(['not signed in: gongdan login\n', 3])
    expect(existsSync(join(home, '.config/gongdan/runs'))).toBe(false)
  })

  test('is sent on for 7 days from when it began, however often it is', async () => {
    const { env, state } = await startRefusing()
    await runCli(['pass', 'a', 'b', '-y', '--key', 'k'], { env, home })
    const begun = seconds(6.9)
    changed({ time: begun })()
    await runCli(['pass', '--resume', 'k'], { env, home })
    expect([JSON.parse(readFileSync(runFile(), 'utf8')).time, state.sent]).toEqual([begun, 2])
  })
})

describe('one thing that no answer came to says its key, under which it is done once', () => {
  const keyed = 'again, without doing it twice: --key k\n'
  /** Answers these requests in words that are not of gongdan. */
  const startLosing = async (paths: RegExp) => {
    const gateway = await startFakeGateway({
      instead: ({ url }, response) => {
        const isLost = paths.test(url)
        if (isLost) send(response, 500, '<html>')
        else if (url.startsWith('/v1/user/list')) {
          const user = { tenant_uuid: 'acme', user_uuid: 'u', user_name: '孙经理' }
          send(response, 200, envelope(0, { total_count: 1, list: [user] }))
        } else return false
        return true
      },
    })
    const commands = () => gateway.received.filter(({ method }) => method === 'POST')
    return { ...gateway, commands }
  }

  test.each([
    [['pass', 'u']],
    [['approver', 'add', 'u', '--user', '孙经理', '-r', 'x']],
    [['delegation', 'cancel', 'd']],
  ])('%j', async (argv) => {
    const { env } = await startLosing(/pass|approver|cancel/)
    const lost = await runCli([...argv, '-y', '--key', 'k'], { env, home })
    expect(lost.stderr).toContain(`ok 0, failed 0, unknown 1\n${keyed}`)
    expect(lost.code).toBe(5)
  })

  test('but not where it was refused', async () => {
    const { env } = await startFakeGateway()
    const refused = await runCli(['pass', 'u', '-y'], { env, home })
    expect(refused.stderr).toMatch(/ok 0, failed 1\n$/)
  })

  test('a comment', async () => {
    const { env, baseUrl, commands } = await startLosing(/comment/)
    const lost = await runCli(['comment', 'u', 'x'], { env, home })
    const [, key] = /: --key (\S+)\n$/.exec(lost.stderr) ?? []
    expect([lost.stderr, lost.code]).toEqual([
      `${baseUrl} does not answer: HTTP 500\n${keyed.replace(' k', ` ${key}`)}`,
      5,
    ])
    await runCli(['comment', 'u', 'x', '--key', String(key)], { env, home })
    expect(commands().map(({ headers }) => headers['idempotency-key'])).toEqual([key, key])
  })

  test('a delegation, with its times as they were sent', async () => {
    const { env, commands } = await startLosing(/delegation/)
    const argv = ['delegation', 'create', '--to', '孙经理', '--key', 'k']
    const lost = await runCli([...argv, '--end', '7d'], { env, home })
    const { start, end } = JSON.parse(commands()[0]?.body ?? '')
    const times = ['--start', String(start), '--end', String(end)]
    expect(lost.stderr).toContain(`again, without doing it twice: ${times.join(' ')} --key k\n`)
    await runCli([...argv, ...times], { env, home })
    expect(commands()[1]?.body).toBe(commands()[0]?.body)
    expect(commands().map(({ headers }) => headers['idempotency-key'])).toEqual(['k', 'k'])
  })

  test.each([
    ['submit', ['submit', '-f', '-']],
    ['comment', ['comment', 'u', 'x']],
  ])('%s, also where Ctrl-C ends it', async (_, argv) => {
    let held: (() => void) | undefined
    const { env } = await startFakeGateway({
      instead: (_, response) => {
        held = () => send(response, 400, envelope(1002))
        return true
      },
    })
    const keyboard: { interrupt?: () => void } = {}
    const input = '{"type":"VIP","ticket_name":"c"}'
    const running = runCli([...argv, '--key', 'k'], { env, home, keyboard, input })
    while (held === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(() => keyboard.interrupt?.()).toThrow('left at once with 130')
    held()
    expect((await running).stderr).toMatch(new RegExp(`^${keyed}`))
  })
})

test.each([
  ['not signed in: gongdan login --profile work\n', {}],
  ['2001 refused\nsign in again: gongdan login --profile work\n', { GONGDAN_TOKEN: 'old' }],
])('where to sign in is said with the profile that was given: %j', async (said, token) => {
  const { env } = await startFakeGateway()
  const { stderr } = await runCli(['ls', '--profile', 'work'], { env: { ...env, GONGDAN_TOKEN: '', ...token }, home })
  expect(stderr).toBe(said)
})

describe('people who are named', () => {
  const answers = (url: string) => {
    const { pathname, searchParams } = new URL(url, 'http://gateway')
    const users = ['何嘉', '孙经理', '李娜', '李娜'].map((user_name, index) => ({
      tenant_uuid: searchParams.get('tenant_uuid') ?? 'acme',
      user_uuid: `u${index + 1}`,
      user_name,
    }))
    const role = {
      tenant_uuid: 'acme',
      tenant_name: '演示租户',
      role_uuid: 'r1',
      role_name: '资源审批',
      holder_count: 2,
    }
    if (pathname === '/v1/user/list') return { total_count: 4, list: users }
    return pathname === '/v1/role/list' ? { total_count: 1, list: [role] } : undefined
  }
  /** A gateway that knows these people, and what it was sent beside questions. */
  const start = async () => {
    const gateway = await startFakeGateway({
      instead: ({ url }, response) => {
        const data = answers(url)
        if (data !== undefined) send(response, 200, envelope(0, data))
        return data !== undefined
      },
    })
    gateway.add('磁盘')
    const sent = () =>
      gateway.received.filter(({ method }) => method === 'POST').map(({ url, body }) => [url, JSON.parse(body)])
    return { ...gateway, sent }
  }

  test('get a ticket to approve, a step beside it, or a copy', async () => {
    const { env, sent } = await start()
    const run = (...argv: string[]) => runCli([...argv, 'uuid-1', '-y'], { env, home })
    const runs = [
      await run('transfer', '--to', '孙经理', '-r', '出差'),
      await run(
        'approver',
        'add',
        '--role',
        '资源审批',
        '--user',
        'u1',
        '--where',
        'beside',
        '--need',
        'all',
        '-r',
        '请确认',
      ),
      await run('cc', '--user', '何嘉'),
    ]
    expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(Array(3).fill([0, 'ok 1, failed 0\n']))
    const role = { tenant_uuid: 'acme', tenant_name: '演示租户', role_uuid: 'r1', role_name: '资源审批' }
    const person = { tenant_uuid: 'acme', user_uuid: 'u1', user_name: '何嘉' }
    const list = ['uuid-1']
    expect(sent()).toEqual([
      ['/v1/ticket/transfer', { list, reason: '出差', to: { user_uuid: 'u2', user_name: '孙经理' } }],
      ['/v1/ticket/approver/add', { list, reason: '请确认', where: 'beside', need: 'all', approvers: [role, person] }],
      ['/v1/ticket/cc', { list, people: [person] }],
    ])
  })

  test.each([
    ['whom nobody is', '王五', '王五: not known here\n'],
    ['whom there are several of', '李娜', '李娜: there are several, give the id: u3, u4\n'],
  ])('%s are asked for before anything is done', async (_, name, said) => {
    const { env, sent } = await start()
    const { stderr, code } = await runCli(['transfer', 'uuid-1', '--to', name, '-r', 'x', '-y'], { env, home })
    expect([stderr, code, sent()]).toEqual([said, 2, []])
  })

  test('are told of a comment', async () => {
    const { env, sent } = await start()
    const { stdout, code } = await runCli(['comment', 'uuid-1', '请尽快', '处理', '--mention', '何嘉'], { env })
    expect([stdout, code]).toEqual(['comment-1\n', 0])
    expect(sent()).toEqual([
      [
        '/v1/ticket/comment',
        {
          ticket_uuid: 'uuid-1',
          text: '请尽快 处理',
          mention: [{ tenant_uuid: 'acme', user_uuid: 'u1', user_name: '何嘉' }],
        },
      ],
    ])
    const shown = await runCli(['comments', 'uuid-1'], { env })
    expect(timeless(shown.stdout)).toBe('<time>  林晓\n  请尽快\n  处理\n')
  })

  test('approve while a person is absent, until that is cancelled', async () => {
    const { env, sent } = await start()
    const made = await runCli(
      ['delegation', 'create', '--to', '孙经理', '--start', '4070908800', '--end', '4071513600', '--type', 'VIP'],
      { env },
    )
    expect([made.stdout, made.code]).toEqual(['delegation-1\n', 0])
    const listed = await runCli(['delegation', 'ls', '--lang', 'zh'], { env })
    expect(timeless(listed.stdout)).toMatch(/^UUID +委托人 +受托人 +开始时间 +结束时间 +状态 +工单类型 +原因\n/)
    expect(timeless(listed.stdout)).toMatch(/delegation-1 {2}周敏 +孙经理 +<time> {2}<time> {2}未开始 +VIP +休假\n$/)
    const cancelled = await runCli(['delegation', 'cancel', 'delegation-1', '-y'], { env, home })
    expect([cancelled.stderr, cancelled.code]).toEqual(['ok 1, failed 0\n', 0])
    expect(sent()).toEqual([
      [
        '/v1/delegation/create',
        { to: { user_uuid: 'u2', user_name: '孙经理' }, start: 4070908800, end: 4071513600, types: ['VIP'] },
      ],
      ['/v1/delegation/cancel', { list: ['delegation-1'] }],
    ])
  })
})

describe('what else is done to lists', () => {
  test.each([
    ['return', ['-r', '补充', '--to', '0'], { reason: '补充', to_step_id: 0 }],
    ['return', ['-r', '补充'], { reason: '补充' }],
    ['terminate', ['-r', '重复'], { reason: '重复' }],
    ['urge', ['-r', '今天上线'], { reason: '今天上线' }],
    ['fulfilment retry', [], {}],
  ])('%s %j', async (words, options, shared) => {
    const { env, add, received } = await startFakeGateway()
    add('磁盘')
    const { stderr, code } = await runCli([...words.split(' '), 'uuid-1', ...options, '-y'], { env, home })
    expect([stderr, code]).toEqual(['ok 1, failed 0\n', 0])
    const path = words === 'fulfilment retry' ? 'fulfilment/retry' : words
    expect(received.map(({ url, body }) => [url, JSON.parse(body)])).toEqual([
      [`/v1/ticket/${path}`, { ...shared, list: ['uuid-1'] }],
    ])
  })
})

describe('what is not understood is said', () => {
  test.each([
    [['return', 'u', '-y'], 'return needs a reason: -r', '退回需要原因：-r'],
    [['transfer', 'u', '-r', 'x', '-y'], 'transfer to whom? --to NAME', '转交给谁？请使用 --to 姓名'],
    [['cc', 'u', '-y'], 'who? --user NAME or --role NAME', '请指定 --user 姓名 或 --role 角色'],
    [['show'], "error: missing required argument 'uuid'", '错误：缺少参数 uuid'],
    [['submit', '-f', '/nowhere'], 'cannot read /nowhere: there is no such file', '无法读取 /nowhere：文件不存在'],
    [
      ['config', 'set', 'url', 'here'],
      'here: an address with http:// or https://',
      'here：应为 http:// 或 https:// 地址',
    ],
    [
      ['delegation', 'create', '--to', 'x', '--end', 'soon'],
      '--end soon: 7d, 12h from now, or a date',
      '--end soon：请用 7d、12h（从现在起）或日期',
    ],
    [['delegation', 'cancel'], 'UUIDs are expected', '请给出委托编号'],
    [
      ['approver', 'add', 'u', '--where', 'there'],
      "error: option '--where <place>' argument 'there' is invalid. Allowed choices are before, beside, after.",
      '错误：选项 --where <place> 的值 there 无效。可选：before, beside, after',
    ],
    [
      ['return', 'u', '--to', 'first'],
      "error: option '--to <step>' argument 'first' is invalid. A number from 0.",
      '错误：选项 --to <step> 的值 first 无效。应为非负整数。',
    ],
    [
      ['delete', 'u'],
      'this asks before it acts, and there is no terminal: --yes',
      '执行前需要确认，但此处没有终端：请使用 --yes',
    ],
  ])('%j', async (argv, en, zh) => {
    const { env } = await startFakeGateway()
    const said = async (lang: string) => {
      const { stdout, stderr, code } = await runCli([...argv, '--lang', lang], { env, home })
      expect([stdout, code]).toEqual(['', 2])
      return stderr.trim()
    }
    expect([await said('en'), await said('zh')]).toEqual([en, zh])
  })
})

describe('submit', () => {
  test('keeps what was accepted and not answered, says how to go on, and makes no ticket twice', async () => {
    let isExpired = true
    const { env, tickets } = await startFakeGateway({
      instead: ({ url, headers }, response) => {
        const ticket = { ticket_uuid: `of-${headers['idempotency-key']}`, ticket_name: 'x' }
        if (url === '/v1/ticket/submit') send(response, 202, envelope(12, { ...ticket, batch_uuid: 'b' }))
        else if (isExpired) send(response, 401, envelope(2002))
        else send(response, 200, envelope(0, ticket))
        return true
      },
    })
    const file = inHome('a.yaml', 'type: VIP\nticket_name: x\n---\ntype: VIP\nticket_name: x\n')
    const late = await runCli(['submit', '-f', file, '--key', 'k'], { env, home })
    expect(late.stderr).toMatch(/ok 0, failed 0, unknown 2\ngo on with: gongdan submit --resume k\n/)
    expect(late.code).toBe(3)
    isExpired = false
    const again = await runCli(['submit', '--resume', 'k'], { env, home })
    expect([again.stderr, again.code]).toEqual(['ok 2, failed 0\n', 0])
    expect(tickets.size).toBe(0)
  })

  test('of one ticket says how to ask for what was accepted and not answered', async () => {
    const { env } = await startFakeGateway({
      instead: ({ url }, response) => {
        if (url === '/v1/ticket/submit') send(response, 202, envelope(12, { batch_uuid: 'b' }))
        else send(response, 404, envelope(6001))
        return true
      },
    })
    const input = '{"type":"VIP","ticket_name":"c"}'
    const { stderr, code } = await runCli(['submit', '-f', '-', '--key', 'k'], { env, home, input })
    const look = 'it was accepted, what became of it: gongdan batch b\n'
    expect([stderr, code]).toEqual([`6001 refused\n${look}again, without doing it twice: --key k\n`, 1])
  })

  test('of many tickets stops where there are too many requests, and can be sent on', async () => {
    const { env, received } = await startFakeGateway({
      instead: (_, response) => {
        send(response, 429, envelope(1007), { 'Retry-After': '60' })
        return true
      },
    })
    const rows = Array.from({ length: 40 }, (_, index) => `VIP,${index}`)
    const input = ['type,ticket_name', ...rows].join('\n')
    const { stderr, code } = await runCli(['submit', '-f', '-', '--key', 'k'], { env, home, input })
    const unsent = 40 - received.length
    expect(unsent).toBeGreaterThan(20)
    expect(stderr).toContain(`not sent ${unsent}\ngo on with: gongdan submit --resume k\n1007 refused\n`)
    expect(code).toBe(1)
  })

  const csv = '名称,数量,备注\n"a,b",2,x\n磁盘,3,\n'

  test('makes a ticket of every row', async () => {
    const { env, received } = await startFakeGateway()
    const file = inHome('rows.csv', csv)
    const map = ['--map', 'ticket_name=名称,network.vip.vip_count=数量', '--set', 'type=VIP']
    const { stdout, stderr, code } = await runCli(['submit', '-f', file, ...map], { env, home })
    expect([stderr, code]).toEqual(['ok 2, failed 0\n', 0])
    expect(stdout).toMatch(/^UUID +NAME\nuuid-\d +a,b\nuuid-\d +磁盘\n$/)
    expect(received.map(({ body }) => JSON.parse(body))).toEqual([
      { type: 'VIP', ticket_name: 'a,b', network: { vip: { vip_count: 2 } } },
      { type: 'VIP', ticket_name: '磁盘', network: { vip: { vip_count: 3 } } },
    ])
  })

  test('takes YAML, JSON and stdin, integers exact', async () => {
    const { env, received } = await startFakeGateway()
    const yaml = inHome(
      'a.yaml',
      'type: VIP\nticket_name: a\nsize: 18446744073709551615\n---\ntype: NOPE\nticket_name: b\n',
    )
    const two = await runCli(['submit', '-f', yaml], { env, home })
    expect(two.stderr).toBe('✗ #2 b  3006 refused: type\nok 1, failed 1\n')
    expect(received[0]?.body).toBe('{"type":"VIP","ticket_name":"a","size":18446744073709551615}')
    const one = await runCli(['submit', '-f', '-'], { env, home, input: '{"type":"VIP","ticket_name":"c"}' })
    expect([one.stdout, one.stderr, one.code]).toEqual(['uuid-2\n', '', 0])
    const none = await runCli(['submit', '-f', inHome('b.yaml', 'a: [')], { env, home })
    expect([none.stdout, none.code]).toEqual(['', 2])
  })

  test('of a thousand rows makes a thousand tickets', async () => {
    const { env, tickets } = await startFakeGateway()
    const rows = Array.from({ length: 1000 }, (_, index) => `ticket ${index}`)
    const input = ['ticket_name,type', ...rows.map((row) => `${row},VIP`)].join('\n')
    const { stderr, code } = await runCli(['submit', '-f', '-'], { env, home, input })
    expect([stderr.split('\n').at(-2), code]).toEqual(['ok 1000, failed 0', 0])
    expect(new Set([...tickets.values()].map(({ ticket_name }) => ticket_name))).toEqual(new Set(rows))
  })
})

test('export writes all pages, and goes on where it was told to', async () => {
  const { env, add } = await startFakeGateway()
  for (let index = 0; index < 250; index += 1) add(`ticket ${index}`)
  const all = await runCli(['export', '-o', 'jsonl'], { env })
  expect([all.stdout.trim().split('\n').length, all.stderr, all.code]).toEqual([250, '250 tickets\n', 0])
  const rest = await runCli(['export', '--cursor', '200'], { env })
  expect(rest.stdout.trim().split('\n').length).toBe(50)
})

describe('process', () => {
  const yaml = `process_name: 一级审批
tenant_uuid: acme
approval_list:
  - tenant_uuid: acme
    role_uuid: first
`

  test('apply makes what is not there, changes what differs, and leaves the rest', async () => {
    const { env, processes } = await startFakeGateway()
    const file = inHome('process.yaml', yaml)
    const apply = async () => {
      const { stdout, stderr, code } = await runCli(['process', 'apply', '-f', file], { env })
      expect([stderr, code]).toEqual(['', 0])
      return stdout
    }
    expect(await apply()).toBe('一级审批: created\n')
    expect(await apply()).toBe('一级审批: unchanged\n')
    writeFileSync(file, yaml.replace('role_uuid: first', 'role_uuid: second'))
    const diff = await runCli(['process', 'diff', '-f', file, '--lang', 'zh'], { env })
    expect([diff.stdout, diff.code]).toEqual(['一级审批: 有差异\n  approval_list[0].role_uuid\n', 1])
    expect(await apply()).toBe('一级审批: updated\n')
    expect(await apply()).toBe('一级审批: unchanged\n')
    expect(processes).toMatchObject([{ version: 2 }])
    const shown = await runCli(['process', 'show', 'process-1'], { env })
    expect(shown.stdout).toContain('role_uuid: second')
    expect((await runCli(['process', 'diff', '-f', '-'], { env, input: shown.stdout })).code).toBe(0)
  })
})

describe('profiles', () => {
  test('are kept in a file that only its owner reads', async () => {
    const run = (...argv: string[]) => runCli(argv, { home })
    await run('config', 'set', 'url', 'http://127.0.0.1:1')
    await run('config', 'set', 'url', 'http://127.0.0.1:2', '--profile', 'work')
    await run('config', 'use', 'work')
    const file = join(home, '.config/gongdan/config.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect((await run('config', 'ls')).stdout).toBe(
      '   PROFILE  URL                 SIGNED IN\n   default  http://127.0.0.1:1\n*  work     http://127.0.0.1:2\n',
    )
    expect((await run('config', 'set', 'accessToken', 'x')).code).toBe(2)
  })

  test('give way to GONGDAN_URL and GONGDAN_TOKEN', async () => {
    const { env } = await startFakeGateway()
    await runCli(['config', 'set', 'url', 'http://127.0.0.1:1'], { home })
    expect((await runCli(['ls'], { home, env })).code).toBe(0)
  })
})

test('api makes one request as it is', async () => {
  const { env, received } = await startFakeGateway()
  const { stdout, code } = await runCli(['api', 'POST', '/v1/ticket/submit', '-f', '-', '--key', 'k'], {
    env,
    input: 'type: VIP\nticket_name: a\n',
  })
  expect([JSON.parse(stdout).scode, code]).toEqual([0, 0])
  expect([received[0]?.body, received[0]?.headers['idempotency-key']]).toEqual([
    JSON.stringify({ type: 'VIP', ticket_name: 'a' }, null, 2),
    'k',
  ])
  expect((await runCli(['api', 'GET', 'v1/nothing', '-q', 'a=1'], { env })).code).toBe(1)
  expect(received[1]?.url).toBe('/v1/nothing?a=1')
})

test.each(['bash', 'zsh', 'fish'])('completion writes a script for %s', async (shell) => {
  const { stdout, code } = await runCli(['completion', shell])
  expect(code).toBe(0)
  for (const word of ['withdraw', 'apply', 'fail-file']) expect(stdout).toContain(word)
})
