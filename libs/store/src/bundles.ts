import { portionsOf } from '@gongdan/scheduling'

/** The most events that travel as one message, and the most bytes (decision 2). */
const limits = { most: 100, mostBytes: 256 * 1024 }

/** What is known of an event that is to be bundled. */
interface Bundled {
  readonly type: string
  readonly body: Buffer
}

/**
 * Puts events into bundles of one type, in the order in which these are to leave. Takes a list of events for each document. No
 * event leaves before or beside an earlier one of its document: the first of all documents are bundled, then the second.
 */
export const bundlesOf = <E extends Bundled>(outboxes: readonly (readonly E[])[]): readonly (readonly E[])[] => {
  const bundles: (readonly E[])[] = []
  let left = outboxes
  for (let place = 0; left.length > 0; place += 1) {
    left = left.filter((events) => events.length > place)
    const next = left.flatMap((events) => events[place] ?? [])
    for (const alike of Map.groupBy(next, ({ type }) => type).values()) {
      bundles.push(...portionsOf(alike, ({ body }) => body.length, limits))
    }
  }
  return bundles
}
