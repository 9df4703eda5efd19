import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../../deploy/local/localDirectory.ts'
import type { Edit, Noticed } from './mutationList.ts'

/** What a test run came to. */
export interface TestOutcome {
  readonly passed: number
  readonly failed: number
  /** What the failed tests said, and files that did not even load. */
  readonly said: string
}

/** A copy of the sources that may be spoilt. */
export interface WorkingCopy {
  /** Makes the edits; throws when one does not find its place exactly once. Gives what takes them back. */
  edit(edits: readonly Edit[]): () => void
  run(tests: Noticed): TestOutcome
  remove(): void
}

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly message: string
    readonly assertionResults: readonly { readonly failureMessages: readonly string[] }[]
  }[]
}

const filesOf = (): readonly string[] => {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  if (listed.status !== 0) throw new Error(`the sources cannot be listed: ${listed.stderr}`)
  return listed.stdout.toString().split('\0').filter(Boolean)
}

/** The packages themselves are shared; only our own are the copy's, or it would run what was not edited. */
const linkPackages = (directory: string) => {
  const modules = join(directory, 'node_modules')
  mkdirSync(modules)
  for (const name of readdirSync(join(root, 'node_modules'))) {
    const from = join(root, 'node_modules', name)
    if (name === '@gongdan') cpSync(from, join(modules, name), { recursive: true, verbatimSymlinks: true })
    else symlinkSync(from, join(modules, name))
  }
  // Versions of a workspace's own, beside the ones that all share.
  for (const own of globSync('{libs,services}/*/node_modules', { cwd: root })) {
    symlinkSync(join(root, own), join(directory, own))
  }
}

/** Copies what is in the work tree, committed or not, to `directory`, which is emptied before. */
export const makeWorkingCopy = (directory: string): WorkingCopy => {
  rmSync(directory, { recursive: true, force: true })
  for (const file of filesOf()) {
    mkdirSync(dirname(join(directory, file)), { recursive: true })
    cpSync(join(root, file), join(directory, file))
  }
  linkPackages(directory)
  mkdirSync(join(directory, '.local'))
  symlinkSync(join(root, '.local/bin'), join(directory, '.local/bin'))

  return {
    remove: () => rmSync(directory, { recursive: true, force: true }),
    edit: (edits) => {
      const before = edits.map(({ file }) => [join(directory, file), readFileSync(join(root, file), 'utf8')] as const)
      for (const { file, find, put } of edits) {
        const [head, tail, ...more] = readFileSync(join(directory, file), 'utf8').split(find)
        if (tail === undefined || more.length > 0) throw new Error(`${file} does not have once: ${find}`)
        writeFileSync(join(directory, file), `${head}${put}${tail}`)
      }
      return () => {
        for (const [file, text] of before) writeFileSync(file, text)
      }
    },
    run: ({ project, path, test }) => {
      const output = join(directory, '.local/report.json')
      rmSync(output, { force: true })
      const which = ['--selectProjects', project, `--testPathPatterns=${path}`, `--testNamePattern=${test}`]
      // What is spoilt may hang: the report is written by then.
      const how = ['--runInBand', '--forceExit', '--json', `--outputFile=${output}`]
      spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', ...which, ...how], {
        cwd: directory,
        stdio: ['ignore', 'ignore', 2],
      })
      const { numPassedTests, numFailedTests, testResults }: Report = JSON.parse(readFileSync(output, 'utf8'))
      const failures = testResults.flatMap(({ assertionResults }) =>
        assertionResults.flatMap(({ failureMessages }) => failureMessages),
      )
      const unloaded = testResults.flatMap(({ message, assertionResults }) =>
        assertionResults.length > 0 ? [] : [message],
      )
      return { passed: numPassedTests, failed: numFailedTests, said: [...failures, ...unloaded].join('\n') }
    },
  }
}
