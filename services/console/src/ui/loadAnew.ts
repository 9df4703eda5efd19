const place = 'gongdan.loaded-anew'
const AGAIN_AFTER_MS = 60_000

/** With what parts did not come, so that it is known where it shows. */
const failures = new WeakSet<object>()

const isFailure = (error: unknown): boolean => typeof error === 'object' && error !== null && failures.has(error)

/** Once a minute at most, and not without a network; else the page says so (see Broken). */
const loadAnew = (): void => {
  const before = Number(sessionStorage.getItem(place) ?? 0)
  if (!navigator.onLine || Date.now() - before < AGAIN_AFTER_MS) return
  sessionStorage.setItem(place, String(Date.now()))
  location.reload()
}

/** Loads the page anew where this is why it cannot be shown. */
export const loadAnewFor = (error: unknown): void => {
  if (isFailure(error)) loadAnew()
}

/**
 * Loads the page anew where it needs a part that does not come: most often there is a newer console, which has that part under
 * another name. What is only fetched because the pointer came near takes nothing away that was entered.
 */
export const loadAnewWhereAPartIsGone = (): void => {
  addEventListener('vite:preloadError', (event) => void failures.add(Object(Object(event).payload)))
  // What nobody waits for is no fault: it is asked for again when it is needed.
  addEventListener('unhandledrejection', (event) => {
    if (isFailure(event.reason)) event.preventDefault()
  })
  // Outside of every Broken: React says so to the window.
  addEventListener('error', ({ error }) => loadAnewFor(error))
}
