const place = 'gongdan.reasons'
const MOST = 10

/** The reasons that were given in this browser, the last one first. */
export const lastReasons = (): readonly string[] => {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    return Array.isArray(read) ? read.filter((one) => typeof one === 'string').slice(0, MOST) : []
  } catch {
    return []
  }
}

export const keepReason = (reason: string): void => {
  try {
    const next = [reason, ...lastReasons().filter((one) => one !== reason)].slice(0, MOST)
    localStorage.setItem(place, JSON.stringify(next))
  } catch {
    // Without storage there are no suggestions.
  }
}
