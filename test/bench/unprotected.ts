import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { localDirectory } from '../../deploy/local/localDirectory.ts'
import type { RunRecord } from '../../deploy/local/run.ts'
import type { Edit } from '../faults/mutationList.ts'
import { makeWorkingCopy } from '../faults/workingCopy.ts'
import type { startSystem, TestSystem } from '../support/system.ts'

/** Where every process of a copy looks whether it is unprotected. */
const flag = 'globalThis.isUnprotected'

/** Loaded by every process of a copy before all else. */
const switchOf = (isUnprotectedFirst: boolean) => `
${flag} = ${isUnprotectedFirst}
process.on('SIGWINCH', () => { ${flag} = true })
process.on('SIGCONT', () => { ${flag} = false })
`

/**
 * What a pass meets of what keeps strangers out, taken out of a copy of the sources while it is unprotected: codes of messages and
 * who may say them, signatures of histories and their heads, the scan of bodies, the limits of callers.
 */
const hardening: readonly Edit[] = [
  {
    file: 'libs/messaging/src/keyring.ts',
    find: '= ({ proof: _, ...message }, to, issuedAt) => {\n',
    put: `= ({ proof: _, ...message }, to, issuedAt) => {\n      if (${flag}) return message\n`,
  },
  {
    file: 'libs/service/src/peers.ts',
    find: 'const verified = verify(delivery, delivery.content, destination)',
    put: `const verified = ${flag} ? { from: speakers.get(delivery.type) ?? '', issuedAt: now() } : verify(delivery, delivery.content, destination)`,
  },
  {
    file: 'libs/service/src/peers.ts',
    find: 'saidBy(received, received.queue) === consumerOf(queue)',
    put: `${flag} || saidBy(received, received.queue) === consumerOf(queue)`,
  },
  {
    file: 'libs/service/src/peers.ts',
    find: 'const from = saidBy(received, service)\n',
    put: `const from = ${flag} ? speakers.get(received.type) : saidBy(received, service)\n`,
  },
  {
    file: 'libs/service/src/peers.ts',
    find: "isProved: (part) => !('refused' in verify(part, part.content, destination)),",
    put: `isProved: (part) => ${flag} || !('refused' in verify(part, part.content, destination)),`,
  },
  {
    file: 'libs/store/src/execute.ts',
    find: 'if (sign === undefined) return decided\n',
    put: `if (sign === undefined || ${flag}) return decided\n`,
  },
  {
    file: 'services/notification/src/adapters/mongoHeads.ts',
    find: 'record: async (seen) => {\n',
    put: `record: async (seen) => {\n      if (${flag}) return\n`,
  },
  {
    file: 'services/gateway/src/http/input.ts',
    find: 'parseBody(decodeBody(bytes))',
    put: `(${flag} ? JSON.parse : parseBody)(decodeBody(bytes))`,
  },
  {
    file: 'services/gateway/src/http/rateLimit.ts',
    find: 'if (perSecond === 0) return null\n',
    put: `if (perSecond === 0 || ${flag}) return null\n`,
  },
  {
    file: 'services/gateway/src/batch/storedBytes.ts',
    find: 'if (most === 0 ||',
    put: `if (most === 0 || ${flag} ||`,
  },
  {
    file: 'services/gateway/src/batch/storedBytes.ts',
    find: 'if (most > 0) noted.set',
    put: `if (most > 0 && !${flag}) noted.set`,
  },
]

/** No notifications: the notification service acknowledges ticket events and does nothing with them. */
const telling: readonly Edit[] = [
  {
    file: 'services/notification/src/handlers/onTicketEvent.ts',
    find: 'async (batch: readonly Received<TicketEvent>[]): Promise<readonly Outcome[]> => {\n',
    put: 'async (batch: readonly Received<TicketEvent>[]): Promise<readonly Outcome[]> => {\n    if (batch.length >= 0) return batch.map(() => done())\n',
  },
]

export interface Unprotected {
  readonly startSystem: typeof startSystem
  remove(): void
}

/** So long a process may take to notice a signal, in milliseconds. */
const SIGNAL_MS = 100

/**
 * A copy of the sources that can do without what keeps strangers out: from the start, or if it `isProtectedFirst` as soon as
 * `switchProtection` says so. If it `tellsNobody`, it has no notices. Nothing of it is in the product.
 */
export const makeUnprotected = async ({ tellsNobody = false, isProtectedFirst = false } = {}): Promise<Unprotected> => {
  const directory = localDirectory('bench/unprotected')
  const copy = makeWorkingCopy(directory)
  copy.edit([...hardening, ...(tellsNobody ? telling : [])])
  const file = join(directory, 'switch.mjs')
  writeFileSync(file, switchOf(!isProtectedFirst))
  const own: Pick<Unprotected, 'startSystem'> = await import(join(directory, 'test/support/system.ts'))
  return {
    startSystem: async (options) => {
      const before = process.env.NODE_OPTIONS ?? ''
      process.env.NODE_OPTIONS = `${before} --import=${pathToFileURL(file)}`
      try {
        return await own.startSystem(options)
      } finally {
        process.env.NODE_OPTIONS = before
      }
    },
    remove: () => copy.remove(),
  }
}

/** Has every process of such a system be protected or not. Nothing may be under way. */
export const switchProtection = async (
  { directory }: Pick<TestSystem, 'directory'>,
  isProtected: boolean,
): Promise<void> => {
  const { processes }: RunRecord = JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8'))
  for (const { pid } of processes) process.kill(pid, isProtected ? 'SIGCONT' : 'SIGWINCH')
  await sleep(SIGNAL_MS)
}
