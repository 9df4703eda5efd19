import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { DockerfileParser, type Instruction } from 'dockerfile-ast'
import { root } from '../local/localDirectory.ts'
import { heapOptions } from '../local/services.ts'

const lines = (file: string) => readFileSync(join(root, file), 'utf8').split('\n').filter(Boolean)
const text = readFileSync(join(root, 'deploy/Dockerfile'), 'utf8')
const dockerfile = DockerfileParser.parse(text)
const all = dockerfile.getInstructions()
/** What makes the image itself: all since the last FROM. */
const image = all.slice(all.findLastIndex((one) => one.getKeyword() === 'FROM'))

/** An instruction's words as they are written, flags included, in one line. */
const written = (one: Instruction): string => {
  const { start, end } = one.getRange()
  const own = text.split('\n').slice(start.line, end.line + 1)
  return own
    .map((line) => line.replace(/\\$/, '').trim())
    .join(' ')
    .replace(/^\w+\s+/, '')
}

const named = (keyword: string, among: readonly Instruction[] = image) =>
  among.filter((one) => one.getKeyword() === keyword).map(written)
/** The words of an instruction in exec form; a shell form is no JSON and fails here. */
const words = (text = ''): unknown => JSON.parse(text)

describe('a service’s image', () => {
  test('starts from a patch of Node 24 by default', () => {
    expect(dockerfile.getInitialARGs().map((arg) => arg.getArgumentsContent())).toEqual([
      expect.stringMatching(/^BASE=node:24\.\d+\.\d+-slim$/),
    ])
    const bases = dockerfile.getFROMs().map((from) => from.getImage()?.replace(/[${}]/g, ''))
    expect(bases).toEqual(['BASE', 'BASE', 'BASE', 'BASE', 'scratch', 'scratch'])
  })

  test('runs as a user that is not root, given by number', () => {
    expect(named('USER').at(-1)).toMatch(/^[1-9]\d*:[1-9]\d*$/)
  })

  test('runs its command and its health check without a shell, so that signals reach it', () => {
    expect(words(named('ENTRYPOINT').at(-1))).toEqual(['node'])
    expect(words(named('CMD').at(-1))).toEqual(['src/main.ts'])
    const [options, command] =
      named('HEALTHCHECK')
        .at(-1)
        ?.split(/\bCMD\b/) ?? []
    expect(options).toMatch(/--interval=\d+s --timeout=\d+s/)
    expect(words(command)).toEqual(['node', '--eval', expect.stringContaining('/readyz')])
  })

  test('sizes its heap as a local run does', () => {
    expect(named('ENV')).toContain(`NODE_OPTIONS="${heapOptions}"`)
  })

  test('gets the packages that a service needs to run, exactly as locked', () => {
    const installing = named('RUN', all).filter((command) => /npm (ci|i|install)\b/.test(command))
    expect(installing).toEqual([
      expect.stringMatching(/npm ci --omit=dev --ignore-scripts/),
      // To build the console with; of that stage the image gets what was built alone.
      expect.stringMatching(/npm ci --include=dev --ignore-scripts .* --workspace services\/console/),
    ])
  })

  test('gets no secret at build time', () => {
    const variables = [...named('ARG', all), ...named('ENV', all)].flatMap((text) =>
      text.replace(/"[^"]*"/g, '').split(/\s+/),
    )
    const names = variables.map((text) => text.split('=')[0])
    expect(new Set(names)).toEqual(
      new Set([
        'BASE',
        'SERVICE',
        'PATH',
        'NODE_ENV',
        'NODE_OPTIONS',
        'HOST',
        'ADMIN_HOST',
        'ADMIN_PORT',
        'CONSOLE_DIR',
      ]),
    )
  })

  test('holds its own service, the libraries and packages, and nothing else of the working copy', () => {
    expect(named('ADD', all)).toEqual([])
    expect(named('COPY')).toEqual([
      '--from=runtime / /',
      '--from=packages /app/node_modules node_modules',
      expect.stringMatching(/^--from=packages \/app\/services\/\$\{SERVICE\} services\/\$\{SERVICE\}$/),
      'package.json .',
      '--from=manifests /libs libs',
      expect.stringMatching(/^services\/\$\{SERVICE\} services\/\$\{SERVICE\}$/),
      '--from=console /console console',
    ])
    expect(named('RUN', all).join()).toContain('rm -r /libs/cvm-emulator')
  })

  test('is the one that is built unless another is asked for', () => {
    expect(named('FROM', all).at(-1)).toBe('scratch AS service')
  })
})

describe('the image of jobs and commands', () => {
  const tools = all.slice(
    all.findIndex((one) => written(one) === 'scratch AS tools'),
    all.indexOf(image[0]!),
  )

  test('runs as a user that is not root, as production unless it is told otherwise', () => {
    expect(named('USER', tools).at(-1)).toMatch(/^[1-9]\d*:[1-9]\d*$/)
    expect(named('ENV', tools)).toContain('NODE_ENV=production')
  })

  test('listens nowhere', () => {
    expect(named('EXPOSE', tools)).toEqual([])
    expect(named('CMD', tools)).toEqual([])
  })
})

test('nothing goes to the builder but what is named', () => {
  const [first, ...others] = lines('.dockerignore')
  expect(first).toBe('*')
  const allowed = others.filter((line) => line.startsWith('!')).map((line) => line.slice(1))
  expect(allowed.toSorted()).toEqual([
    'deploy/access',
    'deploy/jobs',
    'deploy/operate',
    'libs',
    'package-lock.json',
    'package.json',
    'services',
    'tsconfig.json',
  ])
})
