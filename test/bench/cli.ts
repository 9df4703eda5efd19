import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../deploy/local/localDirectory.ts'
import { packAll } from '../../deploy/packages/packages.ts'
import type { Pledge } from './report.ts'

const RUNS = 20

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** How long a start takes of the command line, as it is packed; beside it the start of a program that does nothing. */
export const measureCli = async (): Promise<readonly Pledge[]> => {
  packAll(() => {})
  const main = join(root, '.local/packages/cli/dist/main.js')
  const secondsOf = (...args: readonly string[]): number =>
    median(
      Array.from({ length: RUNS }, () => {
        const since = performance.now()
        const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
        if (status !== 0) throw new Error(stderr)
        return (performance.now() - since) / 1000
      }),
    )
  const bare = secondsOf('-e', '0')
  const version = secondsOf(main, '--version')
  const help = secondsOf(main, '--help')
  console.log('\nstarts of gongdan, seconds at the median')
  for (const [name, seconds] of Object.entries({ 'node alone': bare, '--version': version, '--help': help })) {
    console.log(`  ${name.padEnd(14)}${seconds.toFixed(3)}`)
  }
  return [{ what: 'seconds until gongdan --help has ended', ratio: help, atMost: 0.2 }]
}
