import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'

const load = () => import('./ToastList.tsx')
const ToastList = lazy(async () => ({ default: (await load()).ToastList }))

/** That the network is away has to be told without it. */
const AHEAD_MS = 3_000

let wanted = false
const listeners = new Set<() => void>()

/** Says for a few seconds what has happened. */
export const toast = async (
  title: string,
  given: { readonly tone?: 'good' | 'bad'; readonly more?: string } = {},
): Promise<void> => {
  const { add } = await load()
  wanted = true
  for (const listener of listeners) listener()
  add({ tone: 'good', ...given, title })
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Where `toast` shows, from the first one on. */
export const ToastArea = () => {
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => {}), AHEAD_MS)
    return () => clearTimeout(timer)
  }, [])
  return useSyncExternalStore(subscribe, () => wanted) ? (
    <Suspense>
      <ToastList />
    </Suspense>
  ) : null
}
