import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A mail as a real SMTP server took it. */
export interface TakenMail {
  readonly to: string
  /** Its Message-ID. */
  readonly id: string
  readonly subject: string
  readonly text: string
}

type Verdict = 'take' | 'crash' | number
/** What the server does with a mail that it has read, perhaps after a while: takes it, refuses it with an SMTP code, or breaks all connections. */
export type MailBehaviour = (mail: TakenMail) => Verdict | Promise<Verdict>

/** A mail server on this machine, whose behaviour a test may change; `arrived` are all mails that it has read. */
export const startMailServer = async (behave: MailBehaviour = () => 'take') => {
  const arrived: TakenMail[] = []
  const sockets = new Set<Socket>()
  let behaviour = behave

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      simpleParser(stream).then(async ({ messageId = '', subject = '', text = '' }) => {
        const mail = { to: envelope.rcptTo.map(({ address }) => address).join(), id: messageId, subject, text }
        arrived.push(mail)
        const what = await behaviour(mail)
        if (what === 'crash') for (const socket of sockets) socket.destroy()
        else done(what === 'take' ? null : Object.assign(new Error('not now'), { responseCode: what }))
      }, done)
    },
  })
  // A mail whose connection breaks in the middle was not sent.
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo

  return {
    url: `smtp://127.0.0.1:${port}`,
    arrived,
    behave: (next: MailBehaviour) => {
      behaviour = next
    },
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}
export type MailServer = Awaited<ReturnType<typeof startMailServer>>
