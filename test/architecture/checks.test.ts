import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { root } from '../../deploy/local/localDirectory.ts'
import { fileRules, folderRules } from './rules.ts'

// Each rule is broken once, in a working copy of a few lines, and must be named.

/** What breaks each rule: the file and what it imports, a path from the top or a package. */
const planted: Readonly<Record<string, readonly [file: string, imported: string]>> = {
  'no-cycles': ['libs/store/src/index.ts', 'libs/store/src/relay.ts'],
  'no-folder-cycles': ['services/gateway/src/batch/batch.ts', 'services/gateway/src/http/server.ts'],
  'domain-is-pure': ['services/ticket/src/domain/pass.ts', 'node:fs'],
  'ports-are-pure': ['services/ticket/src/domain/ports.ts', 'mongodb'],
  'handlers-know-ports-only': [
    'services/ticket/src/handlers/commands.ts',
    'services/ticket/src/adapters/ticketStore.ts',
  ],
  'adapters-know-ports-only': ['services/ticket/src/adapters/events.ts', 'services/ticket/src/handlers/listTickets.ts'],
  'only-main-wires': ['services/gateway/src/live/stream.ts', 'services/gateway/src/adapters/batchStore.ts'],
  'main-is-on-top': ['services/gateway/src/routes/tickets.ts', 'services/gateway/src/main.ts'],
  'services-never-import-services': ['services/ticket/src/main.ts', 'services/process/src/public.ts'],
  'services-by-their-public-file': ['deploy/operate/main.ts', 'services/process/src/domain/process.ts'],
  'libs-by-their-entry': ['services/ticket/src/config.ts', 'libs/store/src/relay.ts'],
  'libs-know-no-services': ['libs/service/src/index.ts', 'services/process/src/public.ts'],
  'contracts-are-pure': ['libs/contracts/src/index.ts', 'pino'],
  'flow-is-pure': ['libs/flow/src/flow.ts', 'libs/store/src/index.ts'],
  'tracing-stands-alone': ['libs/tracing/src/index.ts', 'libs/store/src/index.ts'],
  'sdk-stands-alone': ['libs/sdk/src/index.ts', 'libs/contracts/src/index.ts'],
  'cli-by-the-sdk': ['libs/cli/src/main.ts', 'libs/service/src/index.ts'],
  'messaging-and-store-are-apart': ['libs/messaging/src/index.ts', 'libs/store/src/index.ts'],
  'no-test-code-in-production': ['services/process/src/config.ts', 'services/process/src/people.fixture.ts'],
  'amqplib-in-messaging': ['services/ticket/src/domain/evolve.ts', 'amqplib'],
  'mongodb-in-adapters': ['services/ticket/src/handlers/onEvent.ts', 'mongodb'],
  'tencent-in-image-adapters': ['services/image/src/handlers/work.ts', 'tencentcloud-sdk-nodejs-cvm'],
  'cel-in-conditions': ['libs/flow/src/planSteps.ts', '@marcbachmann/cel-js'],
  'nodemailer-in-mail-adapter': ['services/notification/src/handlers/notify.ts', 'nodemailer'],
  'fastify-in-http': ['services/gateway/src/routes/webhooks.ts', '@fastify/compress'],
  'no-unresolved-imports': ['services/process/src/main.ts', 'services/process/src/absent.ts'],
}

/** The other half of the two cycles. */
const innocent: Readonly<Record<string, string>> = {
  'libs/store/src/relay.ts': 'libs/store/src/index.ts',
  'services/gateway/src/http/server.ts': 'services/gateway/src/batch/ids.ts',
}

const places = ['libs/', 'services/', 'deploy/']
const isFile = (name: string) => places.some((place) => name.startsWith(place))

let directory: string

const write = (file: string, text: string) => {
  mkdirSync(dirname(join(directory, file)), { recursive: true })
  writeFileSync(join(directory, file), text, { flag: 'a' })
}

const run = (script: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [script, ...args], { cwd: directory, encoding: 'utf8' }).stdout

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'gongdan-checks-'))
})
afterAll(() => rmSync(directory, { recursive: true }))

describe('npm run layers', () => {
  let said: string
  beforeAll(() => {
    const imports = [...Object.values(planted), ...Object.entries(innocent)]
    for (const [file, imported] of imports) {
      const up = '../'.repeat(file.split('/').length - 1)
      // Half of them leave nothing at run time: an import of a type is an import.
      const type = file.length % 2 === 0 ? 'type ' : ''
      write(file, `import ${type}{ a } from '${isFile(imported) ? `${up}${imported}` : imported}'\n`)
    }
    for (const [, imported] of imports) {
      if (!isFile(imported)) write(`node_modules/${imported}/index.js`, '')
      else if (!imported.endsWith('absent.ts')) write(imported, 'export const a = 1\n')
    }
    said = run(join(root, 'test/architecture/main.ts'))
  })

  test.each([...fileRules, ...folderRules].map(({ name = '' }) => name))('names who breaks %s', (name) => {
    const [file, imported] = planted[name] ?? ['', '']
    const folderOf = (path: string) => (name === 'no-folder-cycles' ? dirname(path) : path)
    const [from, to] = [folderOf(file), folderOf(imported).replace('node:', '')]
    const lines = said.split('\n').filter((line) => line.startsWith(`${name}: ${from} -> `))
    expect(lines.some((line) => line.includes(to))).toBe(true)
  })
})

test('what packages export is there', () => {
  const packages = ['libs', 'services'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(root, folder, name)),
  )
  const exported = packages.flatMap((path) => {
    const { exports = {} } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
    const files: string[] = typeof exports === 'string' ? [exports] : Object.values(exports)
    return files.map((file) => join(path, file))
  })
  expect(exported.length).toBeGreaterThan(0)
  expect(exported.filter((file) => !existsSync(file))).toEqual([])
})

describe('npm run unused', () => {
  let said: string
  beforeAll(() => {
    cpSync(join(root, 'knip.json'), join(directory, 'knip.json'))
    write('package.json', JSON.stringify({ name: 'planted', type: 'module', workspaces: ['services/*'] }))
    const dependencies = { amqplib: '1', mongodb: '1' }
    write('services/planted/package.json', JSON.stringify({ name: 'planted-service', type: 'module', dependencies }))
    write('services/planted/src/main.ts', `import 'mongodb'\nimport 'uuid'\nimport { used } from './rows.ts'\nused()\n`)
    write('services/planted/src/rows.ts', 'export const used = () => 1\nexport const unusedExport = 2\n')
    write('services/planted/src/unusedFile.ts', 'export const a = 1\n')
    said = run(join(root, 'node_modules/knip/bin/knip.js'), '--reporter', 'compact', '--no-config-hints')
  })

  test.each([
    ['a file that nothing imports', /Unused files[\s\S]*^services\/planted\/src\/unusedFile\.ts/m],
    ['an export that nothing imports', /Unused exports[\s\S]*^services\/planted\/src\/rows\.ts: unusedExport$/m],
    ['a dependency that nothing imports', /Unused dependencies[\s\S]*^services\/planted\/package\.json: amqplib$/m],
    [
      'an import of what no package.json names',
      /Unlisted dependencies[\s\S]*^services\/planted\/src\/main\.ts: uuid$/m,
    ],
  ])('names %s', (_, line) => {
    expect(said).toMatch(line)
  })
})
