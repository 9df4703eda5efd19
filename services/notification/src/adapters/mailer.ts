import { createTransport } from 'nodemailer'
import type { MessageSender } from '../domain/ports.ts'

export interface Mailer extends MessageSender {
  close(): void
}

/**
 * Sends mail over SMTP, with the id as its `Message-ID`. A refusal of 5xx is final (RFC 5321, 4.2.1), any other fault is not.
 */
export const createMailer = (smtpUrl: string, from: string): Mailer => {
  const transport = createTransport(
    {
      url: smtpUrl,
      pool: true,
      maxConnections: 4,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 15_000,
    },
    { from },
  )
  return {
    send: async (to, id, { subject, text }) => {
      try {
        // As an object, so that no part of it can be read as a second address.
        const address = { name: '', address: to }
        await transport.sendMail({
          to: address,
          messageId: `<${id}@gongdan>`,
          subject,
          text,
          disableFileAccess: true,
          disableUrlAccess: true,
        })
        return { status: 250, error: '' }
      } catch (fault) {
        const { responseCode, code } = Object(fault)
        const status = typeof responseCode === 'number' ? responseCode : 0
        const reason = status > 0 ? `SMTP ${status}` : typeof code === 'string' ? code : 'no answer'
        return { status, error: reason, final: status >= 500 && code !== 'EAUTH' }
      }
    },
    close: () => transport.close(),
  }
}
