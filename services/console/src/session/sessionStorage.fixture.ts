import { afterEach, beforeEach } from '@jest/globals'

/** Gives each test of a file a `sessionStorage`, as a tab has one, and what is in it. */
export const withSessionStorage = (): Map<string, string> => {
  const store = new Map<string, string>()
  beforeEach(() => {
    const sessionStorage = {
      getItem: (key: string) => store.get(key) ?? null,
      setItem: (key: string, text: string) => store.set(key, text),
      removeItem: (key: string) => store.delete(key),
    }
    Object.assign(globalThis, { sessionStorage })
  })
  afterEach(() => {
    store.clear()
    Reflect.deleteProperty(globalThis, 'sessionStorage')
  })
  return store
}
