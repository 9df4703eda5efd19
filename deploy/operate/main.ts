import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { targetEnvironment } from './target.ts'
import { operateUsage } from './usages.ts'

// npm run operate -- WHAT …: an operator's commands on a running system, which is the one that npm start runs here, or the
// one that MONGODB_URL and AMQP_URL name.

const programs: Readonly<Record<string, string>> = {
  parked: 'deploy/operate/parkedCommand.ts',
  audit: 'deploy/operate/auditCommand.ts',
  image: 'services/image/src/operator.ts',
}

const [what = '', ...args] = process.argv.slice(2)
const program = Object.hasOwn(programs, what) ? programs[what] : undefined
if (program === undefined) {
  process.stderr.write(operateUsage)
  process.exit(2)
}
const script = resolve(import.meta.dirname, '../..', program)
const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit', env: await targetEnvironment() })
// The terminal's Ctrl-C reaches the child by itself.
process.on('SIGINT', () => {})
const [code] = await once(child, 'exit')
process.exitCode = Number(code ?? 1)
