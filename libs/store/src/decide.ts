import type { Scode } from '@gongdan/contracts'
import { type Aggregate, type AggregateDocument, type Answered, stateAt } from './document.ts'
import { type Actor, append, type Entry, type Fact } from './history.ts'

/** What the domain says to a command: what happened (perhaps nothing), or why not. */
export type Decision<F extends Fact> =
  | { readonly kind: 'accepted'; readonly facts: readonly F[] }
  | { readonly kind: 'refused'; readonly scode: Scode; readonly desc: string; readonly name: string }

/** One command on one aggregate. */
export interface Item<S, F extends Fact> {
  readonly id: string
  readonly commandId: string
  readonly correlationId: string
  readonly by: Actor | null
  /** True when the command makes the aggregate: its refusal leaves a tombstone under the id. */
  readonly creates: boolean
  /** Pure: called again with the newer state when the write loses a race. */
  decide(state: S | undefined, at: number): Decision<F>
}

/** The answer to a command; the same for every copy of it. */
export interface Answer extends Answered {
  readonly id: string
}

/** What deciding the items of one document came to. `write` is null when nothing is to be written. */
export interface Decided<F extends Fact> {
  readonly answers: readonly Answer[]
  readonly faults: readonly { readonly commandId: string; readonly fault: unknown }[]
  readonly entries: readonly Entry<F>[]
  readonly answered: readonly Answered[]
}

/** The answer a command was given before, or null: the inbox look-up (design decision 1). */
export const answerBefore = <S, F extends Fact>(
  aggregate: Aggregate<S, F>,
  document: AggregateDocument<F>,
  commandId: string,
): Answer | null => {
  const entry = document.history.findLast((one) => one.commandId === commandId)
  if (entry !== undefined) {
    const state = stateAt(aggregate, document._id, document.history, entry.seq)
    const name = state === undefined ? '' : aggregate.nameOf(state)
    return { id: document._id, commandId, scode: 0, desc: '', name }
  }
  const answered = document.answered.find((one) => one.commandId === commandId)
  return answered === undefined ? null : { id: document._id, ...answered }
}

/**
 * Decides all the items of one document, one after the other, each on the state that the one before left. Pure.
 * `refused` are answers that were recorded while the document did not exist; they stand.
 */
export const decideAll = <S, F extends Fact>(
  aggregate: Aggregate<S, F>,
  document: AggregateDocument<F> | undefined,
  id: string,
  items: readonly Item<S, F>[],
  refused: ReadonlyMap<string, Answered>,
  at: number,
): Decided<F> => {
  const history = document?.history ?? []
  const answers: Answer[] = []
  const faults: { commandId: string; fault: unknown }[] = []
  const entries: Entry<F>[] = []
  const answered: Answered[] = []
  let state = stateAt(aggregate, id, history)
  const seen = new Set<string>()
  for (const item of items) {
    // Copies of one command may wait side by side, and the document knows of neither yet: the first speaks for all.
    if (seen.has(item.commandId)) continue
    seen.add(item.commandId)
    const before = document === undefined ? null : answerBefore(aggregate, document, item.commandId)
    if (before !== null) {
      answers.push(before)
      continue
    }
    const recorded = refused.get(item.commandId)
    if (recorded !== undefined) {
      answers.push({ id, ...recorded })
      if (document !== undefined) answered.push(recorded)
      continue
    }
    try {
      const decision = item.decide(state, at)
      if (decision.kind === 'accepted' && decision.facts.length > 0) {
        const { by, commandId, correlationId } = item
        const fresh = append([...history, ...entries], decision.facts, { at, by, commandId, correlationId })
        for (const entry of fresh) state = aggregate.evolve(state, entry, id)
        entries.push(...fresh)
        answers.push({ id, commandId, scode: 0, desc: '', name: state === undefined ? '' : aggregate.nameOf(state) })
      } else {
        const answer: Answered =
          decision.kind === 'refused'
            ? { commandId: item.commandId, scode: decision.scode, desc: decision.desc, name: decision.name }
            : {
                commandId: item.commandId,
                scode: 0,
                desc: '',
                name: state === undefined ? '' : aggregate.nameOf(state),
              }
        answered.push(answer)
        answers.push({ id, ...answer })
      }
    } catch (fault) {
      faults.push({ commandId: item.commandId, fault })
    }
  }
  return { answers, faults, entries, answered }
}
