import { decideAll, type Item, type ItemFault, type RefusedResult } from './decide.ts'
import type { Aggregate, AggregateDocument, CommandResult } from './document.ts'
import type { CommandResults } from './execute.ts'
import type { Event } from './history.ts'
import { toWrite } from './pendingWrite.ts'

/** Aggregates in memory with the same contract as createExecute, for tests of handlers. `documents` may be looked at. */
export const createMemoryExecute = <S, E extends Event>(aggregate: Aggregate<S, E>, now: () => number) => {
  const documents = new Map<string, AggregateDocument<E>>()
  const refusals = new Map<string, RefusedResult>()
  const execute = async (items: readonly Item<S, E>[]): Promise<CommandResults> => {
    const results: CommandResult[] = []
    const faults: ItemFault[] = []
    for (const [id, own] of Map.groupBy(items, (item) => item.id)) {
      const document = documents.get(id)
      const decided = decideAll(aggregate, document, id, own, refusals, now())
      results.push(...decided.results)
      faults.push(...decided.faults)
      const isUnknown = document === undefined && decided.events.length === 0 && !own.some((item) => item.creates)
      if (isUnknown) {
        for (const result of decided.answered) refusals.set(result.commandId, { result, isOfDocument: false })
        continue
      }
      const { after, leaving } = toWrite(aggregate, id, document, decided, new Date(now()))
      for (const result of leaving) refusals.set(result.commandId, { result, isOfDocument: true })
      documents.set(id, after)
    }
    return { results, faults }
  }
  return { execute, documents }
}
