import { useHotkeys } from 'react-hotkeys-hook'
import { useNavigate } from 'react-router'
import { usePreferences } from '../preferences/preferences.ts'

const places: Readonly<Record<string, string>> = {
  i: '/inbox',
  m: '/inbox?scope=applied',
  p: '/processes',
  s: '/settings',
}
const GO_MS = 1_500

/** When `g` was pressed: the key after it says where to, and is nothing else then. */
let pressed = 0
export const isGoing = (): boolean => Date.now() - pressed <= GO_MS

/** Whether keys are letters there. A box to tick takes none of them. */
export const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox'))

const dialogs = ['dialog', 'alertdialog'].map((role) => `[role="${role}"]:not([aria-modal="false"])`).join()

/** How many dialogs are open, one over the other. What is only said for a while, by a toast, is called one too, but not modal. */
export const openDialogs = (): number => document.querySelectorAll(dialogs).length

/** The keys that lead from every page to another; where the settings say so, none of them does. */
export const useGoKeys = (): void => {
  const { shortcuts } = usePreferences()
  const navigate = useNavigate()
  const single = {
    enabled: shortcuts,
    enableOnFormTags: true,
    useKey: true,
    ignoreEventWhen: (event: KeyboardEvent) => isTyping(event) || openDialogs() > 0,
  }
  useHotkeys(
    'g',
    () => {
      pressed = Date.now()
    },
    single,
  )
  useHotkeys(
    'n',
    () => {
      if (!isGoing()) void navigate('/new')
    },
    { ...single, preventDefault: true },
  )
  useHotkeys(
    'i,m,p,s',
    ({ key }) => {
      const place = places[key]
      if (!isGoing() || place === undefined) return
      pressed = 0
      void navigate(place)
    },
    single,
  )
}
