import { openParking, type Parking } from '@gongdan/messaging'
import { createLog } from '@gongdan/service'
import { openAudit } from './audit.ts'
import { carryOut, readArguments, refuse } from './commandLine.ts'
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
type Operator = ReturnType<typeof parkedMessages>

const text = { type: 'string' } as const
const { positionals, values } = readArguments(usage, {
  allowPositionals: true,
  options: {
    ...{ by: text, reason: text, queue: text, type: text, most: { ...text, default: '50' } },
    all: { type: 'boolean', default: false },
  },
})
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
  refuse(usage)
}

const log = createLog('operator', 'info', process.stderr)
const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
const selection: Selection = {
  queues: queue === undefined ? kinds : [queue],
  named,
  all: all || command === 'list',
  type,
}

const act = async (operator: Operator, action: 'replay' | 'discard', mongodbUrl: string): Promise<boolean> => {
  const audit = await openAudit(mongodbUrl)
  try {
    const { done, failed, missing } = await operator.act(selection, { by, reason, action }, audit, log)
    process.stdout.write(`${action}: ${done} done, ${failed} not done\n`)
    for (const one of missing) process.stdout.write(`not found: ${one}\n`)
    return failed === 0 && missing.length === 0
  } finally {
    await audit.close()
  }
}

const run = async (parking: Parking, mongodbUrl: string): Promise<boolean> => {
  const operator = parkedMessages(parking, print)
  switch (command) {
    case 'list': {
      // Counted first: messages that were listed return to their queue a moment later.
      const counts = await Promise.all(selection.queues.map(async (one) => `${one}: ${await parking.count(one)}\n`))
      await operator.list(selection, most)
      process.stdout.write(counts.join(''))
      return true
    }
    case 'show': {
      const isFound = (await operator.show(selection)) > 0
      if (!isFound) process.stdout.write('no such message is parked\n')
      return isFound
    }
    case 'replay':
      return act(operator, 'replay', mongodbUrl)
    default:
      return act(operator, 'discard', mongodbUrl)
  }
}

await carryOut(async () => {
  const { AMQP_URL, MONGODB_URL } = await targetUrls()
  const parking = await openParking(AMQP_URL)
  try {
    process.exitCode = (await run(parking, MONGODB_URL)) ? 0 : 1
  } finally {
    await parking.close()
  }
})
