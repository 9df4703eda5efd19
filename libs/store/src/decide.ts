import { type Actor, type Decision, isRefusal, type Refusal, refusal } from '@gongdan/contracts'
import {
  type Aggregate,
  type AggregateDocument,
  type Claim,
  type CommandResult,
  MAX_DOCUMENT_BYTES,
  type RememberedResult,
  stateAt,
} from './document.ts'
import { type Event, lastSeq, type RecordedEvent, record } from './history.ts'

/** One command on one aggregate. */
export interface Item<S, E extends Event> {
  readonly id: string
  readonly commandId: string
  readonly correlationId: string
  readonly by: Actor | null
  /** True when the command makes the aggregate: its refusal leaves a tombstone under the id. */
  readonly creates: boolean
  /** The name that the result carries if the aggregate does not come into being. */
  readonly name?: string
  /** Pure: called again with the newer state and claim when the write loses a race. `at` is unix milliseconds. */
  decide(state: S | undefined, at: number, claim: Claim | undefined): Decision<E>
}

/** An item that could not be decided or written for a reason of its own; nothing of it took effect. */
export interface ItemFault {
  readonly commandId: string
  readonly fault: unknown
}

/** A result that is kept outside of documents. `isOfDocument`: it was in the document, and left it for want of room. */
export interface RefusedResult {
  readonly result: RememberedResult
  readonly isOfDocument: boolean
}

/** What deciding the items of one document came to. */
export interface Decided<S, E extends Event> {
  readonly results: readonly CommandResult[]
  readonly faults: readonly ItemFault[]
  /** What they left; undefined while nothing has happened. */
  readonly state: S | undefined
  readonly events: readonly RecordedEvent<E>[]
  /** Results without an event, to be remembered in the document. */
  readonly answered: readonly RememberedResult[]
  /** How many entries of the document stay; the first of the new ones takes the place of the others. */
  readonly kept: number
  /** Results of commands whose entries go. */
  readonly leaving: readonly RememberedResult[]
}

/** The result that a command was given before, or null: the inbox look-up (decision 1). */
const previousResult = <S, E extends Event>(
  aggregate: Aggregate<S, E>,
  document: AggregateDocument<E>,
  commandId: string,
): CommandResult | null => {
  const event = document.history.findLast((one) => one.commandId === commandId)
  if (event !== undefined) {
    const state = stateAt(aggregate, document._id, document.history, event.seq)
    return { id: document._id, commandId, scode: 0, desc: '', name: nameOf(aggregate, state) }
  }
  const answered = document.answered.find((one) => one.commandId === commandId)
  return answered === undefined ? null : again(aggregate, document._id, document.history, answered)
}

/** A result that was given before, for one more copy of its command. */
const again = <S, E extends Event>(
  aggregate: Aggregate<S, E>,
  id: string,
  history: readonly RecordedEvent<E>[],
  result: RememberedResult,
): CommandResult => {
  const { version } = result
  const state = version === undefined ? undefined : stateAt(aggregate, id, history, version)
  return withCurrent(aggregate, id, result, state)
}

const withCurrent = <S, E extends Event>(
  { current }: Aggregate<S, E>,
  id: string,
  result: RememberedResult,
  state: S | undefined,
): CommandResult =>
  result.version === undefined || state === undefined || current === undefined
    ? { id, ...result }
    : { id, ...result, current: current(state) }

/**
 * Decides all items of one document, one after the other, each on the state that the one before left. Pure.
 * `refused` are results that were recorded while the document did not exist, or that left it; they stand. The former must
 * get into the document, since another copy may be deciding on it without having seen them.
 */
