import { createLog } from '@gongdan/service'
import { readArguments, refuse } from '../commandLine.ts'
import { targetUrls } from '../target.ts'
import { restoreUsage } from '../usages.ts'
import { restore } from './restore.ts'

const options = { 'resend-hours': { type: 'string', default: '24' } } as const
const { positionals, values } = readArguments(restoreUsage, { allowPositionals: true, options })
const [directory = refuse(restoreUsage), ...rest] = positionals
const hours = Number(values['resend-hours'])
if (rest.length > 0 || !(hours >= 0)) refuse(restoreUsage)

/** Starts the broker and the database of this machine, until `stop`. */
const localParts = async () => {
  const { checkLocalData } = await import('../../local/localData.ts')
  const { localDirectory } = await import('../../local/localDirectory.ts')
  const { clearRun, openRun } = await import('../../local/run.ts')
  const { startParts } = await import('../../local/parts/startParts.ts')
  await clearRun(localDirectory())
  checkLocalData(localDirectory())
  const run = openRun(localDirectory(), false, console.error)
  const parts = await startParts(run).catch(async (fault: unknown) => {
    await run.close()
    throw fault
  })
  const stop = async () => {
    await parts.stop()
    await run.close()
  }
  return { MONGODB_URL: parts.mongodb.url, AMQP_URL: parts.rabbitmq.url, stop }
}

const isNamed = process.env.MONGODB_URL !== undefined || process.env.AMQP_URL !== undefined
const named = async () => ({ ...(await targetUrls()), stop: async () => {} })
const log = createLog('restore', 'warn', process.stderr)

try {
  const { MONGODB_URL, AMQP_URL, stop } = await (isNamed ? named() : localParts())
  try {
    const urls = { mongodbUrl: MONGODB_URL, amqpUrl: AMQP_URL }
    const { documents, messages, sentAgain, lookingFirst } = await restore(urls, directory, hours, log)
    process.stdout.write(`restored ${documents} documents and ${messages} messages
${sentAgain} documents publish their events of the last ${hours} h before the backup again
${lookingFirst} image jobs look for their image before they create it
now start the services, and then: npm run verify
`)
  } finally {
    await stop()
  }
} catch (fault) {
  process.stderr.write(`not restored: ${fault instanceof Error ? fault.message : fault}\n`)
  process.exitCode = 3
}
