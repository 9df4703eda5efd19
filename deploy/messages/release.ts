/**
 * `npm run release-messages`: writes down, as a new release, the messages whose schemas have changed. The message of the
 * release before is put in; whoever changed the schema adds to it what is new. Files of earlier releases never change;
 * those of the newest one do with `-- --amend`, as long as it runs nowhere yet.
 */
import { jsonSchemaOf, newest, readGolden, writeGolden } from './golden.ts'
import { schemas } from './messages.ts'

const golden = readGolden(Object.keys(schemas))
const known = newest(golden)
const last = Math.max(0, ...golden.map((one) => one.release))
const release = process.argv.includes('--amend') ? last : last + 1

for (const [name, zod] of Object.entries(schemas)) {
  const schema = jsonSchemaOf(zod)
  const before = known.get(name)
  if (JSON.stringify(before?.schema) === JSON.stringify(schema)) continue
  writeGolden({ release, name, message: before?.message ?? null, schema })
  console.log(`${name}: libs/contracts/golden/${release}`)
}
