import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../deploy/local/localDirectory.ts'
import { printTable, reportFile } from './report.ts'

// npm run test:faults [-- F3]
//
// The long form of the fault suite, or of one scenario: many rounds instead of a few, each scenario with a new seed, which it
// prints, and a table in the end. `SEED=n` repeats a run.

const [only] = process.argv.slice(2)
rmSync(reportFile, { force: true })
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/jest/bin/jest.js'),
    '--selectProjects=faults',
    '--runInBand',
    // A system that did not come up leaves handles behind.
    '--forceExit',
    ...(only === undefined ? [] : [`--testNamePattern=${only}:`]),
  ],
  { cwd: root, stdio: 'inherit', env: { SEED: 'fresh', ...process.env, FAULTS: 'long' } },
)
printTable()
process.exitCode = status ?? 1
