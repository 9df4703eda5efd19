let waiting = ''

/** `(3) title`: how many tickets wait, before what the page calls itself. */
export const withWaiting = (title: string, count: string): string => {
  const bare = title.replace(/^\(\d+\+?\) /, '')
  return count === '' ? bare : `(${count}) ${bare}`
}

/** Puts the number before the title of the tab, also after the page has given itself another. */
export const showWaiting = (count: string): void => {
  waiting = count
  const wanted = withWaiting(document.title, waiting)
  if (document.title !== wanted) document.title = wanted
}

/** Watches the title from now on. */
export const keepTitleBadge = (): void => {
  const title = document.querySelector('title')
  if (title !== null) new MutationObserver(() => showWaiting(waiting)).observe(title, { childList: true })
}
