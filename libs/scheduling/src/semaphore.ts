/** Lets so many pieces of work run at once; the others wait, first come, first served. */
export type Semaphore = <T>(work: () => Promise<T>) => Promise<T>

export const createSemaphore = (places: number): Semaphore => {
  let free = places
  const waiting: (() => void)[] = []

  const take = async (): Promise<void> => {
    if (free > 0) free -= 1
    else await new Promise<void>((goOn) => void waiting.push(goOn))
  }
  /** Hands the place on, so that nobody who comes now gets in before those who wait. */
  const giveBack = (): void => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }

  return async (work) => {
    await take()
    try {
      return await work()
    } finally {
      giveBack()
    }
  }
}
