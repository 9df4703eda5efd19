import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { root } from '../local/localDirectory.ts'

const folder = join(root, 'libs/contracts/golden')

/** A message as a release sends it, and what that release accepts as such a message (JSON Schema). */
export interface Golden {
  readonly release: number
  readonly name: string
  readonly message: unknown
  readonly schema: unknown
}

/** One form of message: the schema, and an example of each message that has this form. */
const Shape = z.strictObject({ examples: z.record(z.string(), z.unknown()), schema: z.unknown() })
type Shape = z.infer<typeof Shape>

/**
 * What a schema takes, as JSON Schema; what only code can check is left out. Members it does not name are allowed, since that
 * is how one release reads the messages of the next.
 */
export const jsonSchemaOf = (schema: z.ZodType): unknown =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'draft-7' })

/** Every message of every release, oldest first; a release holds only the messages that it changed. */
export const readGolden = (): readonly Golden[] =>
  globSync('*/*.json', { cwd: folder })
    .toSorted()
    .map((path) => ({ release: Number(dirname(path)), path: join(folder, path) }))
    .sort((a, b) => a.release - b.release)
    .flatMap(({ release, path }) => {
      const { examples, schema } = Shape.parse(JSON.parse(readFileSync(path, 'utf8')))
      return Object.entries(examples).map(([name, message]) => ({ release, name, message, schema }))
    })

/** Each message as the newest release that changed it has it. */
export const newest = (golden: readonly Golden[]): ReadonlyMap<string, Golden> =>
  new Map(golden.map((one) => [one.name, one]))

/** JSON that puts whatever fits within 120 columns on one line, as Biome formats it. */
const format = (value: unknown, indent = '', before = 0): string => {
  const short = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ')
  const inner = `${indent}  `
  if (typeof value !== 'object' || value === null || indent.length + before + short.length < 118) return short
  const lines = Array.isArray(value)
    ? value.map((item) => `${inner}${format(item, inner)}`)
    : Object.entries(value).map(([key, item]) => {
        const label = `${JSON.stringify(key)}: `
        return `${inner}${label}${format(item, inner, label.length)}`
      })
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`
}

/** The messages that have equal schemas, in one shape. */
const shapesOf = (golden: readonly Golden[]): readonly Shape[] => {
  const shapes = new Map<string, Shape>()
  for (const { name, message, schema } of golden) {
    const key = JSON.stringify(schema)
    shapes.set(key, { examples: { ...shapes.get(key)?.examples, [name]: message }, schema })
  }
  return [...shapes.values()]
}

/** A shape is called after its message, or after the first of several: `ticket.saved+13` is that of 14 messages. */
const fileNameOf = ({ examples }: Shape): string => {
  const [first = '', ...others] = Object.keys(examples)
  return `${first.replaceAll(' ', '-')}${others.length === 0 ? '' : `+${others.length}`}.json`
}

/** Replaces what is stored of a release. */
export const writeRelease = (release: number, golden: readonly Golden[]): void => {
  const directory = join(folder, String(release))
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  for (const shape of shapesOf(golden)) {
    writeFileSync(join(directory, fileNameOf(shape)), `${format(shape)}\n`)
  }
}

/** Removes every release. */
export const removeReleases = (): void => {
  for (const path of globSync('*', { cwd: folder })) rmSync(join(folder, basename(path)), { recursive: true })
}
