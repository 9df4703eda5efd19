/** The promise's value or rejection, or `late` if it has not settled within `ms` milliseconds. Leaves no timer behind. */
export const withTimeout = async <T, L>(ms: number, promise: Promise<T>, late: L): Promise<T | L> => {
  const { promise: timedOut, resolve } = Promise.withResolvers<L>()
  const timer = setTimeout(resolve, ms, late)
  try {
    return await Promise.race([promise, timedOut])
  } finally {
    clearTimeout(timer)
  }
}
