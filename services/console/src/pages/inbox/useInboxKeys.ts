import { useHotkeys } from 'react-hotkeys-hook'
import { isGoing, isTyping, openDialogs } from '../../layout/useGoKeys.ts'
import { usePreferences } from '../../preferences/preferences.ts'

export type InboxKeys = {
  readonly move: (by: 1 | -1) => void
  readonly select: () => void
  readonly selectPage: () => void
  readonly open: () => void
  readonly close: () => void
  readonly act: (action: 'pass' | 'overrule' | 'archive') => void
  readonly search: () => void
  readonly page: (by: 1 | -1) => void
  readonly help: () => void
}

/**
 * The shortcuts of the inbox. They rest while one types, while a dialog is open, and for good where the settings say so; Esc works all
 * the same, but where the page itself asks (`enabled`). The sheet that shows a ticket where there is no room beside the list
 * (`hasSheet`) is no dialog in this sense.
 */
export const useInboxKeys = (
  keys: InboxKeys,
  { enabled, hasSheet }: { readonly enabled: boolean; readonly hasSheet: boolean },
): void => {
  const { shortcuts } = usePreferences()
  const always = { enabled, enableOnFormTags: true, ignoreEventWhen: isTyping }
  const single = {
    ...always,
    ignoreEventWhen: (event: KeyboardEvent) => isTyping(event) || openDialogs() > (hasSheet ? 1 : 0),
    enabled: enabled && shortcuts,
    useKey: true,
    preventDefault: true,
  }
  const unlessGoing = (act: () => void) => (): void => {
    if (!isGoing()) act()
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
  useHotkeys('[', () => keys.page(-1), single)
  useHotkeys(']', () => keys.page(1), single)
  useHotkeys('?', keys.help, single)
  useHotkeys('esc', keys.close, always)
}
