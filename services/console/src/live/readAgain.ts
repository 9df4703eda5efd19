import type { Query, QueryClient, QueryKey } from '@tanstack/react-query'

/** Many changes come at once where somebody decides a list. */
const GATHER_MS = 200
const due = new WeakSet<Query>()

/**
 * Reads an answer again that may have changed, once for all changes of a moment. One that is still awaited may be from before: it is
 * asked for anew once it is here.
 */
export const readAgain = async (client: QueryClient, queryKey: QueryKey): Promise<void> => {
  const query = client.getQueryCache().find({ queryKey, exact: true })
  if (query === undefined || due.has(query)) return
  due.add(query)
  await new Promise((resolve) => setTimeout(resolve, GATHER_MS))
  await query.promise?.catch(() => {})
  due.delete(query)
  await client.invalidateQueries({ queryKey, exact: true })
}
