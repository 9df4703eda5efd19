import { type Aggregate, type AggregateDocument, brokenAt, type Event, stateAt } from '@gongdan/store'
import { type Difference, differ } from './difference.ts'

/** An event that is not sent within this time does not get out. */
const unsentForMs = 60_000

/** The first command that stands in two places of a document: it was decided twice. */
const doubled = ({ history, answered }: AggregateDocument): string | undefined => {
  const seen = new Set<string>()
  let last: string | undefined
  for (const { commandId } of history) {
    // The entries of one decision stand side by side.
    if (commandId !== last && seen.has(commandId)) return commandId
    seen.add(commandId)
    last = commandId
  }
  return answered.find(({ commandId }) => seen.has(commandId))?.commandId
}

/** Whether its events are out, or on their way: what is not marked so that the sweeper finds it is never sent. */
const outbox = ({ version, relayed, unrelayedSince }: AggregateDocument): string => {
  if (relayed > version) return 'more was sent than there is'
  if (relayed === version) return unrelayedSince === undefined ? 'all sent' : 'all sent, and marked as if not'
  if (unrelayedSince === undefined) return 'not all sent, and not marked for the sweeper'
  return Date.now() - unrelayedSince.getTime() < unsentForMs
    ? 'all sent'
    : `unsent since ${unrelayedSince.toISOString()}`
}

/**
 * What can be wrong with an aggregate's document by itself: chain, version, outbox, inbox, and fields beside the history.
 * `hasInbox`: the command ids of its history are its inbox; those of an image job name the request that each step is for.
 */
export const checkDocument = <S, F extends Event>(
  name: string,
  aggregate: Aggregate<S, F>,
  document: AggregateDocument<F>,
  hasInbox = true,
): readonly Difference[] => {
  const { _id, version, history } = document
  const broken = brokenAt(history)
  const chain = differ(`${name}: chain of the history`, _id, 'whole', broken === null ? 'whole' : `breaks at ${broken}`)
  // No state follows from what was tampered with.
  if (chain.length > 0) return chain
  const state = stateAt(aggregate, _id, history)
  const fields = state === undefined ? {} : aggregate.fields(state)
  const beside = document as unknown as Readonly<Record<string, unknown>>
  return [
    ...differ(`${name}: version`, _id, history.length, version),
    ...differ(`${name}: events`, _id, 'all sent', outbox(document)),
    ...differ(`${name}: a command has one effect`, _id, undefined, hasInbox ? doubled(document) : undefined),
    ...Object.entries(fields).flatMap(([field, value]) => differ(`${name}: ${field}`, _id, value, beside[field])),
  ]
}
