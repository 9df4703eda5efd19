/**
 * `npm run openapi`: reads the gateway's OpenAPI document on stdin and writes what the client knows of it: its types,
 * the names of the fields that hold a uint64, and what kinds of values the fields of tickets take. With `--check` nothing is written; what differs is named, and the exit code is 1.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'

interface Schema {
  readonly type?: string
  readonly format?: string
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly $ref?: string
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
}

const document = JSON.parse(await text(process.stdin))

const isUint64 = ({ format, anyOf = [], oneOf = [] }: Schema): boolean =>
  format === 'uint64' || [...anyOf, ...oneOf].some(isUint64)

const namesOfUint64 = (node: unknown): string[] => {
  if (typeof node !== 'object' || node === null) return []
  const properties: Readonly<Record<string, Schema>> = 'properties' in node ? Object(node.properties) : {}
  const own = Object.entries(properties).flatMap(([name, schema]) => (isUint64(Object(schema)) ? [name] : []))
  return [...own, ...Object.values(node).flatMap(namesOfUint64)]
}

const resolve = (schema: Schema): Schema => {
  if (schema.$ref === undefined) return schema
  const path = schema.$ref.slice(2).split('/')
  return resolve(path.reduce<unknown>((node, name) => Object(node)[name], document) as Schema)
}

const formsOf = (given: Schema): readonly Schema[] => {
  const schema = resolve(given)
  const inside = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  return [schema, ...inside.flatMap(formsOf)]
}

/** What text is to be made of a field's value, where it is not a text. Lists of objects have no place in a row. */
const kindOf = (forms: readonly Schema[]): string | undefined => {
  const types = new Set(forms.flatMap(({ type }) => type ?? []))
  const isList = forms.some(({ items }) => items !== undefined && formsOf(items).some(({ type }) => type === 'string'))
  return isList ? 'list' : ['boolean', 'integer'].find((type) => types.has(type))
}

const kindsIn = (schema: Schema): readonly (readonly [name: string, kind: string])[] =>
  formsOf(schema).flatMap(({ properties = {} }) =>
    Object.entries(properties).flatMap(([name, field]) => {
      const forms = formsOf(field)
      const kind = kindOf(forms)
      return kind === undefined ? kindsIn(field) : [[name, kind] as const]
    }),
  )

const types = await openapiTS(document, {
  immutable: true,
  // A form that fills in a default is not required on input, and its answer says so by `required`.
  defaultNonNullable: false,
  transform: ({ format }) =>
    format === 'uint64' ? ts.factory.createKeywordTypeNode(ts.SyntaxKind.BigIntKeyword) : undefined,
})
const names = [...new Set(namesOfUint64(document))].sort()

const submit = document.paths['/v1/ticket/submit'].post.requestBody.content['application/json'].schema
const kinds = [...new Map(kindsIn(submit)).entries()].toSorted(([a], [b]) => (a < b ? -1 : 1))

const written = {
  'src/schema.d.ts': `// Made by \`npm run openapi\` from the gateway's OpenAPI document.\n${astToString(types)}`,
  'src/uint64Fields.ts': `// Made by \`npm run openapi\` from the gateway's OpenAPI document.
/** The fields that hold a uint64, which a double does not. */
export const uint64Fields: ReadonlySet<string> = new Set([
${names.map((name) => `  '${name}',\n`).join('')}])
`,
  'src/fieldKinds.ts': `// Made by \`npm run openapi\` from the gateway's OpenAPI document.
/** What a field of a ticket holds that is no text: for programs that read tickets from rows of text. */
export const fieldKinds: Readonly<Record<string, 'integer' | 'boolean' | 'list'>> = {
${kinds.map(([name, kind]) => `  ${name}: '${kind}',\n`).join('')}}
`,
}

for (const [file, made] of Object.entries(written)) {
  const path = join(import.meta.dirname, file)
  if (!process.argv.includes('--check')) writeFileSync(path, made)
  else if (readFileSync(path, 'utf8') !== made) {
    console.log(`libs/sdk/${file} is not of today's document: run npm run openapi`)
    process.exitCode = 1
  }
}
