/** The promise's value or rejection, or `late` if it has not settled within `ms` milliseconds. Leaves no timer behind. */
export const withTimeout = async <T, L>(ms: number, promise: Promise<T>, late: L): Promise<T | L> => {
  const { promise: tooLate, resolve } = Promise.withResolvers<L>()
  const timer = setTimeout(resolve, ms, late)
  try {
    return await Promise.race([promise, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
