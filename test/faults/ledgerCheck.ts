import { stderr } from 'node:process'
import { topology } from '@gongdan/contracts'
import { declarationsOf } from '@gongdan/messaging'
import { type AggregateDocument, connect } from '@gongdan/store'
import { emulatorAt } from '../support/emulator.ts'
import { eventually } from '../support/eventually.ts'
import { openLedger } from '../support/ledger.ts'
import { openQueues } from '../support/queues.ts'
import { commandsOf } from './commandIds.ts'
import type { FaultHarness } from './faultHarness.ts'
import { checkHistories, type Findings, noFindings } from './historyCheck.ts'
import { hasOutcome } from './requestLog.ts'

export interface Checked {
  readonly findings: Findings
  readonly tickets: number
  readonly commands: number
  readonly images: number
}

type Ticket = AggregateDocument & { readonly state?: string; readonly nextAt?: number }

const notAtRest = { step: { $ne: null } }
/** What there is to say of an image job that does not come to rest. */
const jobFields = { projection: { _id: 1, state: 1, instanceId: 1, nextAt: 1, lease: 1, waiting: 1, tries: 1 } }

/** How long a system may take to come to rest after the last fault: a batch asks again after two minutes at most. */
const restWithinMs = 240_000

const checkImages = async ({ system }: FaultHarness, wanted: readonly string[], found: Findings) => {
  const { liveImagesPerTicket } = await emulatorAt(system.emulatorUrl).state()
  for (const ticket of wanted) {
    const made = liveImagesPerTicket[ticket]?.length ?? 0
    if (made === 0) found.lost.push(`the image of ${ticket}`)
    if (made > 1) found.doubled.push(`the image of ${ticket}: ${made}`)
  }
  const strange = Object.keys(liveImagesPerTicket).filter((ticket) => !wanted.includes(ticket))
  found.unexpected.push(...strange.map((ticket) => `an image of ${ticket}, which asked for none`))
}

/** The log lines of a process that ends because it cannot reach its broker or database; its supervisor starts it again. */
const isOrderly = /"msg":"(could not start|could not stop in time)"/

/**
 * The ledger: once the system has come to rest, what clients heard, MongoDB, the broker, the cloud and the services' logs
 * are held against each other. `processes` are those whose logs are read.
 */
export const checkLedger = async (harness: FaultHarness, processes: readonly string[]): Promise<Checked> => {
  const { direct, system, log } = harness
  const stores = await Promise.all(
    (['gateway', 'ticket', 'process', 'image'] as const).map((service) => connect(direct.mongodbUrl, service)),
  )
  const [gateway, ticket, process, image] = stores
  const ledger = await openLedger({ ...system, ...direct })
  const queues = await openQueues(direct.amqpUrl)
  const tickets = ticket!.db.collection<Ticket>('tickets')
  const found = noFindings()
  const told = '^ticket\\.image-(created|failed|needs-operator)$'

  const restless = async () => {
    const unsent = { unrelayedSince: { $exists: true } }
    const waiting = await queues.waiting(declarationsOf(topology).queues.map(({ name }) => name))
    const counts = {
      'tickets with unsent events': await tickets.countDocuments(unsent),
      'tickets with a timer to come': await tickets.countDocuments({ nextAt: { $gt: 0 } }),
      'processes with unsent events': await process!.db.collection('processes').countDocuments(unsent),
      'image jobs with unsent events': await image!.db.collection('image_jobs').countDocuments(unsent),
      'image jobs not at rest': await image!.db.collection('image_jobs').countDocuments(notAtRest),
      'image tickets that heard nothing': await tickets.countDocuments({
        'history.type': 'ticket.image-requested',
        history: { $not: { $elemMatch: { type: { $regex: told } } } },
      }),
      'unfinished batches': await gateway!.db.collection('batches').countDocuments({ nextAt: { $exists: true } }),
      ...Object.fromEntries([...waiting].filter(([name]) => name !== 'parking' && name !== 'unroutable')),
    }
    return Object.entries(counts).flatMap(([what, count]) => (count === 0 ? [] : [`${what}: ${count}`]))
  }

  try {
    const atRest = async () => {
      // Twice: a timer that ends between two counts is in neither, and what it did is there the second time.
      const left = [...(await restless()), ...(await restless())]
      if (left.length > 0) throw new Error(left.join(', '))
    }
    await eventually(atRest, { withinMs: restWithinMs, everyMs: 500 }).catch(async () => {
      const jobs = await image!.db.collection('image_jobs').find(notAtRest, jobFields).sort({ nextAt: 1 }).toArray()
      found.unfinished.push(...(await restless()), ...jobs.map((job) => `an image job: ${JSON.stringify(job)}`))
    })
    const commands = await commandsOf(gateway!.db, log)
    const fields = { projection: { version: 1, relayed: 1, unrelayedSince: 1, history: 1, state: 1 } }
    const { tickets: count, entries } = await checkHistories(tickets.find({}, fields), commands, found)
    stderr.write(`${count} tickets: ${JSON.stringify(entries)}\n`)
    const unheard = log.filter((asked) => !hasOutcome(asked))
    found.unfinished.push(...unheard.map(({ route, attempts }) => `${route}: no answer in ${attempts} attempts`))

    const wanted = await tickets.distinct('_id', { 'history.type': 'ticket.image-requested' })
    await checkImages(harness, wanted, found)
    found.parked.push(...(await queues.look('parking')))
    found.unexpected.push(...(await queues.look('unroutable')).map((message) => `unroutable: ${message}`))
    const crashes = (await ledger.crashes(processes)).filter((line) => !isOrderly.test(line))
    found.unexpected.push(...crashes.map((line) => `in a log: ${line.slice(0, 500)}`))
    return { findings: found, tickets: count, commands: commands.length, images: wanted.length }
  } finally {
    await Promise.all([...stores.map((store) => store.close()), ledger.close(), queues.close()])
  }
}
