import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Subject } from '../../deploy/local/issuer.ts'
import { localDirectory } from '../../deploy/local/localDirectory.ts'
import { openApiDocument, routes } from '../../services/gateway/src/public.ts'
import { installPython } from '../support/installPython.ts'
import type { TestSystem } from '../support/system.ts'
import { linksFrom } from './links.ts'
import { populate } from './populate.ts'

/** The environment for the services of a system under test: no stream that lasts, and tickets that are fulfilled. */
export const fuzzEnvironment = { EVENTS_LONGEST_MS: '100', FULFILLED_TYPES: 'VIP' }

/** One run of schemathesis. */
export interface Round {
  readonly caller: Subject
  readonly seed: number
  /** Cases for each operation; `coverage` has a fixed number of its own, `stateful` counts sequences. */
  readonly examples: number
  readonly phases: readonly ('coverage' | 'fuzzing' | 'stateful')[]
  readonly withinSeconds: number
}

export interface Outcome {
  readonly cases: number
  /** How often each operation was answered with each scode (`passTickets 3002`). */
  readonly answers: Readonly<Record<string, number>>
  /** What schemathesis printed, when it found something or did not come to its end. */
  readonly problem: string | null
}

const Document = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({ operationId: z.string(), responses: z.record(z.string(), z.looseObject({})) }),
    ),
  ),
})

/** What the gateway takes, all spellings and old forms with it, with links between the operations. What it publishes is a part of that. */
const documentWithLinks = (): string => {
  const document = Document.parse(JSON.parse(JSON.stringify(openApiDocument(routes, 'taken'))))
  for (const { operationId, responses } of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    for (const [status, response] of Object.entries(responses)) response.links = linksFrom(operationId, status)
  }
  return JSON.stringify(document)
}

/** What is read of schemathesis' report. */
const Report = z.object({
  exit_code: z.int(),
  complete: z.boolean(),
  test_cases: z.object({ generated: z.int(), with_failures: z.int(), errored: z.int() }),
})

const config = join(import.meta.dirname, 'schemathesis.toml')

const Answers = z.record(z.string(), z.int())

/** Runs schemathesis in a directory, its output in `output.txt`; gives its exit code, null when it took too long. */
const runSchemathesis = async (directory: string, url: string, token: string, round: Round): Promise<number | null> => {
  const options: Readonly<Record<string, string>> = {
    url,
    checks: 'all',
    phases: round.phases.join(','),
    'max-examples': String(round.examples),
    seed: String(round.seed),
    'generation-database': 'none',
    report: 'json',
    'report-json-path': 'report.json',
  }
  const given = Object.entries(options).map(([name, value]) => `--${name}=${value}`)
  const child = spawn(
    await installPython(),
    ['-m', 'schemathesis.cli', '--config-file', config, '--no-color', 'run', 'openapi.json', '--no-shrink', ...given],
    {
      cwd: directory,
      env: { ...process.env, GONGDAN_TOKEN: token, SCHEMATHESIS_HOOKS: join(import.meta.dirname, 'hooks.py') },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: round.withinSeconds * 1000,
    },
  )
  const output = createWriteStream(join(directory, 'output.txt'))
  child.stdout.pipe(output, { end: false })
  child.stderr.pipe(output, { end: false })
  const [code] = await once(child, 'close')
  output.end()
  await once(output, 'close')
  return code
}

/**
 * Tries a running gateway with requests that schemathesis makes of its OpenAPI document, good ones and bad ones, alone and
 * in sequences, and checks every answer against the document. What was printed stays under `.local/api-fuzz` if there is
 * a problem.
 */
export const fuzz = async (system: TestSystem, round: Round): Promise<Outcome> => {
  await mkdir(localDirectory('api-fuzz'), { recursive: true })
  const directory = await mkdtemp(localDirectory('api-fuzz/round-'))
  await writeFile(join(directory, 'openapi.json'), documentWithLinks())
  await populate(system)
  const token = await system.token(round.caller, round.withinSeconds + 60)
  const code = await runSchemathesis(directory, system.url, token, round)

  // Of a run that was cut off there is half a report, or none.
  const report = await readFile(join(directory, 'report.json'), 'utf8')
    .then((text) => Report.parse(JSON.parse(text)))
    .catch(() => null)
  const answers = Answers.parse(JSON.parse(await readFile(join(directory, 'answers.json'), 'utf8').catch(() => '{}')))
  const cases = report?.test_cases.generated ?? 0
  const { with_failures: failed = 0, errored = 0 } = report?.test_cases ?? {}
  if (code === 0 && report?.complete && cases > 0 && failed === 0 && errored === 0) {
    await rm(directory, { recursive: true })
    return { cases, answers, problem: null }
  }
  const output = await readFile(join(directory, 'output.txt'), 'utf8')
  return { cases, answers, problem: `schemathesis ended with code ${code}, see ${directory}\n${output}` }
}
