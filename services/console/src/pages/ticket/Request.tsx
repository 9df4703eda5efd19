import { placeOf } from '@gongdan/contracts'
import type { TicketDetails } from '@gongdan/sdk'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type DetailRow, detailRows } from '../../forms/detailRows.ts'
import { roundBefore } from '../../forms/rounds.ts'
import { usePreferences } from '../../preferences/preferences.ts'
import { gongdan } from '../../session/gongdan.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { ticketPageWords } from '../../words/ticket.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import { Section } from './Section.tsx'
import styles from './Ticket.module.css'

const sectionOf = (ticket: TicketDetails): Readonly<Record<string, unknown>> => {
  const place = placeOf(ticket.ticket_type_code)
  return place === null ? {} : Object(Object(ticket[place.group])[place.section])
}

const Value = ({ row }: { readonly row: DetailRow }) => {
  if (row.table !== undefined) {
    return (
      <div className={styles.tableFrame}>
        <table className={styles.table}>
          <thead>
            <tr>
              {row.table.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {row.table.rows.map((cells) => (
              <tr key={cells.join('\n')}>
                {cells.map((cell, place) => (
                  <td key={row.table?.columns[place]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )
  }
  if (row.isCode) return <pre className={styles.code}>{row.text}</pre>
  return <span title={row.exact}>{row.text}</span>
}

const Line = ({
  label,
  wide = false,
  children,
}: {
  readonly label: string
  /** What needs the whole line: a table, a text of many words. */
  readonly wide?: boolean
  readonly children: ReactNode
}) => (
  <div className={styles.pair} data-wide={wide || undefined}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

/** What the round before asked for, of a ticket that was submitted more than once. */
const useRoundBefore = ({ ticket_uuid, version, history }: TicketDetails) => {
  const { data } = useQuery({
    queryKey: ['tickets', 'rounds', ticket_uuid, version],
    // `undefined` is no answer that a query may have.
    queryFn: async ({ signal }) =>
      roundBefore((await gongdan().tickets.inspect(ticket_uuid, { chain: true, signal })).history) ?? null,
    enabled: history.filter(({ type }) => type === 'ticket.submitted').length > 1,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data ?? undefined
}

/** What it was in the round before, where that is known and was something else. */
const Before = ({ text }: { readonly text: string | undefined }) => {
  const say = useWords(ticketPageWords)
  if (text === undefined) return null
  return (
    <>
      <del className={styles.before}>{text === '' ? say.nothing : text}</del>
      <span role="img" aria-label={say.becomes}>
        {' → '}
      </span>
    </>
  )
}

/** What is asked for, in words; what an edited round changed, beside what it was. */
export const Request = ({ ticket }: { readonly ticket: TicketDetails }) => {
  const say = useWords(ticketPageWords)
  const { language } = usePreferences()
  const { exactTime } = useFormat()
  // Counts that the system has not filled in yet say nothing, and what it did for an image has a place of its own.
  const isImage = ticket.ticket_type_code === 'TENCENT_IMAGE_CREATE'
  const rows = detailRows(ticket.ticket_type_code, sectionOf(ticket), language).filter(
    ({ isOut, text }) => !(isOut && (isImage || text === '0')),
  )
  const before = useRoundBefore(ticket)
  // Of another type everything is different: then what it was says nothing.
  const isSameType = before?.type === ticket.ticket_type_code
  const rowsBefore =
    before === undefined || !isSameType
      ? []
      : detailRows(ticket.ticket_type_code, before.section, language).filter(({ isOut }) => !isOut)
  const wasOf = ({ name, text, isOut, table }: DetailRow): string | undefined => {
    if (!isSameType || isOut || table !== undefined) return
    const was = rowsBefore.find((row) => row.name === name)?.text ?? ''
    return was === text ? undefined : was
  }
  // A draft has not been submitted; one that was saved first was created before it was.
  const submittedAt = ticket.history.findLast(({ type }) => type === 'ticket.submitted')?.time
  const named = new Set(rows.map(({ name }) => name))
  const reasonWas = before === undefined || before.reason === ticket.reason ? undefined : before.reason
  return (
    <Section title={say.request}>
      <dl className={styles.pairs}>
        {rows.map((row) => (
          <Line key={row.name} label={row.label} wide={row.table !== undefined || row.isCode}>
            <Before text={wasOf(row)} />
            <Value row={row} />
          </Line>
        ))}
        {rowsBefore
          .filter(({ name, table }) => !named.has(name) && table === undefined)
          .map(({ name, label, text }) => (
            <Line key={name} label={label}>
              <Before text={text} />
              {say.nothing}
            </Line>
          ))}
        {(ticket.reason !== '' || reasonWas !== undefined) && (
          <Line label={say.reason} wide>
            <Before text={reasonWas} />
            <span className={styles.text}>{ticket.reason === '' ? say.nothing : ticket.reason}</span>
          </Line>
        )}
        <Line label={say.applicant}>
          <span className={styles.apart}>
            {ticket.applyer_name}
            <span className={styles.quiet}>{ticket.applyer_tenant_name}</span>
          </span>
        </Line>
        <Line label={submittedAt === undefined ? say.created : say.submitted}>
          <span className={styles.apart}>
            {exactTime(submittedAt ?? ticket.ticket_create_time)}
            <span className={styles.quiet}>
              <RelativeTime time={submittedAt ?? ticket.ticket_create_time} />
            </span>
          </span>
        </Line>
        {ticket.process_name !== '' && <Line label={say.process}>{ticket.process_name}</Line>}
        {ticket.cc.length > 0 && (
          <Line label={say.cc}>
            {ticket.cc.map(({ name, uuid }) => name || uuid).join(language === 'zh' ? '、' : ', ')}
          </Line>
        )}
        <Line label={say.number}>
          <span className={styles.number}>
            <code className={styles.uuid}>{ticket.ticket_uuid}</code>
            <CopyButton text={ticket.ticket_uuid} />
          </span>
        </Line>
      </dl>
    </Section>
  )
}
