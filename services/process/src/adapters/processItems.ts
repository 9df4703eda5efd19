import type { Principal } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import type { Decision } from '../domain/decide.ts'
import type { Process } from '../domain/process.ts'
import type { ProcessItem } from './processStore.ts'

interface CommandMessage {
  readonly principal: Principal
  readonly items: readonly { readonly commandId: string; readonly processUuid: string }[]
}

/** How the items of one type of command are decided. `creates`: a refusal leaves a tombstone under the process's uuid. */
interface Decider<M extends CommandMessage> {
  readonly creates: boolean
  decide(principal: Principal, item: M['items'][number], process: Process | undefined): Decision
}

/** Reads the store's items out of a command message. */
export const processItems =
  <M extends CommandMessage>({ creates, decide }: Decider<M>) =>
  ({ body: { principal, items }, correlationId }: Received<M>): readonly ProcessItem[] => {
    const { userUuid, userName, tenantUuid, tenantName } = principal
    return items.map((item) => ({
      id: item.processUuid,
      commandId: item.commandId,
      correlationId,
      by: { userUuid, userName, tenantUuid, tenantName },
      creates,
      decide: (process) => decide(principal, item, process),
    }))
  }
