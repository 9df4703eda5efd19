import { GongdanError, type Ticket } from '@gongdan/sdk'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useLive, useLiveState, useRefetchInterval } from '../../live/live.ts'
import { gongdan } from '../../session/gongdan.ts'
import type { View } from './address.ts'
import { addressOf, ask, queryOf } from './listQuery.ts'

type Page = Awaited<ReturnType<ReturnType<typeof gongdan>['tickets']['list']>>

/** What became of a row that is no longer in the list: who did what, where it may be known. */
export type Gone = { readonly who: string; readonly action: string }

const LOOK_MS = 250
const ASKED_AT_ONCE = 8

const nobody: Gone = { who: '', action: '' }

/** Who took a ticket out of the list, by the last entry of its history; undefined where nothing has happened to it since. */
const goneOf = async ({ ticket_uuid, version }: Ticket): Promise<Gone | undefined> => {
  try {
    const found = await gongdan().tickets.inspect(ticket_uuid)
    const last = found.history.at(-1)
    return found.version === version ? undefined : { who: last?.actor?.user_name ?? '', action: last?.type ?? '' }
  } catch (error) {
    if (error instanceof GongdanError && error.scode === 3001) return nobody
    throw error
  }
}

/** Rows that are no longer there, each with whether it may only have been pushed to the next page by what came before it. */
const leftOf = (before: readonly Ticket[], next: readonly Ticket[]) => {
  const inList = new Set(next.map(({ ticket_uuid }) => ticket_uuid))
  const lastKept = before.findLastIndex(({ ticket_uuid }) => inList.has(ticket_uuid))
  return before.flatMap((row, place) =>
    inList.has(row.ticket_uuid) ? [] : [{ row, mayBePushed: place > lastKept && next.length >= before.length }],
  )
}

/**
 * A page of tickets that stands still: what is heard of changes is looked up, but rows move only when the reader says so.
 * `news` is what that would bring, `gone` are the rows that are no longer in the list.
 */
export const useTicketList = (view: View) => {
  const client = useQueryClient()
  const isLive = useLiveState() === 'live'
  const pollMs = useRefetchInterval()
  const address = addressOf(view)
  const [peek, setPeek] = useState<{ readonly address: string; readonly page: Page }>()
  const [gone, setGone] = useState<ReadonlyMap<string, Gone>>(new Map())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const query = useQuery({
    ...queryOf(address),
    placeholderData: keepPreviousData,
    // Rows that move while somebody clicks are the worst of all: focus brings them up to date only where nothing else does.
    refetchOnWindowFocus: !isLive,
  })
  const page = query.data

  const lookSoon = useCallback(() => {
    const { queryKey } = queryOf(address)
    const look = async (): Promise<void> => {
      // What is being read anew will say so itself; what happened after it was read is looked up then.
      if (client.isFetching({ queryKey, exact: true }) > 0) return lookSoon()
      const before = client.getQueryData<Page>(queryKey)
      if (before === undefined || document.hidden) return
      const next = await ask(address).catch(() => undefined)
      if (next === undefined) return
      if (client.getQueryData(queryKey) !== before || client.isFetching({ queryKey, exact: true }) > 0)
        return lookSoon()
      const inList = new Map(next.list.map((ticket) => [ticket.ticket_uuid, ticket]))
      // Rows that are still there show what is true now, in their places.
      const list = before.list.map((ticket) => inList.get(ticket.ticket_uuid) ?? ticket)
      const shown = client.setQueryData(queryKey, { ...before, list })
      setPeek({ address, page: next })
      const found = await Promise.all(
        leftOf(before.list, next.list).map(async ({ row, mayBePushed }, place) => {
          const unknown = mayBePushed ? undefined : nobody
          const told = place < ASKED_AT_ONCE ? await goneOf(row).catch(() => unknown) : unknown
          return [row.ticket_uuid, told ?? unknown] as const
        }),
      )
      if (client.getQueryData(queryKey) !== shown) return lookSoon()
      setGone(new Map(found.flatMap(([uuid, told]) => (told === undefined ? [] : [[uuid, told] as const]))))
    }
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void look(), LOOK_MS)
  }, [address, client])

  useLive(({ type }) => {
    if (type === 'changed' || type === 'notice' || type === 'missed' || type === 'listening') lookSoon()
  })
  useEffect(() => {
    const poll = setInterval(lookSoon, pollMs)
    return () => clearInterval(poll)
  }, [pollMs, lookSoon])
  useEffect(() => {
    const onVisible = () => {
      if (!document.hidden) lookSoon()
    }
    document.addEventListener('visibilitychange', onVisible)
    return () => document.removeEventListener('visibilitychange', onVisible)
  }, [lookSoon])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has other news
  useEffect(() => {
    setPeek(undefined)
    setGone(new Map())
    return () => clearTimeout(timer.current)
  }, [address])

  const next = peek?.address === address ? peek.page : undefined
  const isGone = (uuid: string): boolean => gone.has(uuid)
  const rows: readonly Ticket[] = page?.list ?? []
  const known = new Set(rows.map(({ ticket_uuid }) => ticket_uuid))
  const added = next?.list.filter(({ ticket_uuid }) => !known.has(ticket_uuid)).length ?? 0
  const grown = next === undefined || page === undefined ? 0 : next.total_count - (page.total_count - gone.size)
  const news = gone.size > 0 ? Math.max(0, grown) : Math.max(added, grown, 0)

  return {
    page,
    rows,
    gone,
    isGone,
    /** How many tickets the list has that are not shown, and whether it differs at all. */
    news,
    differs: news > 0 || gone.size > 0,
    isLoading: query.isPending,
    /** Another page is shown until the one asked for is here. */
    isOther: query.isPlaceholderData,
    isStale: query.isPlaceholderData || (query.isFetching && !query.isPending),
    error: query.error,
    /** Shows the list as it is now. */
    refresh: async (): Promise<void> => {
      if (next !== undefined) client.setQueryData(queryOf(address).queryKey, next)
      setPeek(undefined)
      setGone(new Map())
      await client.invalidateQueries({ queryKey: ['tickets'] })
    },
  }
}
