import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { closeAll, envelope, send } from '../../sdk/test/answering.ts'
import { startFakeGateway } from '../test/fakeGateway.ts'
import { runCli } from '../test/runCli.ts'
import { createScreen, harmless } from './screen.ts'

afterEach(closeAll)

const name = 'Mallory\u001b]52;c;cm0=\u0007\u001b[1A\u001b[2K\u009b2J张主管\u202e\u0000'
const shown = 'Mallory]52;c;cm0=[1A[2K2J张主管'
// Controls but line breaks and tabs, and marks that turn the direction of text.
const turns = String.raw`\u202a-\u202e\u2066-\u2069`
const obeyed = new RegExp(String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f${turns}]`)

test('what a terminal obeys is taken out; line breaks and tabs stay', () => {
  expect(harmless(name)).toBe(shown)
  expect(harmless('a\r\n\tb\rc')).toBe('a\n\tb\nc')
})

test('colours that were put in are left, also within each other, those of a text are not', () => {
  const { colors, shown: onScreen } = createScreen(true)
  const text = colors.red(`a ${colors.green('\u001b[8mb')} c`)
  expect(onScreen(`${text} \u001b[8md`)).toBe('\u001b[31ma \u001b[32m[8mb\u001b[31m c\u001b[39m [8md')
  const plain = createScreen(false)
  expect(plain.shown(plain.colors.bold(name))).toBe(shown)
})

describe('names with escapes, as older histories have them,', () => {
  const ticket = {
    ...{ ticket_uuid: 'uuid-1', ticket_name: name, ticket_type: name, ticket_type_code: 'VIP', ticket_state: name },
    ...{ ticket_state_code: 'pending', ticket_create_time: 1_795_737_600, applyer_name: name, user_name: name },
    ...{ applyer_tenant_name: name, process_name: name, reason: `${name}\n\tb`, summary: name, summary_cn: name },
    processers: [{ owner_name: name, processer_name: name, processer_action: '通过', reason: name }],
    network: { vip: { text: name } },
    history: [{ seq: 1, type: 'ticket.passed', time: 1, step: 1, owner_name: name, actor: { user_name: name } }],
    can: [],
  }
  const open = () =>
    startFakeGateway({
      instead: ({ url }, response) => {
        const data =
          url.includes('/list') && url.includes('/ticket/list')
            ? { total_count: 1, list: [ticket], next_cursor: '' }
            : url.includes('/comment/list')
              ? { total_count: 1, list: [{ user_name: name, text: `a\n${name}`, time: 1 }] }
              : ticket
        const isRefused = url.includes('/overrule')
        send(response, isRefused ? 422 : 200, isRefused ? envelope(3006, null, name) : envelope(0, data))
        return true
      },
    })

  test.each([
    ['ls'],
    ['ls -o csv'],
    ['show uuid-1 --history'],
    ['comments uuid-1'],
    ['export'],
    ['overrule uuid-1 --reason no -y'],
  ])('are shown without by %s', async (line) => {
    const { env } = await open()
    const { stdout, stderr } = await runCli(line.split(' '), { env })
    expect(`${stdout}${stderr}`).toContain(shown.slice(0, 12))
    expect(`${stdout}${stderr}`).not.toMatch(obeyed)
  })

  const exactly: readonly (readonly [line: string, read: (text: string) => unknown, exact: unknown])[] = [
    ['ls -o json', JSON.parse, [ticket]],
    ['ls -o yaml', parse, [ticket]],
    ['show uuid-1 -o json', JSON.parse, ticket],
    ['show uuid-1 -o yaml', parse, ticket],
    ['export -o jsonl', JSON.parse, ticket],
    ['api GET /v1/ticket/list', (text: string) => JSON.parse(text).data.list, [ticket]],
  ]
  test.each(exactly)('are given exactly, and escaped, by %s', async (line, read, exact) => {
    const { env } = await open()
    const { stdout } = await runCli(line.split(' '), { env })
    expect(read(stdout)).toEqual(exact)
    expect(stdout).not.toMatch(obeyed)
  })
})
