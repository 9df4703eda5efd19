/**
 * A service for lifecycle.test.ts. It starts when `go` comes in on standard input, with two components that log their stop;
 * `FIXTURE` says what goes wrong; on standard input `broker` takes a running one's broker away or brings it back, and `crash` makes it crash.
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
    let isAway = failure === 'broker away'
    process.stdin.on('data', (word) => {
      if (String(word) !== 'broker') throw new Error('an uncaught exception')
      isAway = !isAway
      log.info(isAway ? 'broker away' : 'broker back')
    })
    const bus = component('bus', failure === 'stop refused' ? refuse : undefined)
    return [
      component('store', failure === 'slow to write' ? holdUpWriting : undefined),
      { ...bus, ready: () => (isAway ? refuse() : undefined) },
      component('consumer', failure === 'stop hangs' ? () => new Promise(() => {}) : undefined),
    ]
  },
})
