import type { ParkedDelivery, Parking } from '@gongdan/messaging'
import type { Logger } from '@gongdan/service'
import type { Audit, Deed } from './audit.ts'

/** Which messages are meant: these, by handle or id, or all, perhaps of one type; in these queues. */
export interface Choice {
  readonly queues: readonly string[]
  readonly named: readonly string[]
  readonly all: boolean
  readonly type: string | undefined
}

/** What came of a command: how many messages it was done to, and which of those named were not found. */
export interface Done {
  readonly done: number
  readonly failed: number
  readonly missing: readonly string[]
}

const isMeant = ({ named, all, type }: Choice, message: ParkedDelivery): boolean =>
  (all || named.includes(message.handle) || (message.id !== '' && named.includes(message.id))) &&
  (type === undefined || message.type === type)

/** The headers a person may see; a signature is for machines. */
const shown = ({ headers }: ParkedDelivery) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.includes('signature')))

const nameOf = ({ exchange, routingKey }: ParkedDelivery['origin']) =>
  exchange === '' ? routingKey : `${exchange} (${routingKey})`

const bodyOf = ({ body }: ParkedDelivery): unknown => {
  try {
    return JSON.parse(body.toString())
  } catch {
    return body.toString()
  }
}

/** A message in a few words. */
export const summary = (queue: string, message: ParkedDelivery) => {
  const { handle, id, type, correlationId, at, headers, body, origin } = message
  return {
    handle,
    queue,
    type,
    id,
    correlationId,
    publishedAt: at,
    from: nameOf(origin),
    attempts: headers['x-attempt'],
    reason: headers['x-reason'] ?? headers['x-first-death-reason'] ?? `no queue of ${origin.exchange} takes it`,
    bytes: body.length,
  }
}

/** What a person may do about messages that nobody consumes. `say` takes what is to be shown. */
export const parked = (parking: Parking, say: (value: unknown) => void) => {
  const walkAll = async (choice: Choice, visit: (queue: string, message: ParkedDelivery) => Promise<boolean>) => {
    for (const queue of choice.queues) {
      await parking.walk(queue, async (message) => !isMeant(choice, message) || (await visit(queue, message)))
    }
  }

  return {
    list: async (choice: Choice, most: number): Promise<void> => {
      let left = most
      await walkAll(choice, async (queue, message) => {
        if (left > 0) say(summary(queue, message))
        left -= 1
        return left > 0
      })
    },

    /** Gives how many were found. */
    show: async (choice: Choice): Promise<number> => {
      let found = 0
      await walkAll(choice, async (queue, message) => {
        found += 1
        say({ ...summary(queue, message), headers: shown(message), body: bodyOf(message) })
        return true
      })
      return found
    },

    /** Replays or discards: each deed is recorded first, then done, and what cannot be done stays where it is. */
    act: async (
      choice: Choice,
      { by, reason, action }: Pick<Deed, 'by' | 'reason' | 'action'>,
      audit: Audit,
      log: Logger,
    ): Promise<Done> => {
      const missing = new Set(choice.named)
      let done = 0
      let failed = 0
      await walkAll(choice, async (queue, message) => {
        const { handle, id, type, correlationId, headers, body } = message
        missing.delete(handle)
        missing.delete(id)
        const to = action === 'replay' ? nameOf(message.origin) : 'nowhere'
        const deed = { by, reason, action, queue, message: { handle, id, type, correlationId, headers, body }, to }
        const about = { by, why: reason, action, queue, handle, type, messageId: id, correlationId, to }
        try {
          await audit.record(deed, async () => (action === 'replay' ? message.replay() : message.discard()))
          log.info(about, `${action} done`)
          done += 1
        } catch (err) {
          log.error({ ...about, err }, `${action} not done, the message stays`)
          failed += 1
        }
        return true
      })
      return { done, failed, missing: [...missing] }
    },
  }
}
