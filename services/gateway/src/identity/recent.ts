/** A memory of bounded size; what was not asked for longest is forgotten first. */
export interface Recent<V> {
  get(key: string): V | undefined
  put(key: string, value: V): void
  forget(key: string): void
}

/** Remembers at most `most` values. */
export const createRecent = <V>(most: number): Recent<V> => {
  // A Map keeps the order of insertion: the first key is the one that was not used longest.
  const values = new Map<string, V>()
  const put = (key: string, value: V) => {
    values.delete(key)
    values.set(key, value)
    const [oldest] = values.keys()
    if (values.size > most && oldest !== undefined) values.delete(oldest)
  }
  return {
    get: (key) => {
      const value = values.get(key)
      if (value !== undefined) put(key, value)
      return value
    },
    put,
    forget: (key) => {
      values.delete(key)
    },
  }
}
