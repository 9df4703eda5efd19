/** What a process that may die at any await looks like from inside: from its death on nothing ever returns to it. */
export interface Life {
  isOver(): boolean
  /** Asked whenever something returns from outside; dying is left to the test. */
  pass(): void
}

const never = new Promise<never>(() => {})

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'

/** The same object as a mortal process has it: what it asked for happens, but it may not live to hear of it. */
export const mortal = <T extends object>(target: T, life: Life): T => {
  const outlived = (result: Promise<unknown>): Promise<unknown> =>
    result.then(
      (value) => {
        life.pass()
        return life.isOver() ? never : value
      },
      (fault: unknown) => {
        life.pass()
        if (life.isOver()) return never
        throw fault
      },
    )
  return new Proxy(target, {
    get: (_, key) => {
      const value: unknown = Reflect.get(target, key, target)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        if (life.isOver()) return never
        const result: unknown = Reflect.apply(value, target, args)
        if (isPromise(result)) return outlived(result)
        return typeof result === 'object' && result !== null ? mortal(result, life) : result
      }
    },
  })
}
