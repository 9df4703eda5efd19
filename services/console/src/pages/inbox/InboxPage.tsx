import type { Ticket } from '@gongdan/sdk'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Inbox, SearchX } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import type { Ask } from '../../deciding/ActionDialog.tsx'
import type { ListAction } from '../../deciding/actions.ts'
import type { Run } from '../../deciding/runs.ts'
import { useIsPhone, useMedia } from '../../layout/useMedia.ts'
import { gongdan } from '../../session/gongdan.ts'
import { queries } from '../../session/queries.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorState, useErrorText } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/Toast.tsx'
import { frameWords } from '../../words/frame.ts'
import { inboxWords } from '../../words/inbox.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import {
  filterOf,
  isFiltered,
  lastPage,
  nextPage,
  previousPage,
  readView,
  scopes,
  type View,
  withoutFilters,
  withScope,
  writeView,
} from './address.ts'
import { BatchBar } from './BatchBar.tsx'
import { FilterRow } from './FilterRow.tsx'
import styles from './InboxPage.module.css'
import { Pager } from './Pager.tsx'
import { isSelectable, nothing, type Picked, pick, pickAll, pickRange, type Selection, without } from './selection.ts'
import { TicketCards, TicketTable } from './TicketRows.tsx'
import { useInboxKeys } from './useInboxKeys.ts'
import { useTicketList } from './useTicketList.ts'

const ActionDialog = lazy(async () => ({ default: (await import('../../deciding/ActionDialog.tsx')).ActionDialog }))
const KeysHelp = lazy(async () => ({ default: (await import('./KeysHelp.tsx')).KeysHelp }))
const loadDrawer = () => import('../ticket/TicketDrawer.tsx')
const TicketDrawer = lazy(async () => ({ default: (await loadDrawer()).TicketDrawer }))

const MOST_SELECTED = 10_000

/** Filters of a list without its page: when they change, what is ticked is something else. */
const listOf = (view: View): string => writeView({ ...view, page: 1, size: 20, ticket: '' })

const itemOf = ({ ticket_uuid, ticket_name, version, ticket_type_code, processers }: Picked): Ask['items'][number] => ({
  ticket_uuid,
  ticket_name,
  version,
  ticket_type_code,
  processers,
})