export const decideAll = <S, E extends Event>(
  aggregate: Aggregate<S, E>,
  document: AggregateDocument<E> | undefined,
  id: string,
  items: readonly Item<S, E>[],
  refused: ReadonlyMap<string, RefusedResult>,
  at: number,
): Decided<S, E> => {
  const history = document?.history ?? []
  const results: CommandResult[] = []
  const faults: ItemFault[] = []
  const events: RecordedEvent<E>[] = []
  const answered: RememberedResult[] = []
  let kept = history.length
  let state = stateAt(aggregate, id, history)
  const seen = new Set<string>()
  for (const item of items) {
    const { commandId, correlationId, by } = item
    // Copies of one command may wait side by side, and the document knows of neither yet: the first speaks for all.
    if (seen.has(commandId)) continue
    seen.add(commandId)
    const previous = document === undefined ? null : previousResult(aggregate, document, commandId)
    if (previous !== null) {
      results.push(previous)
      continue
    }
    const recorded = refused.get(commandId)
    if (recorded !== undefined) {
      results.push(again(aggregate, id, history, recorded.result))
      if (document !== undefined && !recorded.isOfDocument) answered.push(recorded.result)
      continue
    }
    try {
      const decision = item.decide(state, at, document?.claim)
      if (isRefusal(decision)) {
        const { scode, desc, name = state === undefined ? item.name : aggregate.nameOf(state), shows } = decision
        const version = lastSeq(events.length === 0 ? history : events)
        const result = { commandId, scode, desc, name: name ?? '', ...(shows && { version }) }
        answered.push(result)
        results.push(withCurrent(aggregate, id, result, state))
        continue
      }
      const [next] = decision
      let stay = kept
      if (document !== undefined && events.length === 0 && next !== undefined) {
        const backlog = backlogOf(aggregate, document, next)
        if (backlog !== null) {
          const result = { commandId, ...backlog, name: nameOf(aggregate, state) }
          answered.push(result)
          results.push({ id, ...result })
          continue
        }
        stay = keptBefore(aggregate, document, next)
      }
      const replaced = events.length === 0 ? history.length - stay : 0
      const fresh = record([...history, ...events], decision, { at, by, commandId, correlationId }, replaced)
      const after = fresh.reduce<S | undefined>((before, event) => aggregate.evolve(before, event, id), state)
      const result = { commandId, scode: 0, desc: '', name: nameOf(aggregate, after) } as const
      // Only now, as nothing of a command that fails midway may stay.
      events.push(...fresh)
      state = after
      kept = stay
      if (fresh.length === 0) answered.push(result)
      results.push({ id, ...result })
    } catch (fault) {
      faults.push({ commandId, fault })
    }
  }
  return {
    results,
    faults,
    state,
    events,
    answered,
    kept,
    leaving: leavingWith(aggregate, id, history, kept),
  }
}

/**
 * How many entries stay when `next` follows: those at the end that it supersedes go, each once it is published. The first
 * entry always stays: it says who made the aggregate, and when.
 */
const keptBefore = <S, E extends Event>(
  { supersedes }: Aggregate<S, E>,
  { history, relayed }: AggregateDocument<E>,
  next: E,
): number => {
  let kept = history.length
  let follower = next
  for (let entry = history.at(-1); kept > 1 && entry !== undefined; entry = history[kept - 1]) {
    if (entry.seq > relayed || !(supersedes?.(entry, follower) ?? false)) break
    follower = entry
    kept -= 1
  }
  return kept
}

/** Left for what stands in the document beside its history. */
const BESIDE_HISTORY_BYTES = 64 * 1024

/**
 * Events that supersede each other may come faster than they are published, and until then all of them stay. Gives why `next`
 * must wait when they would make the document too large, else null.
 */
const backlogOf = <S, E extends Event>(
  { supersedes }: Aggregate<S, E>,
  { history, relayed }: AggregateDocument<E>,
  next: E,
): Refusal | null => {
  const last = history.at(-1)
  if (last === undefined || last.seq === 1 || last.seq <= relayed || !(supersedes?.(last, next) ?? false)) return null
  const bytes = [...history, next].reduce((sum, entry) => sum + Buffer.byteLength(JSON.stringify(entry)), 0)
  return bytes > MAX_DOCUMENT_BYTES - BESIDE_HISTORY_BYTES
    ? refusal(9003, 'earlier ones are not published yet, try again in a second', '之前的保存尚未发布，请稍后重试')
    : null
}

/** The results of the commands whose entries are replaced. */
const leavingWith = <S, E extends Event>(
  aggregate: Aggregate<S, E>,
  id: string,
  history: readonly RecordedEvent<E>[],
  kept: number,
): readonly RememberedResult[] => {
  if (kept === history.length) return []
  let state = stateAt(aggregate, id, history.slice(0, kept))
  return history.slice(kept).map((entry) => {
    state = aggregate.evolve(state, entry, id)
    return { commandId: entry.commandId, scode: 0, desc: '', name: aggregate.nameOf(state) }
  })
}

const nameOf = <S, E extends Event>(aggregate: Aggregate<S, E>, state: S | undefined): string =>
  state === undefined ? '' : aggregate.nameOf(state)
