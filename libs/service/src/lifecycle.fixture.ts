/**
 * A service for lifecycle.test.ts. It starts when `go` comes in on standard input, with two parts that log their stop;
 * `FIXTURE` says what goes wrong, and `crash` on standard input makes a running one crash.
 */
import { once } from 'node:events'
import process from 'node:process'
import { Registry } from 'prom-client'
import { createLog, type Part, runService } from './index.ts'

const log = createLog('fixture', 'info')
const misfortune = process.env.FIXTURE

const part = (name: string, stop: () => Promise<void> = async () => {}): Part => ({
  name,
  stop: async () => {
    log.info({ part: name }, 'part stopping')
    await stop()
  },
})

const refuse = () => Promise.reject(new Error('amqp://app:s3cret@mq is away'))

await runService({
  name: 'fixture',
  log,
  adminPort: 0,
  registry: new Registry(),
  start: async () => {
    await once(process.stdin, 'data')
    if (misfortune === 'start refused') await refuse()
    process.stdin.on('data', () => {
      throw new Error('nobody catches this')
    })
    return [
      part('store'),
      part('bus', misfortune === 'stop refused' ? refuse : undefined),
      part('consumer', misfortune === 'stop hangs' ? () => new Promise(() => {}) : undefined),
    ]
  },
})
