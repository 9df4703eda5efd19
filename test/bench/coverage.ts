import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../../deploy/local/localDirectory.ts'

/** The environment of a process whose coverage is to be read: it listens for a debugger, on a port it prints. */
export const covered = { NODE_OPTIONS: '--inspect=127.0.0.1:0' }

/** What a process has executed. */
export interface Coverage {
  /** Forgets what has been executed so far. */
  reset(): Promise<unknown>
  /** Gives the files of the repository with a function that was called since the last reset or take, sorted; and resets. */
  take(): Promise<readonly string[]>
  close(): void
}

interface ScriptCoverage {
  readonly url: string
  readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[]
}

const ofRepository = ({ url }: ScriptCoverage) => url.startsWith('file:') && !url.includes('/node_modules/')
const wasCalled = ({ functions }: ScriptCoverage) => functions.some(({ ranges }) => (ranges[0]?.count ?? 0) > 0)

/** Speaks to the inspector of a process started with `covered`, and starts to count the calls of every function. */
export const openCoverage = async (logFile: string): Promise<Coverage> => {
  const addresses = [...readFileSync(logFile, 'utf8').matchAll(/Debugger listening on (ws:\S+)/g)]
  const socket = new WebSocket(addresses.at(-1)?.[1] ?? '')
  await once(socket, 'open')
  const waiting = new Map<number, (result: unknown) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown }
    if (id !== undefined) waiting.get(id)?.(result)
  })
  let last = 0
  const call = <T>(method: string, params: object = {}): Promise<T> =>
    new Promise((resolve) => {
      const id = ++last
      waiting.set(id, (result) => {
        waiting.delete(id)
        resolve(result as T)
      })
      socket.send(JSON.stringify({ id, method, params }))
    })
  await call('Profiler.enable')
  await call('Profiler.startPreciseCoverage', { callCount: true, detailed: false })

  return {
    reset: () => call('Profiler.takePreciseCoverage'),
    take: async () => {
      const { result } = await call<{ result: readonly ScriptCoverage[] }>('Profiler.takePreciseCoverage')
      const files = result
        .filter((script) => ofRepository(script) && wasCalled(script))
        .map(({ url }) => fileURLToPath(url))
      return [...new Set(files)].map((file) => relative(root, file)).toSorted()
    },
    close: () => socket.close(),
  }
}
