import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { localDirectory, root } from '../deploy/local/localDirectory.ts'

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

const jest = (stage: string, ...projects: readonly string[]) => ({
  stage,
  command: process.execPath,
  args: [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    bin('jest'),
    '--selectProjects',
    ...projects,
    '--passWithNoTests',
    `--maxWorkers=${atOnce}`,
    '--json',
    `--outputFile=${reportFile(stage)}`,
  ],
})

const stages = [
  { stage: 'lint', command: bin('biome'), args: ['check', '.'] },
  { stage: 'types', command: bin('tsc'), args: [] },
  { stage: 'layers', command: process.execPath, args: [join(root, 'test/architecture/main.ts')] },
  { stage: 'unused', command: bin('knip'), args: ['--no-config-hints', '--max-issues', '81'] },
  jest('unit', 'unit'),
  jest('system', 'integration', 'journey'),
  jest('faults', 'faults'),
]

/** Runs one stage, its output on stderr; gives whether it passed. */
const passes = ({ stage, command, args }: (typeof stages)[number]): boolean => {
  const since = performance.now()
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
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

rmSync(localDirectory('reports'), { recursive: true, force: true })
mkdirSync(localDirectory('reports'), { recursive: true })
// Every stage runs, so that one look shows all that is wrong.
const passed = stages.map(passes)
const reports = stages.flatMap(({ stage }) => readReport(stage))
const sum = (count: (report: Report) => number) => reports.map(count).reduce((total, one) => total + one, 0)
const good = sum((report) => report.numPassedTests)
const bad = sum((report) => report.numFailedTests + report.numRuntimeErrorTestSuites)
console.log(`tests: ${good} passed, ${bad} failed`)
process.exitCode = passed.every(Boolean) && bad === 0 && good > 0 ? 0 : 1
