import { execFile } from 'node:child_process'
import { appendFileSync, existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { localDirectory } from '../localDirectory.ts'

const runProgram = promisify(execFile)

/**
 * Installs a Debian package, its output going to a log file. Gives nothing when it is there afterwards, else the reason
 * why not, as a half sentence.
 */
export const aptInstall = async (name: string, log: string): Promise<string | undefined> => {
  if (!existsSync('/usr/bin/apt-get')) return `${name} is not installed, and there is no apt-get to install it`
  if (process.getuid?.() !== 0) return `${name} is not installed, and only root may run apt-get install ${name}`
  console.error(`installing ${name} with apt-get`)
  try {
    for (const command of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
      // One at a time: a second apt-get does not wait for the first, it fails.
      const { stdout, stderr } = await runProgram('flock', [localDirectory('apt-get.lock'), 'apt-get', ...command], {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        maxBuffer: 64 * 1024 * 1024,
      })
      appendFileSync(log, stdout + stderr)
    }
    return undefined
  } catch (fault) {
    appendFileSync(log, `${String(fault)}\n`)
    return `apt-get could not install ${name}, see ${log}`
  }
}
