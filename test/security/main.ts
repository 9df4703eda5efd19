import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../deploy/local/localDirectory.ts'
import { forgetFigures, printFigures } from './figures.ts'

// npm run test:security [-- bodies]
//
// The long form of the attacks, or of those in one file: with times beside the counts, and a table of the figures in the end.

const [only = ''] = process.argv.slice(2)
forgetFigures()
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/jest/bin/jest.js'), '--selectProjects=integration', '--runInBand', `test/security/${only}`],
  { cwd: root, stdio: 'inherit', env: { ...process.env, SECURITY_LONG: '1' } },
)
printFigures()
process.exitCode = status ?? 1
