import { parseArgs } from 'node:util'
import { openParking } from '@gongdan/messaging'
import { createLog } from '@gongdan/service'
import { openAudit } from './audit.ts'
import { parkedMessages, type Selection } from './parked.ts'
import { targetUrls } from './target.ts'

const usage = `Handles messages that no service consumes: those that could not be handled (queue parking) and events that no queue is
bound to (queue unroutable). Every replay and discard is recorded with its operator and reason.

  list                                       lists them; [--queue Q] [--type T] [--most 50]
  show MESSAGE…                              shows headers and body
  replay MESSAGE… --by NAME --reason TEXT    publishes it again to where it came from, as new
  discard MESSAGE… --by NAME --reason TEXT   removes it; the audit has a copy

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
const isSelectionValid = command === 'list' ? named.length === 0 : named.length > 0 !== all
const isSigned = (command !== 'replay' && command !== 'discard') || (by.trim() !== '' && reason.trim() !== '')
if (
  !['list', 'show', 'replay', 'discard'].includes(command) ||
  !isQueue ||
  !isSelectionValid ||
  !isSigned ||
  !(most > 0)
) {
  refuse()
}

const { AMQP_URL, MONGODB_URL } = await targetUrls()
const log = createLog('operator', 'info', process.stderr)
const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
const parking = await openParking(AMQP_URL)
const selection: Selection = {
  queues: queue === undefined ? kinds : [queue],
  named,
  all: all || command === 'list',
  type,
}
const operator = parkedMessages(parking, print)

const act = async (action: 'replay' | 'discard'): Promise<boolean> => {
  const audit = await openAudit(MONGODB_URL)
  try {
    const { done, failed, missing } = await operator.act(selection, { by, reason, action }, audit, log)
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
      // Counted first: messages that were listed return to their queue a moment later.
      const counts = await Promise.all(selection.queues.map(async (one) => `${one}: ${await parking.count(one)}\n`))
      await operator.list(selection, most)
      process.stdout.write(counts.join(''))
      return true
    }
    case 'show':
      return (await operator.show(selection)) > 0
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
