import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGongdan } from '@gongdan/sdk'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { root } from '../../../deploy/local/localDirectory.ts'
import { people as demo } from '../../../deploy/local/people.ts'
import type { Harness } from '../../support/harness.ts'
import { type Person, people, roles, tenant } from '../../support/people.ts'
import { runProgram } from './runProgram.ts'

/** The program `gongdan`. */
export const testCli = (open: () => Promise<Harness>): void => {
  const main = join(root, 'libs/cli/src/main.ts')

  let harness: Harness
  let home: string
  beforeAll(async () => {
    harness = await open()
    home = mkdtempSync(join(tmpdir(), 'gongdan-home-'))
    writeFileSync(join(home, 'gongdan'), `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`)
    chmodSync(join(home, 'gongdan'), 0o755)
  })
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  /** What every run sees; no browser is found there. */
  const ownEnv = () => ({
    HOME: home,
    XDG_CONFIG_HOME: '',
    PATH: `${home}:/usr/bin:/bin`,
    LANG: 'zh_CN.UTF-8',
    GONGDAN_URL: harness.system.url,
  })
  const gongdan = (argv: readonly string[], env: Readonly<Record<string, string>> = {}, input = '') =>
    runProgram(process.execPath, [main, ...argv], { env: { ...ownEnv(), ...env }, input, cwd: home })
  const as = async (person: Person, argv: readonly string[], input = '') =>
    gongdan(argv, { GONGDAN_TOKEN: await harness.system.token(people[person]) }, input)
  const configFile = () => join(home, '.config/gongdan/config.json')
  const profile = () => JSON.parse(readFileSync(configFile(), 'utf8')).profiles.default

  describe('signing in', () => {
    /** Begins a sign-in, and gives what it says on stderr once it has said enough. */
    const begin = (argv: readonly string[], enough: RegExp) => {
      const child = spawn(process.execPath, [main, 'login', ...argv], { env: { ...process.env, ...ownEnv() } })
      let said = ''
      let shown = ''
      const saidEnough = new Promise<RegExpExecArray>((resolve) => {
        child.stderr.on('data', (part: Buffer) => {
          said += part
          const found = enough.exec(said)
          if (found !== null) resolve(found)
        })
      })
      child.stdout.on('data', (part: Buffer) => {
        shown += part
      })
      return { saidEnough, ended: once(child, 'close').then(([code]) => ({ code, shown })) }
    }

    test('with the browser: the code comes back to this machine', async () => {
      const { saidEnough, ended } = begin([], /(http\S+authorize\S+)\n/)
      const [, page = ''] = await saidEnough
      const back = await fetch(`${page}&person=${demo.applicant.user}`)
      expect(await back.text()).toContain('登录成功')
      expect(await ended).toEqual({ code: 0, shown: '已登录：林晓（演示租户）\n' })
      expect((await gongdan(['whoami', '-o', 'json'])).stdout).toContain(demo.applicant.user)
    })

    test('on another device, with a code', async () => {
      const { saidEnough, ended } = begin(['--device'], /请打开 (\S+)\/device 并输入：\n(\S+)\n/)
      const [, issuer = '', user_code = ''] = await saidEnough
      const body = new URLSearchParams({ user_code, person: demo.administrator.user })
      await fetch(`${issuer}/device`, { method: 'POST', body, headers: { origin: issuer } })
      expect(await ended).toEqual({ code: 0, shown: '已登录：周敏（演示租户）\n' })
    })

    test('is renewed when the token is about to expire, and asked for anew when that fails', async () => {
      await gongdan(['login', '--as', '林晓'])
      const before = profile()
      const expired = (more: object) => {
        const config = { profiles: { default: { ...before, expiresAt: 1, ...more } } }
        writeFileSync(configFile(), JSON.stringify(config))
      }
      expired({})
      expect((await gongdan(['ls'])).code).toBe(0)
      expect(profile().expiresAt).toBeGreaterThan(Date.now() / 1000)
      expired({ refreshToken: 'worn out' })
      const { stderr, code } = await gongdan(['ls'])
      expect([stderr, code]).toEqual(['登录已过期：gongdan login\n', 3])
    })

    test('ends, and the refresh token with it', async () => {
      await gongdan(['login', '--as', '林晓'])
      const { refreshToken, accessToken, ...before } = profile()
      expect((await gongdan(['logout'])).stdout).toBe('已退出登录\n')
      expect((await gongdan(['ls'])).code).toBe(3)
      writeFileSync(
        configFile(),
        JSON.stringify({ profiles: { default: { ...before, accessToken, refreshToken, expiresAt: 1 } } }),
      )
      expect((await gongdan(['ls'])).code).toBe(3)
    })

    test('as somebody whom nobody knows is refused', async () => {
      const { stderr, code } = await gongdan(['login', '--as', '无名氏'])
      expect([stderr, code]).toEqual([expect.stringContaining('登录失败：'), 3])
    })
  })

  test('the quick start of the README runs', async () => {
    const readme = readFileSync(join(root, 'libs/cli/README.md'), 'utf8')
    const [, script = ''] = /```sh\n([\s\S]*?)```/.exec(readme) ?? []
    expect(script.trim().split('\n').length).toBeLessThanOrEqual(10)
    const { stdout, stderr, code } = await runProgram('sh', ['-ec', script], { env: ownEnv(), cwd: home })
    expect([code, stderr]).toEqual([0, expect.stringContaining('历史完整')])
    expect(stdout).toContain('控制台很慢: 租户管理员 → 超级管理员\n')
    expect(stdout).toMatch(/控制台很慢 +问题反馈 +待审批 +林晓 +超级管理员/)
  })

  test('processes of a file are made once, and left alone the second time', async () => {
    const yaml = `process_name: 多人审批
approval_list:
  - approvers:
      - { tenant_uuid: ${tenant.tenant}, role_uuid: ${roles.first.uuid}, count: 2 }
      - { tenant_uuid: ${tenant.tenant}, user_uuid: ${people.secondApprover.user} }
    step_key: both
    step_name: 会签
    need: 60%
    due_in: 86400
    on_due: escalate
    escalate_to: { tenant_uuid: ${tenant.tenant}, role_uuid: ${roles.second.uuid} }
  - tenant_uuid: ${tenant.tenant}
    role_uuid: ${roles.second.uuid}
    when: ticket.type == "VIP"
cc:
  - { tenant_uuid: ${tenant.tenant}, role_uuid: ${roles.first.uuid} }
---
process_name: 一级审批
tenant_uuid: ${tenant.tenant}
approval_list:
  - { tenant_uuid: ${tenant.tenant}, role_uuid: ${roles.first.uuid} }
`
    const apply = (text: string) => as('administrator', ['process', 'apply', '-f', '-'], text)
    expect(await apply(yaml)).toEqual({ stdout: '多人审批: 已创建\n一级审批: 已创建\n', stderr: '', code: 0 })
    expect(await apply(yaml)).toEqual({ stdout: '多人审批: 未变更\n一级审批: 未变更\n', stderr: '', code: 0 })
    const changed = yaml.replace('60%', 'all')
    const diff = await as('administrator', ['process', 'diff', '-f', '-'], changed)
    expect([diff.stdout, diff.code]).toEqual(['多人审批: 有差异\n  approval_list[0].need\n一级审批: 一致\n', 1])
    expect((await apply(changed)).stdout).toBe('多人审批: 已更新\n一级审批: 未变更\n')
  })

  test('a thousand tickets of a table are submitted, passed with a bar, and archived in spite of Ctrl-C', async () => {
    const count = 1000
    const process_uuid = await harness.defineProcess(['first'])
    const rows = Array.from({ length: count }, (_, index) => `网卡 ${index},${index + 1}`)
    const csv = ['名称,数量', ...rows].join('\n')
    const map = [
      '--map',
      'ticket_name=名称,network.vip.vip_count=数量',
      '--set',
      `type=VIP,process_uuid=${process_uuid}`,
    ]
    const submitted = await as('applicant', ['submit', '-f', '-', ...map], csv)
    expect([submitted.stderr.split('\n').at(-2), submitted.code]).toEqual(['成功 1000，失败 0', 0])
    const uuids = submitted.stdout
      .split('\n')
      .slice(1, -1)
      .map((line) => line.slice(0, 36))
    expect(new Set(uuids).size).toBe(count)

    const env = {
      ...ownEnv(),
      GONGDAN_TOKEN: await harness.system.token(people.firstApprover),
      TERM: 'xterm',
      PATH: process.env.PATH ?? '',
    }
    const unknown = randomUUID()
    const terminal = [join(root, 'libs/cli/test/terminal.py'), '120', '--', process.execPath, main]
    const passing = runProgram('python3', [...terminal, 'pass', unknown, ...uuids, '-y'], { env })
    // Read by cursor while they change, each of them is there once, the newest first.
    const token = await harness.system.token(people.applicant)
    const gd = createGongdan({ baseUrl: harness.system.url, token })
    const seen: string[] = []
    const query = { scope: 'applied', process_uuid, page_size: 25 } as const
    for await (const { ticket_uuid } of gd.tickets.each(query)) seen.push(ticket_uuid)
    expect(seen.toSorted()).toEqual(uuids.toSorted())
    const passed = await passing
    expect(passed.stdout).toMatch(/█{20} 1001\/1001 成功 1000 失败 1 [\d,]+\/s ETA 0:00/)
    expect(passed.stdout).toContain(`✗ ${unknown}  3001 工单不存在`)
    expect(passed.code).toBe(1)
    const filter = `scope=handled,state=passed,process=${process_uuid}`.split(',').flatMap((pair) => {
      const [name, value = ''] = pair.split('=')
      return [`--${name}`, value]
    })
    const done = await as('firstApprover', ['ls', ...filter, '--all', '-o', 'csv'])
    expect(done.stdout.trim().split('\n').length).toBe(count + 1)

    const keyboard = [...terminal.slice(0, 2), '0/1000', '\\x03', ...terminal.slice(2)]
    const archive = ['archive', ...uuids, '-y', '--key', 'archive-all', '--pieces', '20', '--in-flight', '1']
    const interrupted = await runProgram('python3', [...keyboard, ...archive], {
      env: { ...env, GONGDAN_TOKEN: await harness.system.token(people.applicant) },
    })
    const [, archived, unsent] = /成功 (\d+)，失败 0，未发送 (\d+)/.exec(interrupted.stdout)?.map(Number) ?? []
    expect([Number(archived) + Number(unsent), interrupted.code]).toEqual([count, 1])
    expect(interrupted.stdout).toContain('继续执行：gongdan archive --resume archive-all')
    const resumed = await as('applicant', ['archive', '--resume', 'archive-all'])
    expect([resumed.stderr.split('\n').at(-2), resumed.code]).toEqual(['成功 1000，失败 0', 0])
  })

  test('watch ends when the ticket is where it was to come', async () => {
    const process_uuid = await harness.defineProcess(['first'])
    const body = JSON.stringify({ type: 'FEEDBACK', ticket_name: '控制台很慢', process_uuid })
    const uuid = (await as('applicant', ['submit', '-f', '-'], body)).stdout.trim()
    const watching = as('applicant', ['watch', uuid, '--until', 'passed', '--timeout', '2m'])
    expect((await as('firstApprover', ['pass', uuid, '--yes', '-r', '同意'])).code).toBe(0)
    const { stdout, code } = await watching
    expect(stdout).toMatch(/控制台很慢 {2}已通过\n$/)
    expect(code).toBe(0)
  })

  test('what was accepted can be looked up, and any route be called', async () => {
    const body = JSON.stringify({ type: 'FEEDBACK', ticket_name: 'a' })
    const saved = await as('applicant', ['api', 'POST', '/v1/ticket/save', '-f', '-'], body)
    expect(JSON.parse(saved.stdout)).toMatchObject({ scode: 0, data: { ticket_name: 'a' } })
    const unknown = await as('applicant', ['batch', randomUUID()])
    expect([unknown.stderr, unknown.code]).toEqual([expect.stringContaining('6001 批次不存在'), 1])
    expect((await as('administrator', ['process', 'ls'])).stdout).toContain('默认审批流程')
  })
}
