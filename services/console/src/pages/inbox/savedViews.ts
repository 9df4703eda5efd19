import { useSyncExternalStore } from 'react'

/** A view that was given a name in this browser: its address. */
export type SavedView = { readonly name: string; readonly address: string }

const place = 'gongdan.views'
const listeners = new Set<() => void>()

const read = (): readonly SavedView[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    if (!Array.isArray(kept)) return []
    return kept.filter((one) => typeof one?.name === 'string' && typeof one?.address === 'string')
  } catch {
    return []
  }
}

let views: readonly SavedView[] | undefined

const write = (next: readonly SavedView[]): void => {
  views = next
  try {
    localStorage.setItem(place, JSON.stringify(next))
  } catch {
    // Without storage a view lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

/** Keeps a view; one of the same name is replaced. */
export const saveView = (view: SavedView): void =>
  write([...(views ?? read()).filter(({ name }) => name !== view.name), view])

export const removeView = (name: string): void => write((views ?? read()).filter((view) => view.name !== name))

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSavedViews = (): readonly SavedView[] =>
  useSyncExternalStore(subscribe, () => {
    views ??= read()
    return views
  })
