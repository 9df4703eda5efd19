import { useSyncExternalStore } from 'react'

/** What a person has chosen for this browser. */
export type Preferences = {
  readonly language: 'zh' | 'en'
  readonly theme: 'system' | 'light' | 'dark'
  readonly density: 'normal' | 'compact'
  /** Single-key shortcuts (WCAG 2.1.4 wants them to be switched off). */
  readonly shortcuts: boolean
  /** After a decision the next waiting ticket opens. */
  readonly openNext: boolean
  readonly browserNotifications: boolean
}

type Language = Preferences['language']

const place = 'gongdan.preferences'

/** The first of the browser's languages that the console has, if it has one of them. */
const spoken = (): Language | undefined => {
  const languages = navigator.languages.map((language) => language.slice(0, 2).toLowerCase())
  return languages.find((language): language is Language => language === 'zh' || language === 'en')
}

/** The one of the settings that the server keeps, once it is known. */
let kept: Language | undefined

const initial = (): Preferences => ({
  language: spoken() ?? kept ?? 'en',
  theme: 'system',
  density: 'normal',
  shortcuts: true,
  openNext: true,
  browserNotifications: false,
})

/** What was kept, or nothing: a browser may forbid storage, or hold what another version wrote. */
const stored = (): Partial<Preferences> => {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(place) ?? '{}')
    return typeof read === 'object' && read !== null ? read : {}
  } catch {
    return {}
  }
}

let chosen: Partial<Preferences> = {}
let current: Preferences = { ...initial(), ...chosen }
const listeners = new Set<() => void>()

const apply = (): void => {
  const root = document.documentElement
  root.lang = current.language === 'zh' ? 'zh-CN' : 'en'
  root.dataset.density = current.density
  if (current.theme === 'system') delete root.dataset.theme
  else root.dataset.theme = current.theme
}

const change = (next: Partial<Preferences>): void => {
  chosen = next
  current = { ...initial(), ...chosen }
  apply()
  for (const listener of listeners) listener()
}

/** Takes what was chosen before, and from now on what is chosen in another tab. */
export const startPreferences = (): void => {
  change(stored())
  addEventListener('storage', ({ key }) => {
    if (key === place) change(stored())
  })
}

/** Changes what is given, for all tabs of this browser. */
export const setPreferences = (given: Partial<Preferences>): void => {
  change({ ...chosen, ...given })
  try {
    localStorage.setItem(place, JSON.stringify(chosen))
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** Whether neither the person nor their browser says in which language they read. */
export const lacksLanguage = (): boolean => chosen.language === undefined && spoken() === undefined

/** The language that the server knows the person to read, for where nothing else says. */
export const takeLanguage = (language: Language): void => {
  kept = language
  change(chosen)
}

export const preferences = (): Preferences => current

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The preferences as they are; the component is rendered again when they change. */
export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, preferences)
