import { useEffect } from 'react'

/**
 * Leads from a page without rows to the last that has some: the rows that it had were dealt with, or its address is an old one.
 * Gives whether the rows are still on their way.
 */
export const useLastPage = ({
  page,
  size,
  data,
  isFetching,
  onTurn,
}: {
  readonly page: number
  readonly size: number
  /** What is shown, be it of another page meanwhile. */
  readonly data:
    | { readonly total_count: number; readonly list: readonly unknown[]; readonly next_cursor?: string }
    | undefined
  readonly isFetching: boolean
  readonly onTurn: (page: number) => void
}): boolean => {
  const isEmpty = data !== undefined && data.list.length === 0 && !data.next_cursor
  const last = Math.max(1, Math.min(page - 1, Math.ceil((data?.total_count ?? 0) / size)))
  const isBeyond = isEmpty && !isFetching && page > 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever turns the page, it is turned once
  useEffect(() => {
    if (isBeyond) onTurn(last)
  }, [isBeyond, last])
  return isEmpty && data.total_count > 0 && (isFetching || page > 1)
}
