import {
  actorOf,
  type CommandOutcome,
  type Decision,
  isRefusal,
  MAX_ITEMS,
  type Principal,
  type QueryReply,
  type Refusal,
} from '@gongdan/contracts'
import { done, type Outcome, type Received, retry } from '@gongdan/messaging'
import type { Claim, CommandResults, Event, Item } from '@gongdan/store'

interface CommandBody {
  readonly principal: Principal
  readonly items: readonly { readonly commandId: string }[]
}

/** How the items of one type of command become decisions. */
export interface CommandHandler<B extends CommandBody, S, E extends Event> {
  /** The id of the aggregate that an item is about. */
  idOf(item: B['items'][number]): string
  /** Whether the item makes the aggregate: its refusal leaves a tombstone under the id. Left out: it does not. */
  creates?(item: B['items'][number]): boolean
  /** The name that a result carries when the aggregate does not come into being. */
  nameOf?(item: B['items'][number]): string
  /** Pure. `at` is unix milliseconds; `claim` is who works on the aggregate outside of it, if anybody. */
  decide(body: B, item: B['items'][number], state: S | undefined, at: number, claim?: Claim): Decision<E>
}

/**
 * Decides the items of all waiting messages together (decision 2) and gives each message the outcomes of its own. An item
 * with a fault of its own sends its message to the retry queues, the decided ones are answered now; there they are no-ops
 * (decision 1).
 */
export const answerCommands = async <B extends CommandBody, S, E extends Event>(
  batch: readonly Received<B>[],
  execute: (items: readonly Item<S, E>[]) => Promise<CommandResults>,
  handler: CommandHandler<B, S, E>,
): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = []
  for (const messages of portions(batch)) {
    const results = await execute(messages.flatMap((message) => itemsOf(message, handler)))
    outcomes.push(...outcomesOf(messages, results))
  }
  return outcomes
}

const itemsOf = <B extends CommandBody, S, E extends Event>(
  { body, correlationId }: Received<B>,
  { idOf, creates, nameOf, decide }: CommandHandler<B, S, E>,
): readonly Item<S, E>[] => {
  const by = actorOf(body.principal)
  return body.items.map((item) => ({
    id: idOf(item),
    commandId: item.commandId,
    correlationId,
    by,
    creates: creates?.(item) ?? false,
    ...(nameOf && { name: nameOf(item) }),
    decide: (state, at, claim) => decide(body, item, state, at, claim),
  }))
}

/** Messages of about one message's worth of items, so that a large batch does not make others wait for a huge write. */
const portions = <B extends CommandBody>(batch: readonly Received<B>[]): Received<B>[][] => {
  const all: Received<B>[][] = []
  let items = MAX_ITEMS
  for (const message of batch) {
    if (items + message.body.items.length > MAX_ITEMS) {
      all.push([])
      items = 0
    }
    all.at(-1)?.push(message)
    items += message.body.items.length
  }
  return all
}

const outcomesOf = (
  batch: readonly Received<CommandBody>[],
  { results, faults }: CommandResults,
): readonly Outcome[] => {
  const resultOf = new Map(results.map((result) => [result.commandId, result]))
  const faultOf = new Map(faults.map(({ commandId, fault }) => [commandId, fault]))
  return batch.map(({ body }) => {
    const outcomes = body.items.flatMap(({ commandId }): CommandOutcome[] => {
      const result = resultOf.get(commandId)
      if (result === undefined) return []
      const { id, scode, desc, name, current } = result
      return [{ commandId, scode, desc, uuid: id, name, ...(current && { current }) }]
    })
    const failed = body.items.find(({ commandId }) => !resultOf.has(commandId))
    return failed === undefined
      ? done({ outcomes })
      : retry(`command ${failed.commandId}: ${String(faultOf.get(failed.commandId))}`, { outcomes })
  })
}

/** Answers each query of a batch with its data, in the shape that goes over HTTP, or a refusal. */
export const answerQueries =
  <Q, D extends object>(find: (query: Q) => Promise<D | Refusal>) =>
  (batch: readonly Received<Q>[]): Promise<readonly Outcome[]> =>
    Promise.all(
      batch.map(async ({ body }) => {
        const found = await find(body)
        const reply: QueryReply = isRefusal(found)
          ? { scode: found.scode, desc: found.desc, data: null }
          : { scode: 0, desc: '', data: found }
        return done(reply)
      }),
    )
