import { createHash } from 'node:crypto'
import type { Db } from 'mongodb'
import { issuerName } from '../../deploy/local/issuer.ts'
import { repeatableIds } from '../../services/gateway/src/public.ts'
import { people } from '../support/people.ts'
import type { LoggedRequest } from './requestLog.ts'

/** One ticket of one request, under the command id that the gateway gave it. */
export interface Command {
  readonly commandId: string
  readonly asked: LoggedRequest
  /** Its place in the request's list, the first one if it has several. */
  readonly index: number
}

const together = 500

/** The key of a request's idempotency record: caller, address and key, hashed. */
const recordKey = ({ person, route, idempotencyKey }: LoggedRequest): string => {
  const { tenant, user } = people[person]
  const scope = [JSON.stringify([issuerName, tenant, user]), `/v1/${route}`, idempotencyKey]
  return createHash('sha256').update(JSON.stringify(scope)).digest('base64url')
}

/**
 * The commands of the log, as far as a gateway ever recorded their requests: command ids derive from the record
 * (decision 3), so that every entry of a history can be traced to the one request that asked for it.
 */
export const commandsOf = async (gateway: Db, log: readonly LoggedRequest[]): Promise<readonly Command[]> => {
  const records = gateway.collection<{ readonly _id: string; readonly recordId: string }>('idempotency')
  const commands: Command[] = []
  for (let from = 0; from < log.length; from += together) {
    const byKey = new Map(log.slice(from, from + together).map((asked) => [recordKey(asked), asked]))
    const found = records.find({ _id: { $in: [...byKey.keys()] } }, { projection: { recordId: 1 } })
    for await (const { _id, recordId } of found) {
      const asked = byKey.get(_id)
      const ids = repeatableIds(recordId)
      if (asked === undefined) continue
      // A ticket that is named twice is one command; so is a new one whose request was never answered.
      const named = asked.tickets.length === 0 ? [''] : [...new Set(asked.tickets)]
      for (const [nth, ticket] of named.entries()) {
        commands.push({ commandId: ids.command(nth), asked, index: Math.max(0, asked.tickets.indexOf(ticket)) })
      }
    }
  }
  return commands
}
