import { type Aggregate, type AggregateDocument, brokenAt, type Event, lastSeq, stateAt } from '@gongdan/store'
import { compare, type Difference } from './difference.ts'

/** An event that is unpublished for longer is reported. */
const maxUnpublishedMs = 60_000

/** The first command that was decided twice, if any. */
const repeatedCommand = ({ history, answered }: AggregateDocument): string | undefined => {
  const seen = new Set<string>()
  let last: string | undefined
  for (const { commandId } of history) {
    // The events of one decision are adjacent.
    if (commandId !== last && seen.has(commandId)) return commandId
    seen.add(commandId)
    last = commandId
  }
  return answered.find(({ commandId }) => seen.has(commandId))?.commandId
}

/** Whether all events are published or about to be: the sweeper finds only documents that have `unrelayedSince`. */
const outboxState = ({ version, relayed, unrelayedSince }: AggregateDocument): string => {
  if (relayed > version) return 'more was published than there is'
  if (relayed === version)
    return unrelayedSince === undefined ? 'all published' : 'all published, but marked as unpublished'
  if (unrelayedSince === undefined) return 'not all published, and not marked for the sweeper'
  return Date.now() - unrelayedSince.getTime() < maxUnpublishedMs
    ? 'all published'
    : `unpublished since ${unrelayedSince.toISOString()}`
}

/**
 * The checks of a single aggregate document: chain, version, outbox, inbox, and the fields beside the history.
 * `hasInbox`: whether the command ids of its history are its inbox; in an image job they name the request of each step.
 */
export const checkDocument = <S, F extends Event>(
  name: string,
  aggregate: Aggregate<S, F>,
  document: AggregateDocument<F>,
  hasInbox = true,
): readonly Difference[] => {
  const { _id, version, history } = document
  const broken = brokenAt(history)
  const chain = compare(
    `${name}: chain of the history`,
    _id,
    'whole',
    broken === null ? 'whole' : `breaks at ${broken}`,
  )
  // A tampered history has no state.
  if (chain.length > 0) return chain
  const state = stateAt(aggregate, _id, history)
  const fields = state === undefined ? {} : aggregate.fields(state)
  const beside = document as unknown as Readonly<Record<string, unknown>>
  return [
    ...compare(`${name}: version`, _id, lastSeq(history), version),
    ...compare(`${name}: events`, _id, 'all published', outboxState(document)),
    ...compare(`${name}: a command has one effect`, _id, undefined, hasInbox ? repeatedCommand(document) : undefined),
    ...Object.entries(fields).flatMap(([field, value]) => compare(`${name}: ${field}`, _id, value, beside[field])),
  ]
}
