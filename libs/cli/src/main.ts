#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { run } from './program.ts'

const openers: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** A reader that has had enough, such as `head`, ends the program without a word. */
process.stdout.on('error', (error) => {
  process.exit(Object(error).code === 'EPIPE' ? 0 : 1)
})

process.exitCode = await run({
  argv: process.argv.slice(2),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  home: homedir(),
  onInterrupt: (handler) => {
    process.on('SIGINT', handler)
    return () => process.off('SIGINT', handler)
  },
  exit: (code) => process.exit(code),
  open: (url) => {
    const [command = '', ...args] = openers[process.platform] ?? ['xdg-open']
    // Where there is no browser the address has been said.
    spawn(command, [...args, url], { stdio: 'ignore', detached: true })
      .on('error', () => {})
      .unref()
  },
})
