import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Check, Ellipsis, Languages, LogOut, Monitor, Moon, Sun, WifiOff } from 'lucide-react'
import { type ReactNode, Suspense, useEffect, useRef, useSyncExternalStore } from 'react'
import { Link, useLocation } from 'react-router'
import { RunChips } from '../deciding/RunChip.tsx'
import { showNotice } from '../live/browserNotice.ts'
import { useLive, useLiveState, useRefetchInterval } from '../live/live.ts'
import { readAgain } from '../live/readAgain.ts'
import { type Preferences, setPreferences, usePreferences } from '../preferences/preferences.ts'
import { chooseLanguage } from '../session/chooseLanguage.ts'
import { queries } from '../session/queries.ts'
import { signOut, useSession } from '../session/session.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { classes } from '../ui/classes.ts'
import { Menu, type MenuEntry } from '../ui/Menu.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { frameWords } from '../words/frame.ts'
import { useWords } from '../words/words.ts'
import styles from './Layout.module.css'
import { type MenuItem, menuOf } from './menu.ts'
import { showWaiting } from './titleBadge.ts'
import { useGoKeys } from './useGoKeys.ts'
import { useIsPhone } from './useMedia.ts'

const onOnline = (listener: () => void): (() => void) => {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

const useIsOnline = (): boolean => useSyncExternalStore(onOnline, () => navigator.onLine)

/** Tickets are counted once a second at most. */
const COUNTED_AGAIN_MS = 1_200

const themes = [
  ['system', Monitor],
  ['light', Sun],
  ['dark', Moon],
] as const satisfies readonly (readonly [Preferences['theme'], unknown])[]

/** The person's own menu: appearance, language, and the way out. */
const usePersonEntries = (): readonly MenuEntry[] => {
  const say = useWords(frameWords)
  const { theme, language } = usePreferences()
  return [
    { heading: say.person.theme },
    ...themes.map(([name, Icon]) => ({
      label: say.person.themes[name],
      icon: <Icon size={16} />,
      side: theme === name ? <Check size={15} /> : undefined,
      onSelect: () => setPreferences({ theme: name }),
    })),
    'line',
    {
      label: say.person.language,
      icon: <Languages size={16} />,
      onSelect: () => chooseLanguage(language === 'zh' ? 'en' : 'zh'),
    },
    { label: say.person.signOut, icon: <LogOut size={16} />, onSelect: () => void signOut() },
  ]
}

const LiveDot = () => {
  const say = useWords(frameWords)
  const state = useLiveState()
  return (
    <span className={styles.live} data-state={state} title={say.live[state]}>
      <span className={styles.dot} />
      <span className={styles.liveText}>{say.live[state]}</span>
    </span>
  )
}

/** Whether the menu item leads to where we are: of the items that are views of the inbox, the one with its scope. */
const isHere = ({ to }: MenuItem, path: string, search: string): boolean => {
  const [itsPath = '', itsSearch = ''] = to.split('?')
  if (itsPath !== '/inbox') return path === itsPath || path.startsWith(`${itsPath}/`)
  if (path !== '/inbox') return false
  const scope = new URLSearchParams(search).get('scope') ?? 'todo'
  return (new URLSearchParams(itsSearch).get('scope') ?? 'todo') === scope
}

/** How many tickets wait for the reader, kept up to date; it stands in the menu and in the title of the tab. */
const useWaiting = (): string => {
  const refetchInterval = useRefetchInterval()
  const again = useRef<ReturnType<typeof setTimeout>>(undefined)
  const client = useQueryClient()
  const { data } = useQuery({ ...queries.count(), refetchInterval })
  const count = (): void => void readAgain(client, queries.count().queryKey)
  useLive((event) => {
    const { type } = event
    if (type === 'notice') showNotice(event.notice)
    if (type !== 'changed' && type !== 'listening' && type !== 'missed') return
    count()
    // Within a second the same answer is given again: who asked then does not know yet of what has just happened.
    clearTimeout(again.current)
    again.current = setTimeout(count, COUNTED_AGAIN_MS)
  })
  const todo = data?.todo
  const waiting = todo === undefined || todo.count === 0 ? '' : `${todo.count}${todo.capped ? '+' : ''}`
  useEffect(() => showWaiting(waiting), [waiting])
  return waiting
}

/** The frame around every page: menu at the left, on phones a bar at the top and one at the bottom. */
export const Layout = ({ children }: { readonly children: ReactNode }) => {
  const say = useWords(frameWords)
  const person = useSession()
  const { pathname, search } = useLocation()
  const online = useIsOnline()
  const isPhone = useIsPhone()
  const waiting = useWaiting()
  const personEntries = usePersonEntries()
  const { work, manage } = menuOf(person)
  useGoKeys()

  const link = (item: MenuItem) => {
    const here = isHere(item, pathname, search)
    return (
      <Link key={item.key} to={item.to} className={styles.item} aria-current={here ? 'page' : undefined}>
        <item.icon size={18} strokeWidth={1.8} />
        <span className={styles.itemText}>{say.menu[item.key]}</span>
        {item.key === 'inbox' && waiting !== '' && <span className={styles.count}>{waiting}</span>}
      </Link>
    )
  }
  const tab = (item: MenuItem | undefined, text: string) =>
    item && (
      <Link to={item.to} className={styles.tab} aria-current={isHere(item, pathname, search) ? 'page' : undefined}>
        <span className={styles.tabIcon}>
          <item.icon size={22} strokeWidth={1.8} />
          {item.key === 'inbox' && waiting !== '' && <span className={styles.tabCount}>{waiting}</span>}
        </span>
        {text}
      </Link>
    )
  const moreEntries: MenuEntry[] = [...work.slice(3), ...manage].map((item) => ({
    label: say.menu[item.key],
    icon: <item.icon size={18} strokeWidth={1.8} />,
    to: item.to,
  }))
  const isMore = [...work.slice(3), ...manage].some((item) => isHere(item, pathname, search))

  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place on this page, and `<base>` would have it lead to the inbox */}
      <a
        className={styles.skip}
        href="#content"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('content')?.focus()
        }}
      >
        {say.skip}
      </a>
      <header className={styles.top}>
        <Link to="/inbox" className={styles.brand}>
          <img src="./icon.svg" alt="" width={26} height={26} />
          {say.product}
        </Link>
        {isPhone && <RunChips />}
        <LiveDot />
        <Menu
          entries={personEntries}
          trigger={
            <button type="button" className={styles.person} aria-label={say.person.menu(person.name)}>
              <Avatar name={person.name} size={30} />
            </button>
          }
        />
      </header>
      <nav className={styles.side} aria-label={say.menu.label}>
        <Link to="/inbox" className={styles.brand}>
          <img src="./icon.svg" alt="" width={28} height={28} />
          {say.product}
        </Link>
        <div className={styles.items}>{work.map(link)}</div>
        <div className={styles.items}>
          <div className={styles.heading}>{say.menu.manage}</div>
          {manage.map(link)}
        </div>
        <div className={styles.foot}>
          {!isPhone && <RunChips />}
          <LiveDot />
          <Menu
            align="start"
            entries={personEntries}
            trigger={
              <button type="button" className={styles.person}>
                <Avatar name={person.name} size={32} />
                <span className={styles.who}>
                  <span className={styles.name}>{person.name}</span>
                  <span className={styles.tenant}>{person.roles[0]?.name ?? person.tenantName}</span>
                </span>
              </button>
            }
          />
        </div>
      </nav>
      <main id="content" className={styles.main} tabIndex={-1}>
        {!online && (
          <div className={styles.offline} role="status">
            <WifiOff size={16} /> {say.offline}
          </div>
        )}
        <Suspense fallback={<Skeleton rows={8} />}>{children}</Suspense>
      </main>
      <nav className={styles.bottom} aria-label={say.menu.label}>
        {tab(work[0], say.menu.inbox)}
        {tab(work[1], say.menu.mine)}
        {tab(work[2], say.menu.newShort)}
        <Menu
          entries={moreEntries}
          trigger={
            <button type="button" className={classes(styles.tab, isMore && styles.tabHere)}>
              <span className={styles.tabIcon}>
                <Ellipsis size={22} strokeWidth={1.8} />
              </span>
              {say.menu.more}
            </button>
          }
        />
      </nav>
    </div>
  )
}
