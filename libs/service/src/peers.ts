import {
  COMMAND_LIFE_MS,
  consumerOf,
  exchanges,
  hearersOf,
  QUERY_LIFE_MS,
  serviceNames,
  speakers,
} from '@gongdan/contracts'
import {
  type Authenticated,
  type Bundled,
  type Bus,
  bundleOf,
  type ConsumeOptions,
  createKeyring,
  type KeyringOptions,
  type OutMessage,
  type OwnMac,
  type ReceivedDirectly,
  type Receiver,
  type RequestProof,
  type Verdict,
  type Verification,
} from '@gongdan/messaging'

/** What a service proves to the others, and what it believes of what they say (decision 9). */
export interface Peers {
  /**
   * A command or a batch for a queue, which is signed when it is published, be it with others. `issuedAt`, unix milliseconds, is
   * when it was accepted.
   */
  prove(message: OutMessage, queue: string, issuedAt: number): OutMessage
  /** Events of one type as one message (decision 2), with a code for every service that consumes the type. */
  signEvents(events: readonly OutMessage[]): OutMessage
  /** An announcement for every process of a service. */
  signTo(message: OutMessage, service: string): OutMessage
  /** How a query to that queue is proved, and its answer recognised. */
  asking(queue: string): RequestProof
  /** Whether this is the answer of the service that consumes the queue. */
  isAnswer(received: ReceivedDirectly, queue: string): boolean
  /** Whether this was announced to this service by one that may say it. */
  isAnnouncement(received: ReceivedDirectly): boolean
  /** What a consumer of that queue believes, and how it proves its replies, and to itself what it handles later. */
  consuming(queue: string): Pick<ConsumeOptions, 'verify' | 'isProved' | 'proveReply' | 'vouch'>
  /** Codes for records that only this service may have written; `use` tells kinds of records apart. */
  own(use: string): OwnMac
}

/** What came, alone or in a bundle, but for its body. */
type Came = Omit<Authenticated, 'body'> & Pick<ReceivedDirectly, 'headers' | 'bundled'>

/** A clock that is ahead by more than this makes messages that are not believed. */
const CLOCK_TOLERANCE_MS = 300_000

/** Life of what goes into a queue, and whether it is then worth nothing. Events have none: they say what is so. */
const lifeOf = (queue: string): { readonly lifeMs: number; readonly isQuery: boolean } => {
  if (queue.endsWith('.queries')) return { lifeMs: QUERY_LIFE_MS, isQuery: true }
  const isAccepted = queue.endsWith('.commands') || queue.endsWith('.batches')
  return { lifeMs: isAccepted ? COMMAND_LIFE_MS : Number.POSITIVE_INFINITY, isQuery: false }
}

/**
 * Derives all keys, once. Throws an Error, without any secret in it, when they cannot be read (see createKeyring) or a service
 * has none.
 */
export const createPeers = (options: KeyringOptions, now: () => number = Date.now): Peers => {
  const keyring = createKeyring(options)
  // At the start, and not when the first event is stuck for want of one.
  const everybody = serviceNames.map((name) => ({ service: name, destination: name }))
  keyring.sign({ id: '', type: '', body: Buffer.alloc(0) }, everybody, 0)
  const { service } = options
  const hearers = new Map<string, readonly Receiver[]>()
  const receiversOf = (type: string) => {
    const known = hearers.get(type) ?? hearersOf(type).map((one) => ({ service: one, destination: one }))
    hearers.set(type, known)
    return known
  }
  const known = new WeakMap<Bundled['bundle'], { readonly destination: string; readonly verification: Verification }>()
  /** A bundle is verified once for all that is in it. */
  const verifyBundle = (bundle: Bundled['bundle'], destination: string): Verification => {
    const seen = known.get(bundle)
    if (seen?.destination === destination) return seen.verification
    const verification = keyring.verify(bundle, bundle.headers, destination)
    known.set(bundle, { destination, verification })
    return verification
  }
  const verify = (came: Came, body: Buffer, destination: string): Verification => {
    if (came.bundled === undefined) {
      const { id, type, correlationId, replyTo, headers } = came
      return keyring.verify({ id, type, correlationId, replyTo, body }, headers, destination)
    }
    const { bundle, issuedAt } = came.bundled
    const verification = verifyBundle(bundle, destination)
    return 'refused' in verification || issuedAt === undefined ? verification : { ...verification, issuedAt }
  }
  const prove = (message: OutMessage, receiver: Receiver, issuedAt: number): OutMessage => ({
    ...message,
    issuedAt,
    proof: { receiver, sign: (whole) => keyring.sign(whole, [receiver], whole.issuedAt ?? issuedAt) },
  })
  const saidBy = (received: ReceivedDirectly, destination: string): string | undefined => {
    const verified = verify(received, received.body, destination)
    return 'from' in verified ? verified.from : undefined
  }
  const isAnswer = (received: ReceivedDirectly, queue: string) => saidBy(received, received.queue) === consumerOf(queue)

  return {
    prove: (message, queue, issuedAt) => prove(message, { service: consumerOf(queue), destination: queue }, issuedAt),
    signEvents: (events) => {
      const bundle = bundleOf(events)
      return keyring.sign(bundle, receiversOf(bundle.type), now())
    },
    signTo: (message, to) => keyring.sign(message, [{ service: to, destination: to }], now()),
    asking: (queue) => ({
      sign: (query) => keyring.sign(query, [{ service: consumerOf(queue), destination: queue }], now()),
      isGenuine: (answer) => isAnswer(answer, queue),
    }),
    isAnswer,
    isAnnouncement: (received) => {
      const from = saidBy(received, service)
      return from !== undefined && from === speakers.get(received.type)
    },
    consuming: (queue) => {
      const { lifeMs, isQuery } = lifeOf(queue)
      // What is said to everybody is said to the service.
      const destination = Number.isFinite(lifeMs) ? queue : service
      return {
        verify: (delivery): Verdict => {
          const verified = verify(delivery, delivery.content, destination)
          if ('refused' in verified) return verified
          const { from, issuedAt } = verified
          if (speakers.get(delivery.type) !== from) return { refused: `${from} may not say ${delivery.type}` }
          const ageMs = now() - issuedAt
          if (ageMs < -CLOCK_TOLERANCE_MS) return { refused: 'issued in the future: do the clocks differ?' }
          if (ageMs <= lifeMs) return { from }
          return isQuery ? { dropped: 'expired' } : { refused: 'expired: it was accepted more than 7 days ago' }
        },
        isProved: (part) => !('refused' in verify(part, part.content, destination)),
        proveReply: (reply, to) => prove(reply, to, now()),
        vouch: (copy, delivery) => {
          const said = verify(delivery, delivery.content, destination)
          return 'refused' in said ? copy : keyring.vouch(copy, said, destination)
        },
      }
    },
    own: keyring.own,
  }
}

export interface Question {
  /** The queue of queries of the service that is asked. */
  readonly queue: string
  readonly message: OutMessage
  readonly timeoutMs: number
}

/** Asks another service and gives the body of its answer. Rejects with a RequestFault when none comes in time. */
export const ask = (
  bus: Pick<Bus, 'request'>,
  peers: Pick<Peers, 'asking'>,
  { queue, message, timeoutMs }: Question,
): Promise<Buffer> =>
  bus.request({ exchange: exchanges.commands, routingKey: queue }, message, timeoutMs, peers.asking(queue))
