const place = 'gongdan.loaded-anew'
const AGAIN_AFTER_MS = 60_000

/**
 * Loads the page anew where a part of it does not come: most often there is a newer console, which has that part under another
 * name. Once a minute at most, and not without a network; else the page says so (see Broken).
 */
export const loadAnewWhereAPartIsGone = (): void => {
  addEventListener('vite:preloadError', () => {
    const before = Number(sessionStorage.getItem(place) ?? 0)
    if (!navigator.onLine || Date.now() - before < AGAIN_AFTER_MS) return
    sessionStorage.setItem(place, String(Date.now()))
    location.reload()
  })
}
