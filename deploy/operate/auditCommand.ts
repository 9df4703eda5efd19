import { parseArgs } from 'node:util'
import { openAudit } from './audit.ts'
import { targetDatabase } from './target.ts'

const { values } = parseArgs({ options: { last: { type: 'string', default: '20' } } })
const { MONGODB_URL } = await targetDatabase()
const audit = await openAudit(MONGODB_URL)
try {
  for (const line of await audit.last(Math.max(1, Number(values.last) || 1))) {
    process.stdout.write(`${JSON.stringify(line, null, 2)}\n`)
  }
} finally {
  await audit.close()
}
