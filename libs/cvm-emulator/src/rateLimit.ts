export interface RateLimit {
  /** Lets a call through, or not, at a time in ms; what is not let through does not count. */
  readonly admits: (key: string, perSecond: number, now: number) => boolean
  readonly clear: () => void
}

/** Counts over a sliding second: no window of one second, wherever it begins, ever lets more through. */
export const rateLimit = (): RateLimit => {
  const admitted = new Map<string, readonly number[]>()
  return {
    admits: (key, perSecond, now) => {
      const recent = (admitted.get(key) ?? []).filter((at) => at >= now - 1000)
      const isFree = recent.length < perSecond
      admitted.set(key, isFree ? [...recent, now] : recent)
      return isFree
    },
    clear: () => admitted.clear(),
  }
}
