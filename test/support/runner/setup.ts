// Loaded once in every worker that runs tests (setupFilesAfterEnv in package.json). They run as plain modules of Node,
// which the test files of a worker share: loading them anew for each file took three quarters of the processor time of
// unit tests. What Jest's own runner adds, and jest-light-runner does not, is here: `@jest/globals`, fake timers, time limits.
import { registerHooks } from 'node:module'
import { ModernFakeTimers } from '@jest/fake-timers'
import type { jest } from '@jest/globals'
import type { Circus, Config, Global } from '@jest/types'
import { addEventHandler, getState } from 'jest-circus'

const here = (file: string) => new URL(file, import.meta.url).href
const elsewhere: Readonly<Record<string, string>> = {
  '@jest/globals': here('./globals.ts'),
  'fast-check': here('../fastCheck.ts'),
}
registerHooks({
  resolve: (name, context, next) => {
    const url = elsewhere[name]
    return url === undefined ? next(name, context) : { url, shortCircuit: true }
  },
})

// The rest of a project's configuration is only read for the text of warnings.
const config = { fakeTimers: {} } as Config.ProjectConfig
const timers = new ModernFakeTimers({ config, global: globalThis as unknown as typeof globalThis & Global.Global })
Object.assign((globalThis as unknown as { jest: typeof jest }).jest, {
  useFakeTimers: (options?: Config.FakeTimersConfig) => timers.useFakeTimers(options),
  useRealTimers: () => timers.useRealTimers(),
  advanceTimersByTimeAsync: (ms: number) => timers.advanceTimersByTimeAsync(ms),
  setTimeout: (ms: number) => void limits.set(getState().rootDescribeBlock, ms),
})

/** Milliseconds, for a busy machine that takes its time to make a server. */
const usualLimit = 30_000
/** What a test file said instead, by its outermost block. */
const limits = new WeakMap<object, number>()
const limitNow = () => limits.get(getState().rootDescribeBlock) ?? usualLimit
const { setTimeout, clearTimeout } = globalThis

type Body = NonNullable<Circus.TestFn>

const limited = (fn: Body, ms: number): Body => {
  const run = async () => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done after ${ms} ms`)), ms)
    })
    try {
      await Promise.race([(fn as () => unknown)(), late])
    } finally {
      clearTimeout(timer)
    }
  }
  return run
}

addEventHandler((event, { currentDescribeBlock }) => {
  if (event.name === 'add_test') {
    const added = currentDescribeBlock.children.at(-1)
    if (added?.type === 'test' && added.fn != null) added.fn = limited(added.fn, added.timeout ?? limitNow())
  }
  if (event.name === 'add_hook') {
    const added = currentDescribeBlock.hooks.at(-1)
    if (added !== undefined) added.fn = limited(added.fn as Body, added.timeout ?? limitNow())
  }
})
