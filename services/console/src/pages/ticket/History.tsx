import type { TicketDetails } from '@gongdan/sdk'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { eventWord } from '../../deciding/outcomes.ts'
import { usePreferences } from '../../preferences/preferences.ts'
import { gongdan } from '../../session/gongdan.ts'
import { ticketPageWords } from '../../words/ticket.ts'
import { ticketWords } from '../../words/tickets.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import styles from './Ticket.module.css'

/** Whether the history is what was once written: computed here, from the texts that were hashed. */
const Check = ({ ticket }: { readonly ticket: TicketDetails }) => {
  const say = useWords(ticketPageWords)
  const { number } = useFormat()
  const { data, error } = useQuery({
    queryKey: ['tickets', 'verified', ticket.ticket_uuid, ticket.version],
    queryFn: ({ signal }) => gongdan().tickets.verify(ticket.ticket_uuid, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error !== null) return <p className={styles.quiet}>{say.uncheckable}</p>
  if (data === undefined) return <p className={styles.quiet}>{say.checking}</p>
  if (!data.whole) {
    return (
      <p className={styles.broken} role="alert">
        <CircleAlert size={16} /> {say.broken(number(data.brokenAt ?? 0))}
      </p>
    )
  }
  return (
    <p className={styles.whole}>
      <ShieldCheck size={16} /> {say.whole(number(data.entries))}
      {data.signatures === 0 && <span className={styles.quiet}> · {say.unsigned}</span>}
      {data.unseen > 0 && <span className={styles.quiet}> · {say.unseen(number(data.unseen))}</span>}
    </p>
  )
}

/** The leaves of what was set at an approval, each with the way to it: `auto_container.labels.1.key`. */
const leavesOf = (value: unknown, path: readonly string[] = []): readonly (readonly [string, string])[] => {
  if (value === null || value === undefined || value === '') return []
  if (typeof value !== 'object') return [[path.join('.'), String(value)]]
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return [[path.join('.'), value.join(', ')]]
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, [...path, Array.isArray(value) ? String(Number(key) + 1) : key]),
  )
}

const Config = ({ config }: { readonly config: unknown }) => {
  const leaves = leavesOf(config)
  if (leaves.length === 0) return null
  return (
    <table className={styles.config}>
      <tbody>
        {leaves.map(([path, text]) => (
          <tr key={path}>
            <th scope="row">{path}</th>
            <td>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const votedAs = { pass: 'ticket.step-passed', overrule: 'ticket.overruled' } as const
type Entry = TicketDetails['history'][number]

/** What was said in a vote that did not end its step; of the votes of former rounds it is only known that there were any. */
const voteOf = ({ steps }: TicketDetails, { type, actor, time }: Entry) =>
  type === 'ticket.voted'
    ? steps.flatMap(({ votes }) => votes).find((vote) => vote.user_uuid === actor?.user_uuid && vote.time === time)
    : undefined

/** All that has happened to a ticket, in all its rounds, and whether that record is whole. */
export const History = ({ ticket }: { readonly ticket: TicketDetails }) => {
  const say = useWords(ticketPageWords)
  const { system } = useWords(ticketWords)
  const { exactTime, number } = useFormat()
  const { language } = usePreferences()
  const [isOpen, setIsOpen] = useState(false)
  const hasRounds = ticket.history.some(({ round }) => round > 1)
  return (
    <details className={styles.fold} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <h2 className={styles.sectionTitle}>{say.history}</h2>
        <span className={styles.quiet}>{say.entries(number(ticket.history.length))}</span>
      </summary>
      {isOpen && <Check ticket={ticket} />}
      <ol className={styles.history}>
        {ticket.history.map((entry, place) => {
          const vote = voteOf(ticket, entry)
          const reason = entry.reason || vote?.reason
          return (
            <li key={entry.seq}>
              {hasRounds && entry.round > 0 && entry.round !== ticket.history[place - 1]?.round && (
                <div className={styles.round}>{say.round(number(entry.round))}</div>
              )}
              <div className={styles.entry}>
                <span>
                  <strong>{entry.actor?.user_name || system}</strong>
                  {entry.on_behalf_of !== null && ` ${say.onBehalfOf(entry.on_behalf_of.user_name)}`}{' '}
                  {eventWord(vote === undefined ? entry.type : votedAs[vote.action], language)}
                  {entry.owner_name !== '' && <span className={styles.quiet}> · {entry.owner_name}</span>}
                </span>
                <time className={styles.quiet} dateTime={new Date(entry.time_ms).toISOString()}>
                  {exactTime(entry.time)}
                </time>
              </div>
              {reason && <p className={styles.quote}>{reason}</p>}
              <Config config={entry.config} />
              <code className={styles.hash} title={entry.hash}>
                #{entry.seq} {entry.hash.slice(0, 10)}
              </code>
            </li>
          )
        })}
      </ol>
    </details>
  )
}

/** The answer of the API as it is. */
export const Raw = ({ ticket }: { readonly ticket: TicketDetails }) => {
  const say = useWords(ticketPageWords)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className={styles.fold} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <h2 className={styles.sectionTitle}>{say.raw}</h2>
      </summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys
        <pre className={styles.raw} tabIndex={0}>
          {JSON.stringify(ticket, (_, value) => (typeof value === 'bigint' ? String(value) : value), 2)}
        </pre>
      )}
    </details>
  )
}
