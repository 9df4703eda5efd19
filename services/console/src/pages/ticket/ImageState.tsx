import type { TicketDetails } from '@gongdan/sdk'
import { StateBadge } from '../../tickets/StateBadge.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { useNow } from '../../ui/RelativeTime.tsx'
import { ticketPageWords } from '../../words/ticket.ts'
import { ticketWords } from '../../words/tickets.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import { Section } from './Section.tsx'
import styles from './Ticket.module.css'

const isImageEvent = ({ type }: TicketDetails['history'][number]): boolean => type.startsWith('ticket.image-')
const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.join('\n') : typeof value === 'string' ? value : ''

/** What became of the image of an approved image ticket: each state, when it began and how long it lasted. */
export const ImageState = ({ ticket }: { readonly ticket: TicketDetails }) => {
  const say = useWords(ticketPageWords)
  const { events } = useWords(ticketWords)
  const { duration, exactTime } = useFormat()
  const now = useNow()
  const entries = ticket.history.filter(isImageEvent)
  if (ticket.image_state === null && entries.length === 0) return null
  const { image_id, faild_info, warning } = ticket.fulfilment ?? {}
  const isOver = ticket.image_state === 'created' || ticket.image_state === 'failed'
  return (
    <Section title={say.image} side={<StateBadge ticket={{ ...ticket, ticket_state_code: 'passed' }} />}>
      <ol className={styles.times}>
        {entries.map((entry, place) => {
          const until = entries[place + 1]?.time
          const length = until === undefined ? (isOver ? undefined : now - entry.time) : until - entry.time
          return (
            <li key={entry.seq}>
              <span>{(events as Readonly<Record<string, string>>)[entry.type]}</span>
              <span className={styles.quiet}>{exactTime(entry.time)}</span>
              {length !== undefined && (
                <span className={styles.quiet}>
                  {until === undefined ? say.running(duration(length)) : say.took(duration(length))}
                </span>
              )}
            </li>
          )
        })}
      </ol>
      <dl className={styles.pairs}>
        {textOf(image_id) !== '' && (
          <div className={styles.pair}>
            <dt>{say.imageId}</dt>
            <dd>
              <code>{textOf(image_id)}</code>
              <CopyButton text={textOf(image_id)} />
            </dd>
          </div>
        )}
        {textOf(faild_info) !== '' && ticket.image_state !== 'created' && (
          <div className={styles.pair}>
            <dt>{say.failure}</dt>
            <dd className={styles.bad}>{textOf(faild_info)}</dd>
          </div>
        )}
        {textOf(warning) !== '' && (
          <div className={styles.pair}>
            <dt>{say.warning}</dt>
            <dd>{textOf(warning)}</dd>
          </div>
        )}
      </dl>
    </Section>
  )
}
