import { createTransport } from 'nodemailer'
import type { Mail } from '../domain/mail.ts'
import type { Tried } from '../domain/schedule.ts'

/** Sends mails; never rejects. */
export interface Mailer {
  send(to: string, id: string, mail: Mail): Promise<Tried>
  close(): void
}

/**
 * A mailer over SMTP. The id becomes the mail's `Message-ID`, the same on every try. A refusal of 5xx is final, as SMTP
 * says (RFC 5321, 4.2.1); everything else is tried again.
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
        // Given apart from its name, so that nothing in it can be read as a second address.
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
