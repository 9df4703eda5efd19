import type { Fields, Shape } from './originalApi.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const ofFields = ({ documented, added = {} }: Fields, value: unknown, at: string): readonly string[] => {
  if (!isObject(value)) return [`${at} is no object`]
  const names = Object.keys(value).filter((name) => !Object.hasOwn(added, name))
  const wanted = Object.keys(documented)
  if (names.join() !== wanted.join()) return [`${at} has ${names.join()} instead of ${wanted.join()}`]
  return Object.entries({ ...documented, ...added }).flatMap(([name, shape]) =>
    deviations(shape, value[name], `${at}.${name}`),
  )
}

const isOf = (shape: Extract<Shape, string>, value: unknown): boolean => {
  switch (shape) {
    case 'text':
      return typeof value === 'string'
    case 'integer':
      return Number.isInteger(value)
    case 'flag':
      return typeof value === 'boolean'
    case 'null':
      return value === null
    case 'anything':
      return value !== undefined
  }
}

/** Where a value is not as documented: a field too many, too few, in another place or of another type. */
export const deviations = (shape: Shape, value: unknown, at = 'answer'): readonly string[] => {
  if (typeof shape === 'string') return isOf(shape, value) ? [] : [`${at} is no ${shape}: ${JSON.stringify(value)}`]
  if ('documented' in shape) return ofFields(shape, value, at)
  const [item] = shape
  return Array.isArray(value)
    ? value.flatMap((one, index) => deviations(item, one, `${at}[${index}]`))
    : [`${at} is no list`]
}
