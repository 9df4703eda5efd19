import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { localDirectory, root } from './localDirectory.ts'
import { StartFault } from './startFault.ts'

/**
 * Builds the console, unless it was built from what is there already; gives its folder. It is a process of its own, since it
 * takes two seconds of the processor. Rejects with a StartFault `not-started`.
 */
export const buildConsole = async (): Promise<string> => {
  const child = spawn(process.execPath, [join(root, 'services/console/build.ts')], { stdio: ['ignore', 2, 2] })
  const [status] = await once(child, 'exit')
  if (status !== 0) throw new StartFault('not-started', 'the console could not be built: see above')
  return localDirectory('console')
}
