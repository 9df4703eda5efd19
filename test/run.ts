// npm test, npm run check: runs the stages named, or all.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { freemem } from 'node:os'
import { join } from 'node:path'
import { localDirectory, root } from '../deploy/local/localDirectory.ts'
import { clearRun } from '../deploy/local/run.ts'
import { compiledEnvironment } from '../deploy/local/services.ts'
import startParts from './support/startParts.ts'
import stopParts from './support/stopParts.ts'

/** What we read of Jest's report (`--json`). */
interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  /** Files that did not even load: no test of theirs is counted anywhere else. */
  readonly numRuntimeErrorTestSuites: number
}

const bin = (name: string) => join(root, 'node_modules/.bin', name)
const reportFile = (stage: string) => join(localDirectory('reports'), `${stage}.json`)

/** They wait more than they compute, so two at a time serve a small machine well; more would only be late together. */
const atOnce = 2

const jest = (stage: string, workers: number, ...projects: readonly string[]) => ({
  stage,
  command: process.execPath,
  args: [
    bin('jest'),
    '--selectProjects',
    ...projects,
    '--passWithNoTests',
    `--maxWorkers=${workers}`,
    '--json',
    `--outputFile=${reportFile(stage)}`,
  ],
})

/** What one look at the sources shows; these run at the same time. */
const looks = [
  { stage: 'lint', command: bin('biome'), args: ['check', '.'] },
  { stage: 'types', command: bin('tsc'), args: [] },
  { stage: 'console-types', command: bin('tsc'), args: ['-p', 'services/console'] },
  { stage: 'layers', command: process.execPath, args: [join(root, 'test/architecture/main.ts')] },
  { stage: 'unused', command: bin('knip'), args: ['--no-config-hints'] },
]
/** Before all others, for it computes: a third of its time is waiting for timers and processes of its own. */
const unit = jest('unit', 2 * atOnce, 'unit')
/** Stages of a line run one after the other, the lines side by side: what one waits for, the other computes meanwhile. */
const lines = [
  [jest('integration', atOnce, 'integration')],
  [jest('console', atOnce, 'console'), jest('faults', atOnce, 'faults'), jest('journey', atOnce, 'journey')],
]
const tests = [unit, ...lines.flat()]

interface Stage {
  readonly stage: string
  readonly command: string
  readonly args: readonly string[]
}

/** Bytes that must be free; a run of all stages needs about half of it. */
const plenty = 8 * 2 ** 30

/**
 * A folder in memory for the files of brokers and databases, so that tests do not wait for the disk; a killed process still finds
 * its files there. Undefined where there is too little memory. Benches and long forms use the disk.
 */
const filesInMemory = async (): Promise<string | undefined> => {
  const shared = '/dev/shm'
  const named = (pid: string | number) => join(shared, `gongdan-tests-${pid}`)
  try {
    // A run that was killed leaves processes and files, which would hold memory until the machine restarts.
    for (const [, pid] of readdirSync(shared).map((name) => /^gongdan-tests-(\d+)$/.exec(name) ?? [])) {
      if (pid === undefined || existsSync(`/proc/${pid}`)) continue
      for (const run of readdirSync(named(pid))) await clearRun(join(named(pid), run))
      rmSync(named(pid), { recursive: true, force: true })
    }
    const { bavail, bsize } = statfsSync(shared)
    if (bavail * bsize < plenty || freemem() < plenty) return undefined
    mkdirSync(named(process.pid), { mode: 0o700 })
    return named(process.pid)
  } catch {
    return undefined
  }
}

/** Runs one stage, its output on stderr, as it comes or `whole` at the end; gives whether it passed. */
const passes = async ({ stage, command, args }: Stage, whole: boolean): Promise<boolean> => {
  const since = performance.now()
  const stdio = whole ? ('pipe' as const) : (2 as const)
  const env = { ...process.env, ...compiledEnvironment() }
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', stdio, stdio] })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => said.push(part))
  const [status] = await once(child, 'close')
  process.stderr.write(Buffer.concat(said))
  const seconds = ((performance.now() - since) / 1000).toFixed(1)
  console.log(`${stage}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`)
  return status === 0
}

const readReport = (stage: string): readonly Report[] => {
  try {
    return [JSON.parse(readFileSync(reportFile(stage), 'utf8'))]
  } catch {
    return []
  }
}

const asked = process.argv.slice(2)
const names = [...looks, ...tests].map(({ stage }) => stage)
const unknown = asked.find((name) => !names.includes(name))
if (unknown !== undefined) {
  console.error(`no stage ${unknown}; there are: ${names.join(', ')}`)
  process.exit(1)
}
const isAsked = ({ stage }: Stage) => asked.length === 0 || asked.includes(stage)

const memory = await filesInMemory()
if (memory !== undefined) process.env.TEST_DIRECTORY = memory
rmSync(localDirectory('reports'), { recursive: true, force: true })
mkdirSync(localDirectory('reports'), { recursive: true })
// Every stage runs, so that one look shows all that is wrong.
const passed = await Promise.all(looks.filter(isAsked).map((stage) => passes(stage, true)))
if (isAsked(unit)) passed.push(await passes(unit, false))
// One RabbitMQ and one MongoDB for all stages: each start of them takes five seconds of a processor.
const needParts = lines.flat().some(isAsked)
if (needParts) await startParts()
await Promise.all(
  lines.map(async (line) => {
    for (const stage of line.filter(isAsked)) passed.push(await passes(stage, false))
  }),
)
if (needParts) await stopParts()
const testsAsked = tests.filter(isAsked)
const reports = testsAsked.flatMap(({ stage }) => readReport(stage))
const sum = (count: (report: Report) => number) => reports.map(count).reduce((total, one) => total + one, 0)
const good = sum((report) => report.numPassedTests)
const bad = sum((report) => report.numFailedTests + report.numRuntimeErrorTestSuites)
const isGreen = passed.every(Boolean) && bad === 0
process.exitCode = isGreen && (good > 0 || testsAsked.length === 0) ? 0 : 1
console.log(`tests: ${good} passed, ${bad} failed`)
if (memory !== undefined) {
  try {
    // Logs that explain what is red outlast the run.
    if (!isGreen) cpSync(memory, localDirectory('test'), { recursive: true })
    rmSync(memory, { recursive: true, force: true, maxRetries: 10 })
  } catch (fault) {
    console.error(`${memory} is left until the next run: ${fault}`)
  }
}
