/** What a process that may die at any await looks like from inside: from its death on nothing ever returns to it. */
export interface CrashSwitch {
  hasCrashed(): boolean
  /** Asked whenever something returns from outside; dying is left to the test. */
  afterCall(): void
}

const never = new Promise<never>(() => {})

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'

/** The same object as a mortal process has it: what it asked for happens, but it may not live to hear of it. */
export const crashable = <T extends object>(target: T, life: CrashSwitch): T => {
  const unlessCrashed = (result: Promise<unknown>): Promise<unknown> =>
    result.then(
      (value) => {
        life.afterCall()
        return life.hasCrashed() ? never : value
      },
      (fault: unknown) => {
        life.afterCall()
        if (life.hasCrashed()) return never
        throw fault
      },
    )
  return new Proxy(target, {
    get: (_, key) => {
      const value: unknown = Reflect.get(target, key, target)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        if (life.hasCrashed()) return never
        const result: unknown = Reflect.apply(value, target, args)
        if (isPromise(result)) return unlessCrashed(result)
        return typeof result === 'object' && result !== null ? crashable(result, life) : result
      }
    },
  })
}
