import startParts from '../support/startParts.ts'
import stopParts from '../support/stopParts.ts'
import { measureCli } from './cli.ts'
import { measureConsole } from './console/console.ts'
import { countFiles } from './files.ts'
import { measureHardening } from './hardening.ts'
import { measureIdleSystem } from './idle.ts'
import { measureListeners } from './listeners.ts'
import { measureLists } from './lists.ts'
import { measureNotification } from './notification.ts'
import { measurePath } from './path.ts'
import { measurePeers } from './peers.ts'
import { type Pledge, printPledges } from './report.ts'
import { measureScaling } from './scaling.ts'

/** What can be measured; `npm run bench -- path` measures one of them, without a name all. */
const benches: Readonly<Record<string, () => Promise<readonly Pledge[]>>> = {
  path: measurePath,
  idle: measureIdleSystem,
  peers: measurePeers,
  notification: measureNotification,
  listeners: measureListeners,
  hardening: measureHardening,
  lists: () => measureLists(process.env.MONGODB_URL ?? ''),
  scaling: measureScaling,
  cli: measureCli,
  console: measureConsole,
  files: countFiles,
}

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !Object.hasOwn(benches, name))
if (unknown !== undefined) {
  console.error(`no bench ${unknown}; there are: ${Object.keys(benches).join(', ')}`)
  process.exit(1)
}

await startParts()
try {
  const pledges: Pledge[] = []
  for (const [name, measure] of Object.entries(benches)) {
    if (asked.length === 0 || asked.includes(name)) pledges.push(...(await measure()))
  }
  printPledges(pledges)
} finally {
  await stopParts()
}
