import { type AggregateDocument, brokenAt, lastSeq } from '@gongdan/store'
import { walk } from '../../deploy/operate/verify/legalPath.ts'

/**
 * What must be true of every stored ticket once the system is at rest, whatever happened before: the chain of its history is
 * whole, the history is a legal path and leads to the stored state (where it is read), and all of it is published.
 */
export const checkTicket = (
  { _id, version, relayed, unrelayedSince, history, state }: AggregateDocument & { readonly state?: string },
  unexpected: (line: string) => void,
  unfinished: (line: string) => void,
): void => {
  const broken = brokenAt(history)
  if (broken !== null) unexpected(`${_id}: the chain of its history breaks at ${broken}`)
  const end = walk(history)
  if ('illegal' in end) unexpected(`${_id}: ${end.illegal}`)
  else if (history.length > 0 && end.state !== 'gone' && end.state !== state) {
    unexpected(`${_id}: its history leads to ${end.state}, it stands as ${state}`)
  }
  if (version !== lastSeq(history)) unexpected(`${_id}: version ${version}, the last entry is ${lastSeq(history)}`)
  if (relayed !== version || unrelayedSince !== undefined) unfinished(`${_id}: ${relayed} of ${version} sent`)
}
