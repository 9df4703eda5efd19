// Runs the system that the tests of the console look at until its input ends; says where it is, as a line of JSON.
import { once } from 'node:events'
import { buildConsole } from '../../deploy/local/buildConsole.ts'
import { startSystem } from '../support/system.ts'
import { subjectOf } from './tenants.ts'

const system = await startSystem({
  // The second gateway is for the tests that kill it.
  scale: { gateway: 2 },
  env: { CONSOLE_DIR: await buildConsole(), FULFILLED_TYPES: 'VIP' },
  provider: { others: subjectOf },
  restart: true,
})
console.log(JSON.stringify({ CONSOLE_URL: system.url, CONSOLE_SYSTEM: system.directory }))
await once(process.stdin.resume(), 'end')
await system.stop()
