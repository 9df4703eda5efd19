import { backExchange, type ParkedDelivery, type Parking } from '@gongdan/messaging'
import type { Logger } from '@gongdan/service'
import type { Audit, OperatorAction } from './audit.ts'

/** A selection of messages in these queues: by handle or message id, or all; optionally of one type. */
export interface Selection {
  readonly queues: readonly string[]
  readonly named: readonly string[]
  readonly all: boolean
  readonly type: string | undefined
}

/** The result of a command: how many messages it succeeded and failed for, and which of those named were not found. */
export interface ActionResult {
  readonly done: number
  readonly failed: number
  readonly missing: readonly string[]
}

const isSelected = ({ named, all, type }: Selection, message: ParkedDelivery): boolean =>
  (all || named.includes(message.handle) || (message.id !== '' && named.includes(message.id))) &&
  (type === undefined || message.type === type)

/** The headers without what proves the message. */
const visibleHeaders = ({ headers }: ParkedDelivery) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-mac-')))

const nameOf = ({ exchange, routingKey }: ParkedDelivery['origin']) =>
  exchange === backExchange ? routingKey : `${exchange} (${routingKey})`

const bodyOf = ({ body }: ParkedDelivery): unknown => {
  try {
    return JSON.parse(body.toString())
  } catch {
    return body.toString()
  }
}

/** A message without its headers and body. */
const summary = (queue: string, message: ParkedDelivery) => {
  const { handle, id, type, correlationId, at, headers, body, origin } = message
  const content = bodyOf(message)
  return {
    handle,
    queue,
    type,
    id,
    correlationId,
    // A bundle that is parked whole has the id of its first message; what fails by itself is parked alone.
    ...(Array.isArray(content) && { messages: content.length }),
    publishedAt: at,
    from: nameOf(origin),
    attempts: headers['x-attempt'],
    reason: headers['x-reason'] ?? headers['x-first-death-reason'] ?? `no queue is bound to ${origin.exchange} for it`,
    bytes: body.length,
  }
}

/** The operator's commands on parked messages. `print` takes what is to be shown. */
export const parkedMessages = (parking: Parking, print: (value: unknown) => void) => {
  const walkAll = async (selection: Selection, visit: (queue: string, message: ParkedDelivery) => Promise<boolean>) => {
    for (const queue of selection.queues) {
      await parking.walk(queue, async (message) => !isSelected(selection, message) || (await visit(queue, message)))
    }
  }

  return {
    list: async (selection: Selection, limit: number): Promise<void> => {
      let left = limit
      await walkAll(selection, async (queue, message) => {
        if (left > 0) print(summary(queue, message))
        left -= 1
        return left > 0
      })
    },

    /** Prints the messages whole. Gives how many were found. */
    show: async (selection: Selection): Promise<number> => {
      let found = 0
      await walkAll(selection, async (queue, message) => {
        found += 1
        print({ ...summary(queue, message), headers: visibleHeaders(message), body: bodyOf(message) })
        return true
      })
      return found
    },

    /** Replays or discards. Each action is recorded first; a message for which it fails stays where it is. */
    act: async (
      selection: Selection,
      { by, reason, action }: Pick<OperatorAction, 'by' | 'reason' | 'action'>,
      audit: Audit,
      log: Logger,
    ): Promise<ActionResult> => {
      const missing = new Set(selection.named)
      let done = 0
      let failed = 0
      await walkAll(selection, async (queue, message) => {
        const { handle, id, type, correlationId, headers, body } = message
        missing.delete(handle)
        missing.delete(id)
        const to = action === 'replay' ? nameOf(message.origin) : 'nowhere'
        const operatorAction: OperatorAction = {
          by,
          reason,
          action,
          queue,
          message: { handle, id, type, correlationId, headers, body },
          to,
        }
        const about = { by, why: reason, action, queue, handle, type, messageId: id, correlationId, to }
        try {
          await audit.record(operatorAction, async () => (action === 'replay' ? message.replay() : message.discard()))
          log.info(about, `${action} done`)
          done += 1
        } catch (err) {
          log.error({ ...about, err }, `${action} failed, the message stays`)
          failed += 1
        }
        return true
      })
      return { done, failed, missing: [...missing] }
    },
  }
}