const ScopeTabs = ({ view }: { readonly view: View }) => {
  const say = useWords(inboxWords)
  const { number } = useFormat()
  const { data } = useQuery(queries.count())
  const here = useRef<HTMLAnchorElement>(null)
  const isCounted = data !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another place to scroll to, and counts make tabs wider
  useEffect(() => {
    // What newer browsers give back here, a promise, is nothing to clean up with.
    here.current?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [view.scope, isCounted])
  return (
    <nav className={styles.tabs} aria-label={say.tabs}>
      {scopes.map((scope) => {
        const counted = data?.[scope]
        // Few people stand in for others: the tab is there when it has something.
        if (scope === 'delegated' && view.scope !== scope && !counted?.count) return null
        return (
          <Link
            key={scope}
            ref={scope === view.scope ? here : undefined}
            to={`/inbox${writeView(withScope(view, scope))}`}
            className={styles.tab}
            aria-current={scope === view.scope ? 'page' : undefined}
          >
            {say.titles[scope]}
            {counted !== undefined && (
              <span className={styles.count} data-scope={scope}>
                {number(counted.count)}
                {counted.capped && '+'}
              </span>
            )}
          </Link>
        )
      })}
    </nav>
  )
}

const NewsBar = ({ news, onShow }: { readonly news: number; readonly onShow: () => void }) => {
  const say = useWords(inboxWords)
  const { number } = useFormat()
  return (
    <div className={styles.newsPlace} aria-live="polite">
      <button type="button" className={styles.news} onClick={onShow}>
        {news > 0 ? say.news(number(news)) : say.changed}
        <span>{say.show}</span>
      </button>
    </div>
  )
}

const Nothing = ({
  view,
  onClear,
  onGoOn,
}: {
  readonly view: View
  readonly onClear: () => void
  /** There where the search has not come to the end of the list. */
  readonly onGoOn: (() => void) | undefined
}) => {
  const say = useWords(inboxWords)
  const frame = useWords(frameWords)
  if (onGoOn !== undefined) {
    return (
      <Empty
        icon={<SearchX size={24} />}
        title={say.emptySoFar.title}
        action={<Button onClick={onGoOn}>{say.goOn}</Button>}
      >
        {say.emptySoFar.text}
      </Empty>
    )
  }
  if (isFiltered(view)) {
    return (
      <Empty
        icon={<SearchX size={24} />}
        title={say.emptyFiltered.title}
        action={<Button onClick={onClear}>{say.clearFilters}</Button>}
      >
        {say.emptyFiltered.text}
      </Empty>
    )
  }
  const { title, text } = say.empty[view.scope]
  return (
    <Empty
      icon={<Inbox size={24} />}
      title={title}
      action={
        view.scope === 'handled' || view.scope === 'cc' ? undefined : (
          <ButtonLink to="/new">{frame.menu.new}</ButtonLink>
        )
      }
    >
      {text}
    </Empty>
  )
}

/** The lists of tickets: what waits for the reader, what is theirs, and all that they may see. */
export const InboxPage = () => {
  const say = useWords(inboxWords)
  const { number } = useFormat()
  const errorText = useErrorText()
  const { search } = useLocation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const isPhone = useIsPhone()
  const isWide = useMedia('(min-width: 1180px)')
  const view = readView(search)
  const list = useTicketList(view)
  const { rows, gone } = list
  const [selection, setSelection] = useState<Selection>(nothing)
  const [selecting, setSelecting] = useState<number | null>(null)
  const [marked, setMarked] = useState('')
  const [ask, setAsk] = useState<Ask>()
  const [isHelp, setIsHelp] = useState(false)
  const searchField = useRef<HTMLInputElement>(null)
  const listKey = listOf(view)
  const hasDrawer = view.ticket !== ''
  /** The ticket that keys act on: the open one, else the marked row. */
  const current = view.ticket || marked
  /** Where the reader is now; undefined once they are on another page. An answer moves nobody who has gone on meanwhile. */
  const place = useRef<string>(undefined)
  useEffect(() => {
    place.current = search
    return () => {
      place.current = undefined
    }
  }, [search])
  /** Of the pages that were found by cursor, so that there is a way back. */
  const cursors = useRef(new Map<string, string>())

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is ticked belongs to the list
  useEffect(() => {
    setSelection(nothing)
    setMarked('')
  }, [listKey])
  useEffect(() => {
    // The ticket is one press away: what it is made of may as well be there.
    const timer = setTimeout(() => void loadDrawer().catch(() => {}), 1_500)
    return () => clearTimeout(timer)
  }, [])

  const go = (next: View, replace = false): void => void navigate(`/inbox${writeView(next)}`, { replace })
  const addressOf = (uuid: string): string => `/inbox${writeView({ ...view, ticket: uuid })}`
  const open = (uuid: string): void => {
    setMarked(uuid)
    go({ ...view, ticket: uuid }, view.ticket !== '')
  }
  const close = (): void => {
    const back = view.ticket
    setMarked(back)
    go({ ...view, ticket: '' })
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-uuid="${back}"] a`)?.focus())
  }
  const selectable = rows.filter((row) => isSelectable(row, view.scope) && !gone.has(row.ticket_uuid))
  const onPick = (row: Ticket, ticked: boolean, shift: boolean): void => {
    setMarked(row.ticket_uuid)
    setSelection((now) => (shift ? pickRange(now, selectable, row, ticked) : pick(now, row, ticked)))
  }
  const onPickPage = (ticked: boolean): void => setSelection((now) => pickAll(now, selectable, ticked))

  const selectAll = async (): Promise<void> => {
    const found: Picked[] = []
    setSelecting(0)
    try {
      for await (const ticket of gongdan().tickets.each({ ...filterOf(view), page_size: 100 })) {
        if (isSelectable(ticket, view.scope)) found.push(ticket)
        if (found.length >= MOST_SELECTED) break
        if (found.length % 100 === 0) setSelecting(found.length)
      }
      if (listOf(readView(window.location.search)) === listKey) setSelection((now) => pickAll(now, found, true))
    } catch (error) {
      void toast(errorText(error), { tone: 'bad' })
    } finally {
      setSelecting(null)
    }
  }

  const act = (action: ListAction): void => {
    const target = rows.find(({ ticket_uuid }) => ticket_uuid === current)
    const picked = selection.picked.size > 0 ? [...selection.picked.values()] : target === undefined ? [] : [target]
    const items = picked.filter(({ can }) => can.includes(action)).map(itemOf)
    if (items.length > 0) setAsk({ action, items })
  }
  const settle = async (run: Run | undefined): Promise<void> => {
    setAsk(undefined)
    if (run === undefined) return
    const done = [...run.outcomes.values()].filter(({ ok }) => ok).map(({ uuid }) => uuid)
    setSelection((now) => without(now, done))
    await list.refresh()
    // By now the list may be on another page: this one has no ticket any more.
    const here = place.current === undefined ? undefined : readView(place.current)
    if (here !== undefined && here.ticket === view.ticket && listOf(here) === listKey && done.includes(view.ticket))
      go({ ...here, ticket: '' }, true)
    await client.invalidateQueries({ queryKey: ['tickets'] })
  }

  const next = nextPage(view, rows.length, list.page?.next_cursor ?? '')
  const cursorKey = (page: number): string => `${page} of ${writeView({ ...view, page: 1, ticket: '' })}`
  const previous = previousPage(view, (page) => cursors.current.get(cursorKey(page)))
  const total = list.page?.total_count ?? 0
  const isCapped = list.page?.total_capped ?? false
  const isEmpty = list.page !== undefined && rows.length === 0 && next === undefined
  const last = isEmpty && !list.isStale ? lastPage(view, previous, total, isCapped) : undefined
  const lastAddress = last && writeView(last)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was the last ticket of its page leaves no page to stay on
  useEffect(() => {
    if (last !== undefined) go(last, true)
  }, [lastAddress])
  /** The tickets of the page to be on are on their way. */
  const isTurning = isEmpty && (total > 0 || isCapped) && (view.page > 1 || list.isOther)
  const turn = (to: View | undefined): void => {
    if (to === undefined || list.isOther) return
    cursors.current.set(cursorKey(view.page), view.cursor)
    go(to)
  }
  const markedPlace = rows.findIndex(({ ticket_uuid }) => ticket_uuid === current)
  const move = (by: 1 | -1): void => {
    const next = rows[Math.min(Math.max(markedPlace + by, 0), rows.length - 1)]
    if (next === undefined) return
    setMarked(next.ticket_uuid)
    document.querySelector(`[data-uuid="${next.ticket_uuid}"]`)?.scrollIntoView({ block: 'nearest' })
    if (view.ticket !== '') go({ ...view, ticket: next.ticket_uuid }, true)
  }
  useInboxKeys(
    {
      move,
      select: () => {
        const row = selectable.find(({ ticket_uuid }) => ticket_uuid === current)
        if (row !== undefined) onPick(row, !selection.picked.has(current), false)
      },
      selectPage: () => onPickPage(selectable.some(({ ticket_uuid }) => !selection.picked.has(ticket_uuid))),
      open: () => current !== '' && open(current),
      close: () => {
        if (view.ticket !== '') close()
        else setSelection(nothing)
      },
      act,
      search: () => searchField.current?.focus(),
      page: (by) => {
        turn(by === 1 ? next : previous)
      },
      help: () => setIsHelp(true),
    },
    { enabled: ask === undefined && !isHelp, hasSheet: hasDrawer && !isWide },
  )

  /** The next ticket that waits, after one was decided on; the one before it where that was the last. */
  const decided = useRef(new Set<string>())
  const nextOf = (uuid: string): string => {
    decided.current.add(uuid)
    const place = rows.findIndex(({ ticket_uuid }) => ticket_uuid === uuid)
    const waiting = (row: Ticket): boolean =>
      row.can.includes('pass') && !gone.has(row.ticket_uuid) && !decided.current.has(row.ticket_uuid)
    return (
      (rows.slice(place + 1).find(waiting) ?? rows.slice(0, Math.max(place, 0)).findLast(waiting))?.ticket_uuid ?? ''
    )
  }
  const isNarrow = hasDrawer && isWide
  const Rows = isPhone ? TicketCards : TicketTable
  const hasMore = total > selection.picked.size && total > rows.length

  return (
    <div className={styles.split} data-open={(hasDrawer && isWide) || undefined}>
      <Page wide quiet title={say.titles[view.scope]}>
        <div className={styles.top}>
          <ScopeTabs view={view} />
        </div>
        <section className={styles.sheet} aria-label={say.titles[view.scope]}>
          <FilterRow
            view={view}
            onChange={go}
            address={writeView({ ...view, page: 1, ticket: '' })}
            search={searchField}
            applicantName={rows.find(({ applyer_uuid }) => applyer_uuid === view.applicant)?.applyer_name}
            isNarrow={isPhone || isNarrow}
          />
          {list.differs && ask === undefined && <NewsBar news={list.news} onShow={() => void list.refresh()} />}
          <output className="visually-hidden">{list.page !== undefined && say.results(number(total))}</output>
          {list.error !== null && list.page === undefined ? (
            <ErrorState error={list.error} onRetry={() => void list.refresh()} />
          ) : list.isLoading || isTurning ? (
            <Skeleton rows={10} />
          ) : rows.length === 0 ? (
            <Nothing
              view={view}
              onClear={() => go(withoutFilters(view))}
              onGoOn={next === undefined ? undefined : () => turn(next)}
            />
          ) : (
            <>
              <Rows
                rows={rows}
                scope={view.scope}
                gone={gone}
                picked={selection.picked}
                marked={current}
                open={view.ticket}
                isStale={list.isStale}
                isNarrow={isNarrow}
                addressOf={addressOf}
                onOpen={open}
                onPick={onPick}
                onPickPage={onPickPage}
                onDecide={(action, ticket) => setAsk({ action, items: [itemOf(ticket)] })}
              />
              <Pager
                view={view}
                shown={rows.length}
                total={total}
                capped={isCapped}
                previous={previous}
                next={next}
                onTurn={turn}
                onSize={(size) => go({ ...view, size, page: 1 })}
              />
            </>
          )}
          {selection.picked.size > 0 && (
            <BatchBar
              selection={selection}
              rows={rows}
              total={hasMore ? `${number(Math.min(total, MOST_SELECTED))}${isCapped ? '+' : ''}` : ''}
              selecting={selecting}
              onSelectAll={() => void selectAll()}
              onSelectType={(type) =>
                setSelection((now) =>
                  pickAll(
                    { ...nothing, anchor: now.anchor },
                    selectable.filter(({ ticket_type_code }) => ticket_type_code === type),
                    true,
                  ),
                )
              }
              onClear={() => setSelection(nothing)}
              onAct={act}
            />
          )}
        </section>
      </Page>
      {hasDrawer && (
        <Suspense fallback={isWide ? <aside className={styles.drawer} /> : null}>
          <TicketDrawer
            key={view.ticket}
            uuid={view.ticket}
            isBeside={isWide}
            onClose={close}
            onMove={markedPlace === -1 ? undefined : move}
            onDone={(goOn) => {
              const next = goOn ? nextOf(view.ticket) : ''
              const here = view.ticket
              setSelection((now) => without(now, [here]))
              void list.refresh()
              if (goOn && place.current === search) {
                setMarked(next)
                go({ ...view, ticket: next }, true)
              }
            }}
          />
        </Suspense>
      )}
      <Suspense>
        {ask !== undefined && <ActionDialog ask={ask} onClose={(run) => void settle(run)} />}
        {isHelp && <KeysHelp onClose={() => setIsHelp(false)} />}
      </Suspense>
    </div>
  )
}
