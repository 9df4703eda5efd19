/** Simulates a process that may crash at any await: after the crash no call returns to it. */
export interface CrashSwitch {
  hasCrashed(): boolean
  /** Called whenever a call returns; the test decides here whether the process crashes. */
  afterCall(): void
}

const never = new Promise<never>(() => {})

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'

/** The object as a crashable process uses it: its calls take effect, but after a crash their results never arrive. */
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
