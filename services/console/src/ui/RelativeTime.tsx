import { useSyncExternalStore } from 'react'
import { useFormat } from '../words/useFormat.ts'

const seconds = (): number => Math.floor(Date.now() / 1000)
let now = seconds()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for all the times on a page, which moves every 20 seconds while somebody looks. */
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  timer ??= setInterval(() => {
    if (document.hidden) return
    now = seconds()
    for (const each of listeners) each()
  }, 20_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time in unix seconds; the component is rendered again as it moves. */
export const useNow = (): number => {
  useSyncExternalStore(subscribe, () => now)
  return Math.max(now, seconds() - 20)
}

/** A moment (unix seconds) as "3 hours ago", with the exact time on hover. */
export const RelativeTime = ({ time }: { readonly time: number }) => {
  const { relativeTime, exactTime } = useFormat()
  const at = useNow()
  return (
    <time dateTime={new Date(time * 1000).toISOString()} title={exactTime(time)}>
      {relativeTime(time, Math.max(at, time > at + 60 ? at : time))}
    </time>
  )
}
