import process from 'node:process'
import { parseArgs } from 'node:util'
import { connect } from '@gongdan/store'
import { createCloudRateLimiter } from './adapters/cloudRateLimiter.ts'
import { credentialFrom } from './adapters/credentials.ts'
import { jobsOf } from './adapters/jobDocument.ts'
import { createJobStore } from './adapters/jobStore.ts'
import { createCall } from './adapters/tencentCloud.ts'
import { createCloud } from './adapters/tencentImages.ts'
import { endpointOf, operatorConfig } from './config.ts'
import { defaultLimits } from './domain/limits.ts'
import { operate } from './handlers/operate.ts'

const usage = `Commands for images that need an operator. Every change is recorded under the name given with --by.

  list                                     jobs that wait for an operator, and why
  show TICKET                              a job with its history
  adopt TICKET IMAGE --by NAME             take this image for the ticket; [--unmarked] although it has no marker
  retry TICKET --by NAME                   look up once more, then make the image under a new name
  give-up TICKET --reason TEXT --by NAME   the image has failed; the ticket may be requested again
  delete REGION IMAGE --by NAME            delete an image of ours that no job needs, with its snapshots
`

const refuse = (): never => {
  process.stderr.write(usage)
  process.exit(2)
}
const read = () => {
  const text = { type: 'string' } as const
  const options = { by: text, reason: text, unmarked: { type: 'boolean', default: false } } as const
  try {
    return parseArgs({ allowPositionals: true, options })
  } catch {
    return refuse()
  }
}
/** A variable of a shell that is not set gives an empty text. */
const isSaid = (text: string | undefined): boolean => text !== undefined && text.trim() !== ''

const { positionals, values } = read()
const [command = '', first = '', second = ''] = positionals
const operands: Readonly<Record<string, number>> = { list: 0, show: 1, adopt: 2, retry: 1, 'give-up': 1, delete: 2 }
const isReading = command === 'list' || command === 'show'
const isComplete =
  operands[command] === positionals.length - 1 &&
  (isReading || isSaid(values.by)) &&
  (command !== 'give-up' || isSaid(values.reason))
if (!isComplete) refuse()

const settings = operatorConfig()
const store = await connect(settings.MONGODB_URL, 'image').catch((fault: Error) => {
  process.stderr.write(`not done: ${fault.message}\n`)
  process.exit(3)
})
const jobs = jobsOf(store)
const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)

const call = createCall({
  endpoint: endpointOf(settings),
  connectTo: settings.CVM_CONNECT_TO,
  getCredential: credentialFrom(settings),
})
const cloud = createCloud(call, createCloudRateLimiter(store.db.collection('rate_buckets')))
// The running workers publish what is recorded here and find what becomes due.
const jobStore = createJobStore({
  db: store.db,
  jobs,
  leaseMs: 60_000,
  own: null,
  committed: () => {},
  nudge: () => {},
  alarm: () => {},
})
const operator = operate({ store: jobStore, cloud, limits: defaultLimits, operator: values.by ?? '' })

const waiting = async () => {
  let count = 0
  for await (const { _id } of jobs.find({ state: 'NEEDS_OPERATOR' }, { projection: { _id: 1 } })) {
    const job = await jobStore.load(_id)
    if (job?.phase.state !== 'NEEDS_OPERATOR') continue
    const { region, instanceId, attempt, phase } = job
    print({ ticket: _id, region, instance: instanceId, attempt, image: phase.imageId, ...phase.failure })
    count += 1
  }
  process.stdout.write(`images that wait for a person: ${count}\n`)
  return null
}

const run = () => {
  switch (command) {
    case 'list':
      return waiting()
    case 'show':
      return jobs.findOne({ _id: first }).then((document) => (document === null ? 'no-such-job' : print(document)))
    case 'adopt':
      return operator.adopt(first, second, values.unmarked)
    case 'retry':
      return operator.retry(first)
    case 'give-up':
      return operator.giveUp(first, values.reason ?? '')
    default:
      return operator.deleteImage(first, second)
  }
}

try {
  const refusal = await run()
  if (typeof refusal === 'string') {
    process.stderr.write(`not done: ${refusal}\n`)
    process.exitCode = 1
  } else if (!isReading) {
    process.stdout.write('done\n')
  }
} finally {
  await store.close()
}
