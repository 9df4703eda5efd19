import type { Channel, ConsumeMessage } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import type { Link } from './connection.ts'
import { isClosedChannel, RequestFault } from './faults.ts'
import type { OutMessage } from './message.ts'
import { properties } from './properties.ts'
import { call, openRecoveringChannel } from './recoveringChannel.ts'

const directReplyTo = 'amq.rabbitmq.reply-to'

interface Asked {
  readonly queue: string
  readonly message: OutMessage
  readonly resolve: (answer: Buffer) => void
  readonly reject: (fault: unknown) => void
  readonly deadline: number
  readonly timer: NodeJS.Timeout
  sent: boolean
}

export interface Rpc {
  /**
   * Asks a question and gives the answer's body. The question expires with its caller's patience. One whose channel
   * died is asked again on the next. Two questions of one id must not be under way. Rejects with a RequestFault.
   */
  request(queue: string, message: OutMessage, timeoutMs: number): Promise<Buffer>
  close(): Promise<void>
}

/** Questions and answers over RabbitMQ's direct reply-to: no reply queue, and no confirm, for a loss is a timeout. */
export const createRpc = ({ link, log }: { link: Link; log: Logger }): Rpc => {
  const asked = new Map<string, Asked>()
  let channel: Channel | undefined

  const settle = (id: string): Asked | undefined => {
    const question = asked.get(id)
    asked.delete(id)
    clearTimeout(question?.timer)
    return question
  }

  const send = (question: Asked) => {
    if (!channel || link.state().blocked) return
    const { message, queue } = question
    const expirationMs = Math.max(1, question.deadline - Date.now())
    try {
      channel.publish('', queue, message.body, properties({ ...message, expirationMs, replyTo: directReplyTo }))
      question.sent = true
    } catch (fault) {
      // The channel is closing: the next one asks again.
      if (!isClosedChannel(fault)) settle(message.id)?.reject(fault)
    }
  }

  const giveUp = ({ message, queue, sent }: Asked) => {
    const fault = sent
      ? new RequestFault('timeout', `no answer from ${queue} in time`)
      : new RequestFault('unavailable', `no connection to ask ${queue}`)
    settle(message.id)?.reject(fault)
  }

  const kept = openRecoveringChannel<Channel>({
    name: 'rpc',
    link,
    log,
    create: (connection, done) => connection.createChannel(done),
    build: async (fresh) => {
      const onAnswer = (answer: ConsumeMessage | null) => {
        if (answer) settle(answer.properties.messageId)?.resolve(answer.content)
      }
      fresh.on('return', ({ properties, fields }) => {
        settle(properties.messageId)?.reject(new RequestFault('unroutable', `no queue ${fields.routingKey}`))
      })
      await call((done) => fresh.consume(directReplyTo, onAnswer, { noAck: true }, done))
      channel = fresh
      for (const question of asked.values()) send(question)
    },
    lost: () => {
      channel = undefined
    },
  })
  link.onChange(() => {
    for (const question of asked.values()) if (!question.sent) send(question)
  })

  return {
    request: (queue, message, timeoutMs) =>
      new Promise((resolve, reject) => {
        const deadline = Date.now() + timeoutMs
        const timer = setTimeout(() => giveUp(question), timeoutMs).unref()
        const question: Asked = { queue, message, resolve, reject, deadline, timer, sent: false }
        asked.set(message.id, question)
        send(question)
      }),
    close: async () => {
      await kept.stop()
      for (const id of [...asked.keys()]) settle(id)?.reject(new RequestFault('unavailable', 'the bus is closing'))
    },
  }
}
