import { openAudit } from './audit.ts'
import { carryOut, readArguments, refuse } from './commandLine.ts'
import { targetDatabase } from './target.ts'
import { operateUsage } from './usages.ts'

const { values } = readArguments(operateUsage, { options: { last: { type: 'string', default: '20' } } })
const last = Number(values.last)
if (!(Number.isInteger(last) && last > 0)) refuse(operateUsage)

await carryOut(async () => {
  const { MONGODB_URL } = await targetDatabase()
  const audit = await openAudit(MONGODB_URL)
  try {
    for (const line of await audit.last(last)) process.stdout.write(`${JSON.stringify(line, null, 2)}\n`)
  } finally {
    await audit.close()
  }
})
