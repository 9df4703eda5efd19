import { carryOut, readArguments, refuse } from '../commandLine.ts'
import { targetUrls } from '../target.ts'
import { backupUsage } from '../usages.ts'
import { backUp } from './backup.ts'

// npm run backup -- DIR: writes a backup of a system into a new directory while it works. The system is the one that npm
// start runs here, or the one that MONGODB_URL and AMQP_URL name.

const [directory = refuse(backupUsage), ...rest] = readArguments(backupUsage, { allowPositionals: true }).positionals
if (rest.length > 0) refuse(backupUsage)
await carryOut(async () => {
  const { MONGODB_URL, AMQP_URL } = await targetUrls()
  const { at, collections, messages } = await backUp({ mongodbUrl: MONGODB_URL, amqpUrl: AMQP_URL }, directory)
  const documents = collections.reduce((sum, one) => sum + one.documents, 0)
  const moment = new Date(at).toISOString()
  process.stdout.write(`${directory}: ${documents} documents and ${messages.documents} messages, as of ${moment}\n`)
})
