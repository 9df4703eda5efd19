import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds, now and when that changes. */
export const useMedia = (query: string): boolean => {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

/** Lists are cards, drawers are the whole screen, buttons are in reach of the thumb. */
export const useIsPhone = (): boolean => useMedia('(max-width: 767px)')
