import { hash, randomUUID } from 'node:crypto'
import type { CommandBody, CommandItem, CommandType } from '@gongdan/contracts'
import { parse } from 'uuid'

/** What a request asks for: distinct items of one command, and where in the answer each of them goes. */
export interface CommandRequest<T extends CommandType = CommandType> {
  readonly type: T
  readonly items: readonly CommandItem<T>[]
  /** What the command carries beside its items. */
  readonly shared: Omit<CommandBody<T>, 'principal' | 'items'>
  /** For each place in the answer, the item whose outcome stands there. */
  readonly order: readonly number[]
  /** Whether the answer is the outcome itself, not a list of outcomes. */
  readonly single: boolean
}

/** Binds a request to its command, so that the compiler checks the items against the command's schema. */
export const commandRequest = <T extends CommandType>(request: CommandRequest<T>): CommandRequest<T> => request

/** A request for one item, whose outcome is the answer. */
export const singleCommand = <T extends CommandType>(
  type: T,
  item: CommandItem<T>,
  shared: CommandRequest<T>['shared'],
): CommandRequest<T> => ({ type, items: [item], shared, order: [0], single: true })

/** The ids of one request, fresh or, with an Idempotency-Key, the same as the first time (decision 3). */
export interface CommandIds {
  /** The command id of an item; asked for once an item. */
  command(index: number): string
  /** The uuid of what a single command creates. */
  created(): string
}

export interface RequestIds extends CommandIds {
  /** Under which the request can be asked for if it is answered with 202. */
  readonly batchUuid: string
}

/** Ids of a request without an Idempotency-Key. */
export const randomIds = (): RequestIds => ({
  batchUuid: randomUUID(),
  command: () => randomUUID(),
  created: randomUUID,
})

/**
 * A uuid of version 5 for each name (RFC 9562). Those of a list of 10,000 are made in one turn of the event loop, and the package
 * that parses uuids takes three times as long to make one.
 */
const namedIds = (namespace: Uint8Array) => (name: string) => {
  const hex = hash('sha1', Buffer.concat([namespace, Buffer.from(name)]))
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0b0011) | 0b1000).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Ids of a request with an Idempotency-Key: the same for every attempt, at whichever gateway (decision 3). */
export const repeatableIds = (recordId: string): RequestIds => {
  const named = namedIds(parse(recordId))
  return {
    batchUuid: named('batch'),
    command: (index) => named(String(index)),
    created: () => named('created'),
  }
}
