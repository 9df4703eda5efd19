import { useRef } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import { usePreferences } from '../../preferences/preferences.ts'

export type InboxKeys = {
  readonly move: (by: 1 | -1) => void
  readonly select: () => void
  readonly selectPage: () => void
  readonly open: () => void
  readonly close: () => void
  readonly act: (action: 'pass' | 'overrule' | 'archive') => void
  readonly search: () => void
  readonly go: (to: string) => void
  readonly page: (by: 1 | -1) => void
  readonly help: () => void
}

const places: Readonly<Record<string, string>> = {
  i: '/inbox',
  m: '/inbox?scope=applied',
  p: '/processes',
  s: '/settings',
}
const GO_MS = 1_500

/** Whether keys are letters there. A box to tick takes none of them. */
const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox'))

/**
 * The shortcuts of the inbox. They rest while one types, while a dialog is open (`enabled`), and for good where the settings say so;
 * Esc works all the same.
 */
export const useInboxKeys = (keys: InboxKeys, enabled: boolean): void => {
  const { shortcuts } = usePreferences()
  const gone = useRef(0)
  const always = { enabled, enableOnFormTags: true, ignoreEventWhen: isTyping }
  const single = { ...always, enabled: enabled && shortcuts, useKey: true, preventDefault: true }
  // After `g` the next key says where to: it is nothing else then.
  const unlessGoing = (act: () => void) => (): void => {
    if (Date.now() - gone.current > GO_MS) act()
  }
  useHotkeys(
    'j',
    unlessGoing(() => keys.move(1)),
    single,
  )
  useHotkeys(
    'k',
    unlessGoing(() => keys.move(-1)),
    single,
  )
  useHotkeys('x', unlessGoing(keys.select), single)
  useHotkeys('shift+a', keys.selectPage, { ...single, useKey: false })
  useHotkeys('o', unlessGoing(keys.open), single)
  useHotkeys(
    'a',
    unlessGoing(() => keys.act('pass')),
    single,
  )
  useHotkeys(
    'r',
    unlessGoing(() => keys.act('overrule')),
    single,
  )
  useHotkeys(
    'e',
    unlessGoing(() => keys.act('archive')),
    single,
  )
  useHotkeys('/', keys.search, single)
  useHotkeys(
    'n',
    unlessGoing(() => keys.go('/new')),
    single,
  )
  useHotkeys('[', () => keys.page(-1), single)
  useHotkeys(']', () => keys.page(1), single)
  useHotkeys('?', keys.help, single)
  useHotkeys(
    'g',
    () => {
      gone.current = Date.now()
    },
    single,
  )
  useHotkeys(
    'i,m,p,s',
    ({ key }) => {
      const place = places[key]
      if (Date.now() - gone.current > GO_MS || place === undefined) return
      gone.current = 0
      keys.go(place)
    },
    single,
  )
  useHotkeys('esc', keys.close, always)
}
