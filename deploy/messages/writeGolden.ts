/**
 * `npm run golden`: writes the messages whose schemas have changed into libs/contracts/golden as a new release. Files
 * of earlier releases never change, since processes of the release before run beside those of this one during an
 * update.
 *
 * `-- --amend` writes into the newest release instead, as long as that is not deployed. `-- --anew` forgets all
 * releases and makes the forms of today release 1: only while nothing was deployed.
 *
 * A message whose former example is no longer valid gets one made from its schema; look at it before you commit.
 */
import { parseArgs } from 'node:util'
import { exampleOf } from './example.ts'
import { type Golden, jsonSchemaOf, newest, readGolden, removeReleases, writeRelease } from './golden.ts'
import { schemas } from './messages.ts'

const { amend, anew } = parseArgs({
  options: { amend: { type: 'boolean', default: false }, anew: { type: 'boolean', default: false } },
}).values

const golden = readGolden()
const known = newest(golden)
const last = Math.max(0, ...golden.map((one) => one.release))
const release = anew ? 1 : amend ? Math.max(1, last) : last + 1

const isCurrent = (name: string, schema: unknown): boolean =>
  JSON.stringify(known.get(name)?.schema) === JSON.stringify(schema)

/** Of an event, whose schema all types of its kind share. */
const sayingType = (name: string, message: unknown): unknown =>
  Array.isArray(message) ? message.map((one) => (one.type === undefined ? one : { ...one, type: name })) : message

const changed: readonly Golden[] = Object.entries(schemas).flatMap(([name, zod]) => {
  const schema = JSON.parse(JSON.stringify(jsonSchemaOf(zod)))
  const former = known.get(name)
  if (!anew && isCurrent(name, schema)) return []
  const isValid = former !== undefined && zod.safeParse(former.message).success
  const message = sayingType(name, isValid ? former.message : exampleOf(schema, former?.message))
  const { success, error } = zod.safeParse(message)
  if (!isValid) console.log(success ? `${name}: a new example was made` : `${name}: write an example by hand: ${error}`)
  return [{ release, name, message, schema }]
})

if (anew) removeReleases()
if (changed.length > 0) {
  const amended = anew ? [] : golden.filter((one) => one.release === release)
  const others = amended.filter(({ name }) => Object.hasOwn(schemas, name) && !changed.some((one) => one.name === name))
  const order = Object.keys(schemas)
  writeRelease(
    release,
    [...others, ...changed].toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
  )
}
console.log(`release ${release}: ${changed.length} messages written, see libs/contracts/golden/${release}`)
