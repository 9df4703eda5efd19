import { type CommandOutcome, type CommandType, consumerOf, type Desc, type Scode } from '@gongdan/contracts'
import {
  type Bus,
  createKeyring,
  type OutMessage,
  PublishFault,
  type PublishFaultCode,
  proved,
  type ReceivedDirectly,
  RequestFault,
  type RequestFaultCode,
} from '@gongdan/messaging'
import { developmentKeys } from '@gongdan/service'
import { queueOf } from '../src/batch/sender.ts'

/** What a command is about is under one of these names. */
interface ReceivedItem {
  readonly commandId: string
  readonly ticketUuid?: string
  readonly processUuid?: string
  readonly webhookUuid?: string
  readonly deliveryUuid?: string
  readonly delegationUuid?: string
  readonly commentUuid?: string
}

/** A command as a service sees it. */
export interface ReceivedCommand {
  readonly type: string
  readonly items: readonly ReceivedItem[]
  readonly body: Readonly<Record<string, unknown>>
  readonly message: OutMessage
}

/** What the services make of a command; no outcome means no answer. */
export type Decide = (received: ReceivedCommand) => readonly CommandOutcome[]

/** Every item comes out like this, under the name `reimbursement`. */
export const decideAll =
  (scode: Scode, desc: Desc = ''): Decide =>
  ({ items }) =>
    items.map(({ commandId, ticketUuid, processUuid, webhookUuid, deliveryUuid, delegationUuid, commentUuid }) => ({
      commandId,
      scode,
      desc,
      uuid: ticketUuid ?? processUuid ?? deliveryUuid ?? delegationUuid ?? commentUuid ?? webhookUuid ?? '',
      name: 'reimbursement',
    }))

export const silence: Decide = () => []

/** A bus in memory, with services behind it that do as they are told. */
export const memoryBus = () => {
  const received: ReceivedCommand[] = []
  const published: { readonly routingKey: string; readonly message: OutMessage }[] = []
  const asked: { readonly queue: string; readonly type: string; readonly body: unknown }[] = []
  let decide: Decide = decideAll(0)
  let answer: () => unknown = () => ({ scode: 0, desc: '', data: {} })
  let fault: { readonly code: PublishFaultCode; readonly routingKey?: string } | undefined
  let replyQueue: string | undefined = 'replies'
  let onReply: (reply: ReceivedDirectly) => void = () => {}
  let onRenewed = () => {}

  /** As the service answers that consumes the queue; another one, if that is given. */
  const reply = (
    { id, type, correlationId = id, replyTo = '' }: OutMessage,
    outcomes: readonly CommandOutcome[],
    by = consumerOf(queueOf(type as CommandType)),
    parked?: string,
  ) => {
    const written = { id, type, correlationId, body: Buffer.from(JSON.stringify({ outcomes, parked })) }
    const { SERVICE_KEY: serviceKey, PEER_KEYS: peerKeys } = developmentKeys(by)
    const ring = createKeyring({ service: by, serviceKey, peerKeys })
    const { headers = {} } = ring.sign(written, [{ service: 'gateway', destination: replyTo }], 1)
    onReply({ ...written, headers, queue: replyTo })
  }

  const publisher: Bus['publisher'] = {
    publish: async ({ routingKey }, message) => {
      await Promise.resolve()
      if (fault !== undefined && (fault.routingKey ?? routingKey) === routingKey) {
        throw new PublishFault(fault.code, `no luck: ${fault.code}`)
      }
      published.push({ routingKey, message: proved(message) })
      if (!routingKey.endsWith('.commands')) return
      const body = JSON.parse(message.body.toString())
      const command = { type: message.type, items: body.items, body, message }
      received.push(command)
      const outcomes = decide(command)
      if (outcomes.length > 0) queueMicrotask(() => reply(message, outcomes))
    },
  }
  const bus: Pick<Bus, 'publisher' | 'gathering' | 'request' | 'consumeReplies'> = {
    publisher,
    gathering: publisher,
    request: async ({ routingKey: queue }, message) => {
      asked.push({ queue, type: message.type, body: JSON.parse(message.body.toString()) })
      const answered = answer()
      return Buffer.from(typeof answered === 'string' ? answered : JSON.stringify(answered))
    },
    consumeReplies: (replied, renewed) => {
      onReply = replied
      onRenewed = renewed
      return { name: () => replyQueue }
    },
  }
  return {
    bus,
    /** Commands that reached the services. */
    received,
    /** All messages that were published, by routing key. */
    published,
    /** Questions that were asked. */
    asked,
    /** From now on the services decide like this. */
    services: (how: Decide) => {
      decide = how
    },
    /** From now on questions are answered with this value, or text, or fault. */
    answers: (how: () => unknown) => {
      answer = how
    },
    /** From now on nothing can be published for this reason, or nothing to this address. */
    publishFails: (code: PublishFaultCode | undefined, routingKey?: string) => {
      fault = code === undefined ? undefined : { code, ...(routingKey === undefined ? {} : { routingKey }) }
    },
    /** A service answers late, or says why it has parked the message. */
    reply,
    /** The connection is lost, or comes back with a new reply queue. */
    connection: (queue: string | undefined) => {
      replyQueue = queue
      if (queue !== undefined) onRenewed()
    },
  }
}

export const requestFault = (code: RequestFaultCode): never => {
  throw new RequestFault(code, `no answer: ${code}`)
}
