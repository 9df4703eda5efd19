import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { DockerfileParser, type Instruction } from 'dockerfile-ast'
import { root } from '../local/localDirectory.ts'

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
  test('starts from node:24-slim by default', () => {
    expect(dockerfile.getInitialARGs().map((arg) => arg.getArgumentsContent())).toEqual(['BASE=node:24-slim'])
    const bases = dockerfile.getFROMs().map((from) => from.getImage()?.replace(/[${}]/g, ''))
    expect(bases).toEqual(['BASE', 'BASE', 'BASE', 'scratch'])
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

  test('gets the packages that a service needs to run, exactly as locked', () => {
    const installing = named('RUN', all).filter((command) => /npm (ci|i|install)\b/.test(command))
    expect(installing).toHaveLength(1)
    expect(installing[0]).toMatch(/npm ci --omit=dev --ignore-scripts/)
  })

  test('gets no secret at build time', () => {
    const variables = [...named('ARG', all), ...named('ENV', all)].flatMap((text) => text.split(/\s+/))
    const names = variables.map((text) => text.split('=')[0])
    expect(new Set(names)).toEqual(new Set(['BASE', 'SERVICE', 'PATH', 'NODE_ENV', 'ADMIN_PORT']))
  })

  test('holds sources and packages, and nothing else of the working copy', () => {
    expect(named('ADD', all)).toEqual([])
    for (const copy of named('COPY')) {
      expect(copy).toMatch(
        /^(--from=(?:runtime|packages) \S+ \S+|package\.json \.|(deploy\/(?:access|jobs|operate)|libs|services) \S+)$/,
      )
    }
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
  ])
})
