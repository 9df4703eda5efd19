import { randomUUID } from 'node:crypto'
import { exchanges, FulfilmentClaimData, type ImageEvent, topology } from '@gongdan/contracts'
import { openBus } from '@gongdan/messaging'
import { createLog } from '@gongdan/service'
import { mapConcurrently } from '../../support/concurrency.ts'
import { eventually } from '../../support/eventually.ts'
import { succeeded } from '../../support/openCallers.ts'
import { eventMessage } from '../../support/peersIn.ts'
import { feedback, imageTicket, machineTicket, type Person, type RightsHarness } from './rightsHarness.ts'

/** A call on the way of tickets into a situation. */
type Action = readonly [Person, string, object?]

interface Recipe {
  readonly write: 'save' | 'submit'
  readonly body: object
  readonly actions: readonly Action[]
  /** What a fulfiller does in the end: takes it, and reports that. */
  readonly fulfil?: 'claim' | 'failed' | 'done'
  /** What the image worker tells in the end. */
  readonly news?: ImageEvent['type']
}

const builtIn = { ...feedback, process_uuid: 'system' }
const passes: readonly Action[] = [
  ['lead', 'pass'],
  ['keeper', 'pass'],
]
const after = (body: object, ...actions: readonly Action[]): Recipe => ({ write: 'submit', body, actions })
const image = (news?: ImageEvent['type']): Recipe => ({
  ...after(imageTicket, ...passes),
  ...(news === undefined ? {} : { news }),
})

const machine = (fulfil?: Recipe['fulfil']): Recipe => ({
  ...after(machineTicket, ...passes),
  ...(fulfil === undefined ? {} : { fulfil }),
})

const recipes = {
  saved: { write: 'save', body: feedback, actions: [] },
  pending: after(feedback),
  /** As `pending`, for a command that ends it. */
  waiting: after(feedback),
  /** As `pending`, for a command that gives it back to its applicant. */
  givenBack: after(feedback),
  /** As `pending`, for a command that adds approvers. */
  extended: after(feedback),
  second: after(feedback, ['lead', 'pass']),
  builtIn: after(builtIn),
  overruled: after(feedback, ['lead', 'overrule', { reason: 'no' }]),
  withdrawn: after(feedback, ['applicant', 'withdraw']),
  passed: after(feedback, ...passes),
  confirmed: after(feedback, ...passes, ['applicant', 'confirm']),
  archived: after(feedback, ...passes, ['applicant', 'archive']),
  deleted: after(feedback, ['applicant', 'withdraw'], ['applicant', 'delete']),
  imagePending: after(imageTicket),
  queued: image(),
  creating: image('image.creating'),
  created: image('image.created'),
  failed: image('image.failed'),
  stuck: image('image.needs-operator'),
  // A fulfiller takes all there is: the one that waits comes last.
  fulfilled: machine('done'),
  unfulfilled: machine('failed'),
  claimed: machine('claim'),
  awaited: machine(),
} as const satisfies Record<string, Recipe>

/** The applicant's tickets in every state: `second` waits for the keeper, `builtIn` for the administrator. */
export type Situation = keyof typeof recipes | 'unknown'
const situations = [...Object.keys(recipes), 'unknown'] as readonly Situation[]

const newsOf = (ticketUuid: string, type: ImageEvent['type']) => ({
  id: randomUUID(),
  at: 1,
  correlationId: 'rights',
  causationId: 'rights',
  type,
  ticketUuid,
  request: 1,
  seq: 1,
  imageId: 'img-00000001',
  warning: '',
  code: 'ImageQuotaLimitExceeded',
  message: 'quota',
  text: 'quota',
  textCn: '配额',
})

/**
 * Makes so many tickets of the applicant's in each situation, by what people do over HTTP and, in the place of the image
 * worker, which must not be running, by its events.
 */
export const makeTickets = async (
  harness: RightsHarness,
  count: number,
): Promise<ReadonlyMap<Situation, readonly string[]>> => {
  const { callers, write, act, system, histories } = harness
  const bus = await openBus({ url: system.amqpUrl, service: 'rights', topology, log: createLog('rights', 'warn') })

  const fulfil = async (report: Recipe['fulfil']): Promise<void> => {
    const { data } = succeeded(await callers.fulfiller.post('/v1/fulfilment/claim', { limit: 100, lease: 3_600 }))
    const { list } = FulfilmentClaimData.parse(data)
    if (list.length === 0) return
    const reports = list.map(({ ticket_uuid, request, fence }) => ({ ticket_uuid, request, fence, state: report }))
    if (report !== 'claim') succeeded(await callers.fulfiller.post('/v1/fulfilment/report', { list: reports }))
    return fulfil(report)
  }

  const make = async ({ write: how, body, actions, news, fulfil: report }: Recipe): Promise<readonly string[]> => {
    const uuids = await mapConcurrently(Array.from({ length: count }), 24, () => write(callers.applicant, how, body))
    for (const [who, action, more] of actions) await act(callers[who], action, uuids, more)
    if (report !== undefined) await fulfil(report)
    if (news === undefined) return uuids
    for (const uuid of uuids) {
      const message = system.peers.image.signEvents([eventMessage(newsOf(uuid, news))])
      await bus.publisher.publish({ exchange: exchanges.events, routingKey: news }, message)
    }
    const heard = async () => {
      const told = [...(await histories('tickets', uuids)).values()].map((history) => history.at(-1)?.type)
      if (told.some((type) => type !== `ticket.${news.replace('.', '-')}`)) throw new Error(`not all heard of ${news}`)
    }
    await eventually(heard, { withinMs: 30_000 })
    // Asked for again at once, it would be refused with 5004.
    if (news === 'image.failed') await harness.requestedEarlier(uuids, 120_000)
    return uuids
  }

  const made = new Map<Situation, readonly string[]>()
  for (const situation of situations) {
    const recipe = situation === 'unknown' ? undefined : recipes[situation]
    made.set(situation, recipe === undefined ? Array.from({ length: count }, randomUUID) : await make(recipe))
  }
  await bus.close()
  return made
}
