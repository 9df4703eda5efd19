import { parseArgs } from 'node:util'
import { openParking } from '@gongdan/messaging'
import { createLog } from '@gongdan/service'
import { openAudit } from './audit.ts'
import { type Choice, parked } from './parked.ts'
import { databasesAndBroker } from './where.ts'

const usage = `What a person may do about messages that nobody consumes: those that could not be handled (queue parking) and
events that no queue wanted (queue unroutable). Every replay and discard is recorded, under the name and with the reason given.

  list                                       what lies there; [--queue Q] [--type T] [--most 50]
  show MESSAGE…                              headers and body
  replay MESSAGE… --by NAME --reason TEXT    sends it again where it came from, as new
  discard MESSAGE… --by NAME --reason TEXT   takes it away; the audit keeps a copy

MESSAGE is a handle or a message id; --all stands for every one, [--queue Q] [--type T].
`
const kinds = ['parking', 'unroutable'] as const

const refuse = (): never => {
  process.stderr.write(usage)
  process.exit(2)
}
const read = () => {
  const text = { type: 'string' } as const
  const options = { by: text, reason: text, queue: text, type: text, most: { ...text, default: '50' } } as const
  try {
    return parseArgs({ allowPositionals: true, options: { ...options, all: { type: 'boolean', default: false } } })
  } catch {
    return refuse()
  }
}

const { positionals, values } = read()
const [command = '', ...named] = positionals
const { by = '', reason = '', queue, type, all } = values
const most = Number(values.most)
const isQueue = queue === undefined || kinds.some((kind) => kind === queue)
const isChosen = command === 'list' ? named.length === 0 : named.length > 0 !== all
const isSigned = (command !== 'replay' && command !== 'discard') || (by.trim() !== '' && reason.trim() !== '')
if (!['list', 'show', 'replay', 'discard'].includes(command) || !isQueue || !isChosen || !isSigned || !(most > 0)) {
  refuse()
}

const { AMQP_URL, MONGODB_URL } = await databasesAndBroker()
const log = createLog('operator', 'info', process.stderr)
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
const parking = await openParking(AMQP_URL)
const choice: Choice = { queues: queue === undefined ? kinds : [queue], named, all: all || command === 'list', type }
const operator = parked(parking, say)

const act = async (action: 'replay' | 'discard'): Promise<boolean> => {
  const audit = await openAudit(MONGODB_URL)
  try {
    const { done, failed, missing } = await operator.act(choice, { by, reason, action }, audit, log)
    process.stdout.write(`${action}: ${done} done, ${failed} not done\n`)
    for (const one of missing) process.stdout.write(`not found: ${one}\n`)
    return failed === 0 && missing.length === 0
  } finally {
    await audit.close()
  }
}

const run = async (): Promise<boolean> => {
  switch (command) {
    case 'list': {
      // Counted first: what was shown is back in its queue only a moment after the look.
      const counts = await Promise.all(choice.queues.map(async (one) => `${one}: ${await parking.count(one)}\n`))
      await operator.list(choice, most)
      process.stdout.write(counts.join(''))
      return true
    }
    case 'show':
      return (await operator.show(choice)) > 0
    case 'replay':
      return act('replay')
    default:
      return act('discard')
  }
}

try {
  process.exitCode = (await run()) ? 0 : 1
} finally {
  await parking.close()
}
