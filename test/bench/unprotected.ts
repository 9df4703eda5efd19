import { join } from 'node:path'
import { localDirectory } from '../../deploy/local/localDirectory.ts'
import type { Edit } from '../faults/mutationList.ts'
import { makeWorkingCopy } from '../faults/workingCopy.ts'
import type { startSystem } from '../support/system.ts'

/**
 * What a pass meets of what keeps strangers out, taken out of a copy of the sources: codes of messages and who may say them,
 * signatures of histories and their heads, the scan of bodies. The limits of callers stay, and are switched off.
 */
const hardening: readonly Edit[] = [
  {
    file: 'libs/messaging/src/keyring.ts',
    find: '= ({ proof: _, ...message }, to, issuedAt) => {\n',
    put: '= ({ proof: _, ...message }, to, issuedAt) => {\n      if (issuedAt >= 0) return message\n',
  },
  {
    file: 'libs/service/src/peers.ts',
    find: 'const verified = verify(delivery, delivery.content, destination)',
    put: "const verified = { from: speakers.get(delivery.type) ?? '', issuedAt: now() }",
  },
  {
    file: 'libs/service/src/peers.ts',
    find: 'saidBy(received, received.queue) === consumerOf(queue)',
    put: "queue !== ''",
  },
  {
    file: 'libs/service/src/peers.ts',
    find: 'return from !== undefined && from === speakers.get(received.type)',
    put: 'return true',
  },
  {
    file: 'libs/service/src/peers.ts',
    find: 'const verified = verify(received, received.body, destination)',
    put: 'const verified = { from: received.type }',
  },
  {
    file: 'libs/service/src/peers.ts',
    find: "isProved: (part) => !('refused' in verify(part, part.content, destination)),",
    put: 'isProved: () => true,',
  },
  { file: 'services/ticket/src/adapters/ticketStore.ts', find: '...(sign && { sign }),', put: '' },
  {
    file: 'services/notification/src/adapters/mongoHeads.ts',
    find: 'record: async (seen) => {\n',
    put: 'record: async (seen) => {\n      if (seen.length >= 0) return\n',
  },
  {
    file: 'services/gateway/src/http/input.ts',
    find: 'parseBody(decodeBody(bytes))',
    put: 'JSON.parse(decodeBody(bytes))',
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

/** A copy of the sources without what keeps strangers out and, if it `tellsNobody`, without notices. Nothing of it is in the product. */
export const makeUnprotected = async ({ tellsNobody = false } = {}): Promise<Unprotected> => {
  const directory = localDirectory('bench/unprotected')
  const copy = makeWorkingCopy(directory)
  copy.edit([...hardening, ...(tellsNobody ? telling : [])])
  const own: Pick<Unprotected, 'startSystem'> = await import(join(directory, 'test/support/system.ts'))
  return { startSystem: own.startSystem, remove: () => copy.remove() }
}
