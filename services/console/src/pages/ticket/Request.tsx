import { placeOf } from '@gongdan/contracts'
import type { TicketDetails } from '@gongdan/sdk'
import { useQuery } from '@tanstack/react-query'
import { Fragment, type ReactNode } from 'react'
import { type DetailRow, detailRows } from '../../forms/detailRows.ts'
import { roundBefore } from '../../forms/rounds.ts'
import { type ChangedTable, tableChanges } from '../../forms/tableChanges.ts'
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

const cellTags = { gone: 'del', new: 'ins', none: Fragment } as const

/** A list of objects; of an edited round with what it was before: rows that are gone are struck through, new ones are marked. */
const Table = ({ table: { columns, rows } }: { readonly table: ChangedTable }) => (
  <div className={styles.tableFrame}>
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ cells, change }, row) => {
          const Tag = cellTags[change]
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows can be alike, and have no state
            <tr key={row} data-change={change}>
              {cells.map((cell, place) => (
                <td key={columns[place]}>
                  <Tag>{cell}</Tag>
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  </div>
)

const Value = ({ row }: { readonly row: DetailRow }) =>
  row.isCode ? <pre className={styles.code}>{row.text}</pre> : <span title={row.exact}>{row.text}</span>

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

/** A field of the request; `was` and `table` have what it was in the round before. */
const Row = ({
  row,
  was,
  table,
}: {
  readonly row: DetailRow
  readonly was: string | undefined
  readonly table: ChangedTable | undefined
}) => (
  <Line label={row.label} wide={table !== undefined || row.isCode}>
    <Before text={was} />
    {table !== undefined && <Table table={table} />}
    {row.table === undefined && <Value row={row} />}
  </Line>
)

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
  const rowBefore = (name: string) => rowsBefore.find((row) => row.name === name)
  const wasOf = ({ name, text, isOut, table }: DetailRow): string | undefined => {
    if (!isSameType || isOut) return
    const was = rowBefore(name)
    // Of a list that was or is a table, its rows say what has changed.
    if (was?.table !== undefined || (table !== undefined && was === undefined)) return
    return (was?.text ?? '') === text ? undefined : (was?.text ?? '')
  }
  const tableOf = ({ name, isOut, table }: DetailRow): ChangedTable | undefined => {
    const was = isOut ? undefined : rowBefore(name)?.table
    if (table === undefined && was === undefined) return
    // Without a round to compare with nothing is new.
    return tableChanges(table, !isSameType || isOut ? table : was)
  }
  // A draft has not been submitted; one that was saved first was created before it was.
  const submittedAt = ticket.history.findLast(({ type }) => type === 'ticket.submitted')?.time
  const named = new Set(rows.map(({ name }) => name))
  const reasonWas = before === undefined || before.reason === ticket.reason ? undefined : before.reason
  return (
    <Section title={say.request}>
      <dl className={styles.pairs}>
        {rows.map((row) => (
          <Row key={row.name} row={row} was={wasOf(row)} table={tableOf(row)} />
        ))}
        {rowsBefore
          .filter(({ name }) => !named.has(name))
          .map(({ name, label, text, table }) => (
            <Line key={name} label={label} wide={table !== undefined}>
              {table === undefined ? <Before text={text} /> : <Table table={tableChanges(undefined, table)} />}
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
