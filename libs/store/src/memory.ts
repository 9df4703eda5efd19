import { type Answer, decideAll, type Item } from './decide.ts'
import type { Aggregate, AggregateDocument, Answered } from './document.ts'
import type { Executed } from './execute.ts'
import type { Fact } from './history.ts'
import { writeOf } from './writes.ts'

/** Aggregates in memory with the same contract as createExecute, for tests of handlers. `documents` may be looked at. */
export const createMemoryExecute = <S, F extends Fact>(aggregate: Aggregate<S, F>, now: () => number) => {
  const documents = new Map<string, AggregateDocument<F>>()
  const refusals = new Map<string, Answered>()
  const execute = async (items: readonly Item<S, F>[]): Promise<Executed> => {
    const answers: Answer[] = []
    const faults: { commandId: string; fault: unknown }[] = []
    for (const [id, mine] of Map.groupBy(items, (item) => item.id)) {
      const document = documents.get(id)
      const decided = decideAll(aggregate, document, id, mine, refusals, now())
      answers.push(...decided.answers)
      faults.push(...decided.faults)
      const nowhere = document === undefined && decided.entries.length === 0 && !mine.some((item) => item.creates)
      if (nowhere) for (const one of decided.answered) refusals.set(one.commandId, one)
      else documents.set(id, writeOf(aggregate, id, document, decided, new Date(now())).after)
    }
    return { answers, faults }
  }
  return { execute, documents }
}
