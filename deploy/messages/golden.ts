import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { root } from '../local/localDirectory.ts'

const folder = join(root, 'libs/contracts/golden')

/** A message as a release sends it, and what that release says of all such messages (JSON Schema). */
export interface Golden {
  readonly release: number
  readonly name: string
  readonly message: unknown
  readonly schema: unknown
}

const File = z.strictObject({ message: z.unknown(), schema: z.unknown() })
const fileOf = (release: number, name: string) => join(folder, String(release), `${name.replaceAll(' ', '-')}.json`)

/**
 * What a schema takes, as JSON Schema; what only code can say of it is left out. Members it does not name are allowed,
 * for that is how one release reads the messages of the next.
 */
export const jsonSchemaOf = (schema: z.ZodType): unknown =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'draft-7' })

/** Every message of every release, oldest first; a message that a release left as it was stands in an earlier one. */
export const readGolden = (names: readonly string[]): readonly Golden[] =>
  globSync('*/*.json', { cwd: folder })
    .map((file) => ({ release: Number(dirname(file)), file: basename(file, '.json'), path: join(folder, file) }))
    .sort((a, b) => a.release - b.release)
    .map(({ release, file, path }) => {
      const name = names.find((known) => known.replaceAll(' ', '-') === file) ?? file
      return { release, name, ...File.parse(JSON.parse(readFileSync(path, 'utf8'))) }
    })

/** Each message as the newest release that changed it has it. */
export const newest = (golden: readonly Golden[]): ReadonlyMap<string, Golden> =>
  new Map(golden.map((one) => [one.name, one]))

export const writeGolden = ({ release, name, message, schema }: Golden): void => {
  const file = fileOf(release, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify({ message, schema }, null, 2)}\n`)
}
