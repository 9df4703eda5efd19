/** One run of a process: it ends by a crash, which takes all its memory along. */
export interface Lifetime {
  readonly name: string
  alive(): boolean
  /** It has started: from now on it may die at any await. */
  up(): void
  isUp(): boolean
  /** The process is gone, at once; calls the listeners of `onDeath`. */
  die(): void
  onDeath(listener: () => void): void
}

export const startLifetime = (name: string): Lifetime => {
  const listeners: (() => void)[] = []
  let alive = true
  let isUp = false
  return {
    name,
    alive: () => alive,
    up: () => {
      isUp = true
    },
    isUp: () => isUp,
    die: () => {
      if (!alive) return
      alive = false
      for (const listener of listeners) listener()
    },
    onDeath: (listener) => {
      listeners.push(listener)
    },
  }
}
