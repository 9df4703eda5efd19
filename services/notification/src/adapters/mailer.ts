import { createSemaphore } from '@gongdan/scheduling'
import { createTransport } from 'nodemailer'
import type { MessageSender } from '../domain/ports.ts'

export interface Mailer extends MessageSender {
  close(): void
}

/** Mails on their way at once, a connection each. */
const PLACES = 4
/** Of one mail in all, however slowly the server goes on; a claim's lease is longer (see NOTIFY_LEASE_MS). */
const LIMIT_MS = 20_000

/**
 * Sends mail over SMTP, with the id as its `Message-ID`. A refusal of 5xx is final (RFC 5321, 4.2.1), any other fault is not.
 */
export const createMailer = (smtpUrl: string, from: string, limitMs = LIMIT_MS): Mailer => {
  const transport = createTransport(
    {
      url: smtpUrl,
      pool: true,
      maxConnections: PLACES,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 15_000,
    },
    { from },
  )
  return {
    inTurn: createSemaphore(PLACES),
    send: async (to, id, { subject, text }) => {
      const signal = AbortSignal.timeout(limitMs)
      try {
        // As an object, so that no part of it can be read as a second address.
        const address = { name: '', address: to }
        const mail = {
          to: address,
          messageId: `<${id}@gongdan>`,
          subject,
          text,
          disableFileAccess: true,
          disableUrlAccess: true,
          // Closes the connection, so that what is given up here is not sent later.
          signal,
        }
        await transport.sendMail(mail)
        return { status: 250, error: '' }
      } catch (fault) {
        if (signal.aborted) return { status: 0, error: 'ETIMEDOUT', final: false }
        const { responseCode, code } = Object(fault)
        const status = typeof responseCode === 'number' ? responseCode : 0
        const reason = status > 0 ? `SMTP ${status}` : typeof code === 'string' ? code : 'no answer'
        return { status, error: reason, final: status >= 500 && code !== 'EAUTH' }
      }
    },
    close: () => transport.close(),
  }
}
