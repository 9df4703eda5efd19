import { type CommandOutcome, MAX_ITEMS, type Principal } from '@gongdan/contracts'
import { done, type Outcome, type Received, retry } from '@gongdan/messaging'
import type { Executed, Fact, Item } from '@gongdan/store'

interface CommandMessage {
  readonly principal: Principal
  readonly items: readonly { readonly commandId: string }[]
}

/**
 * Turns "decide these items" into a handler of command messages: the items of all waiting messages are decided together
 * (design decision 2), and each message gets the outcomes of its own. An item with a fault of its own sends its message up
 * the retry ladder, the decided ones are answered now; there they are no-ops (design decision 1).
 */
export const answerCommands =
  <M extends CommandMessage, S, F extends Fact>(
    execute: (items: readonly Item<S, F>[]) => Promise<Executed>,
    itemsOf: (message: Received<M>) => readonly Item<S, F>[],
  ) =>
  async (batch: readonly Received<M>[]): Promise<readonly Outcome[]> => {
    const outcomes: Outcome[] = []
    for (const together of chunks(batch)) {
      const executed = await execute(together.flatMap(itemsOf))
      outcomes.push(...outcomesOf(together, executed))
    }
    return outcomes
  }

/** As many messages as make about one message's worth of items, so that a large batch does not make others wait for a huge write. */
const chunks = <M extends CommandMessage>(batch: readonly Received<M>[]): Received<M>[][] => {
  const all: Received<M>[][] = []
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

const outcomesOf = (batch: readonly Received<CommandMessage>[], { answers, faults }: Executed): readonly Outcome[] => {
  const answerOf = new Map(answers.map((answer) => [answer.commandId, answer]))
  const faultOf = new Map(faults.map(({ commandId, fault }) => [commandId, fault]))
  return batch.map(({ body }) => {
    const outcomes = body.items.flatMap(({ commandId }): CommandOutcome[] => {
      const answer = answerOf.get(commandId)
      if (answer === undefined) return []
      const { id, scode, desc, name } = answer
      return [{ commandId, scode, desc, uuid: id, name }]
    })
    const failed = body.items.find(({ commandId }) => !answerOf.has(commandId))
    return failed === undefined
      ? done({ outcomes })
      : retry(`command ${failed.commandId}: ${String(faultOf.get(failed.commandId))}`, { outcomes })
  })
}
