/**
 * A service for lifecycle.test.ts. It starts when `go` comes in on standard input, with two components that log their stop;
 * `FIXTURE` says what goes wrong, and `crash` on standard input makes a running one crash.
 */
import { pbkdf2 } from 'node:crypto'
import { once } from 'node:events'
import process from 'node:process'
import { promisify } from 'node:util'
import { type Component, createLog, runService } from '@gongdan/service'
import { Registry } from 'prom-client'

const log = createLog('fixture', 'info')
const failure = process.env.FIXTURE

const component = (name: string, stop: () => Promise<void> = async () => {}): Component => ({
  name,
  stop: async () => {
    log.info({ component: name }, 'component stopping')
    await stop()
  },
})

const derive = promisify(pbkdf2)

/** Keeps the threads busy in which Node writes to files, so that what is logged next is written late. */
const holdUpWriting = async () => {
  // What was logged before is written by then.
  for (let turn = 0; turn < 5; turn += 1) await derive('a', 'b', 1_000, 32, 'sha256')
  for (let thread = 0; thread < 8; thread += 1) void derive('a', 'b', 1_000_000, 32, 'sha256')
  log.info('written late')
}

const refuse = () => Promise.reject(new Error('amqp://app:s3cret@mq is away'))

await runService({
  name: 'fixture',
  log,
  adminHost: '127.0.0.1',
  adminPort: 0,
  registry: new Registry(),
  start: async () => {
    await once(process.stdin, 'data')
    if (failure === 'start refused') await refuse()
    process.stdin.on('data', () => {
      throw new Error('an uncaught exception')
    })
    return [
      component('store', failure === 'slow to write' ? holdUpWriting : undefined),
      component('bus', failure === 'stop refused' ? refuse : undefined),
      component('consumer', failure === 'stop hangs' ? () => new Promise(() => {}) : undefined),
    ]
  },
})
