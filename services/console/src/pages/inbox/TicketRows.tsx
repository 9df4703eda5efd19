import type { Ticket } from '@gongdan/sdk'
import { Check, X } from 'lucide-react'
import type { MouseEvent } from 'react'
import { Link } from 'react-router'
import { useHolders } from '../../people/useHolders.ts'
import { useStandingIn } from '../../people/useStandingIn.ts'
import { usePreferences } from '../../preferences/preferences.ts'
import { StateBadge } from '../../tickets/StateBadge.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { inboxWords } from '../../words/inbox.ts'
import { ticketWords } from '../../words/tickets.ts'
import { typeWords } from '../../words/types.ts'
import { useWords } from '../../words/words.ts'
import { isWaitingList, type Scope } from './address.ts'
import { isSelectable } from './selection.ts'
import styles from './TicketRows.module.css'
import type { Gone } from './useTicketList.ts'
import { Waiting } from './Waiting.tsx'

export type RowsProps = {
  readonly rows: readonly Ticket[]
  readonly scope: Scope
  readonly gone: ReadonlyMap<string, Gone>
  readonly picked: ReadonlyMap<string, unknown>
  /** The row that keys act on. */
  readonly marked: string
  readonly open: string
  readonly isStale: boolean
  readonly addressOf: (uuid: string) => string
  readonly onOpen: (uuid: string) => void
  readonly onPick: (ticket: Ticket, ticked: boolean, shift: boolean) => void
  readonly onPickPage: (ticked: boolean) => void
  readonly onDecide: (action: 'pass' | 'overrule', ticket: Ticket) => void
  /** There is no room for more than the ticket and its time. */
  readonly isNarrow: boolean
}

/** Whose turn it is, while one is awaited. */
const waitsFor = ({ ticket_state_code, user_name }: Ticket): string =>
  ticket_state_code === 'pending' ? user_name : ''

const isPlainClick = ({ target, metaKey, ctrlKey, shiftKey }: MouseEvent): boolean =>
  !metaKey &&
  !ctrlKey &&
  !shiftKey &&
  !(target instanceof Element && target.closest('a, button, input, label') !== null)

const roleOf = ({ user_tenant_uuid: tenantUuid, user_uuid: uuid }: Ticket) => ({ tenantUuid, uuid })
const isPending = ({ ticket_state_code }: Ticket): boolean => ticket_state_code === 'pending'

const useRowWords = ({ rows, scope }: Pick<RowsProps, 'rows' | 'scope'>) => {
  const holdersOf = useHolders(rows.filter(isPending).map(roleOf))
  const standingIn = useStandingIn(scope === 'delegated')
  const say = useWords(inboxWords)
  const { events } = useWords(ticketWords)
  const { names } = useWords(typeWords)
  const { language } = usePreferences()
  const join = (names: readonly string[]): string => names.join(language === 'zh' ? '、' : ', ')
  return {
    say,
    /** The people behind the role whose turn it is. */
    holdersOf: (ticket: Ticket): string => (isPending(ticket) ? join(holdersOf(roleOf(ticket))) : ''),
    /** For whom the reader would decide. */
    standsIn: (ticket: Ticket): string => {
      const names = scope === 'delegated' ? standingIn(ticket) : []
      return names.length === 0 ? '' : say.standsIn(join(names))
    },
    typeOf: ({ ticket_type_code }: Ticket): string => names[ticket_type_code],
    summaryOf: (ticket: Ticket): string => (language === 'zh' ? ticket.summary_cn : ticket.summary) || ticket.reason,
    goneText: ({ who, action }: Gone): string => {
      const word = (events as Readonly<Record<string, string>>)[action]
      return who === '' || word === undefined ? say.gone : say.goneBy(who, word)
    },
  }
}

/** The tickets of a page as a table. */
export const TicketTable = (props: RowsProps) => {
  const { rows, scope, gone, picked, marked, open, isStale, isNarrow } = props
  const { say, typeOf, summaryOf, goneText, holdersOf, standsIn } = useRowWords(props)
  const isWaiting = isWaitingList(scope)
  const selectable = rows.filter((row) => isSelectable(row, scope) && !gone.has(row.ticket_uuid))
  const pickedHere = selectable.filter(({ ticket_uuid }) => picked.has(ticket_uuid)).length
  return (
    <table className={styles.table} data-stale={isStale || undefined} data-narrow={isNarrow || undefined}>
      <thead>
        <tr>
          <th scope="col" className={styles.boxCell}>
            {selectable.length > 0 ? (
              <Checkbox
                label={say.selectPage}
                checked={pickedHere === selectable.length}
                mixed={pickedHere > 0 && pickedHere < selectable.length}
                onChange={(ticked) => props.onPickPage(ticked)}
              />
            ) : (
              <span className="visually-hidden">{say.selectPage}</span>
            )}
          </th>
          <th scope="col">{say.columns.ticket}</th>
          {!isNarrow && <th scope="col">{say.columns.applicant}</th>}
          {!isNarrow && <th scope="col">{isWaiting ? say.columns.waits : say.columns.state}</th>}
          <th scope="col">{isWaiting ? say.columns.since : say.columns.updated}</th>
          {!isNarrow && (
            <th scope="col">
              <span className="visually-hidden">{say.columns.actions}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((ticket) => {
          const { ticket_uuid: uuid, ticket_name: name, can } = ticket
          const away = gone.get(uuid)
          const isPicked = picked.has(uuid)
          return (
            <tr
              key={uuid}
              data-uuid={uuid}
              data-gone={away !== undefined || undefined}
              data-picked={isPicked || undefined}
              data-marked={marked === uuid || undefined}
              data-open={open === uuid || undefined}
              onClick={(event) => isPlainClick(event) && props.onOpen(uuid)}
            >
              <td className={styles.boxCell}>
                {away === undefined && isSelectable(ticket, scope) && (
                  <Checkbox
                    label={say.select(name)}
                    checked={isPicked}
                    onChange={(ticked, shift) => props.onPick(ticket, ticked, shift)}
                  />
                )}
              </td>
              <td className={styles.main}>
                <div className={styles.line}>
                  <Link to={props.addressOf(uuid)} className={styles.name} title={name}>
                    {name}
                  </Link>
                  <span className={styles.type}>{typeOf(ticket)}</span>
                  {standsIn(ticket) !== '' && <span className={styles.standsIn}>{standsIn(ticket)}</span>}
                </div>
                <div className={styles.summary}>{away === undefined ? summaryOf(ticket) : goneText(away)}</div>
              </td>
              {!isNarrow && (
                <td className={styles.applicant}>
                  <span className={styles.person}>
                    <Avatar name={ticket.applyer_name} size={24} />
                    <span className={styles.clip}>{ticket.applyer_name}</span>
                  </span>
                </td>
              )}
              {!isNarrow && (
                <td className={styles.waits}>
                  {isWaiting ? (
                    <>
                      <span className={styles.clip}>{waitsFor(ticket)}</span>
                      {holdersOf(ticket) !== '' && (
                        <div className={styles.small} title={holdersOf(ticket)}>
                          {holdersOf(ticket)}
                        </div>
                      )}
                    </>
                  ) : (
                    <>
                      <StateBadge ticket={ticket} />
                      {waitsFor(ticket) !== '' && (
                        <div className={styles.small} title={waitsFor(ticket)}>
                          {holdersOf(ticket) || waitsFor(ticket)}
                        </div>
                      )}
                    </>
                  )}
                </td>
              )}
              <td className={styles.since}>
                <Waiting ticket={ticket} />
              </td>
              {!isNarrow && (
                <td className={styles.actions}>
                  {away === undefined && can.includes('pass') && (
                    <span className={styles.buttons}>
                      <IconButton
                        label={say.overrule(name)}
                        size="small"
                        className={styles.bad ?? ''}
                        icon={<X size={17} />}
                        onClick={() => props.onDecide('overrule', ticket)}
                      />
                      <IconButton
                        label={say.pass(name)}
                        size="small"
                        className={styles.good ?? ''}
                        icon={<Check size={17} />}
                        onClick={() => props.onDecide('pass', ticket)}
                      />
                    </span>
                  )}
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The tickets of a page as cards, for phones. */
export const TicketCards = (props: RowsProps) => {
  const { rows, scope, gone, picked, marked, isStale } = props
  const { say, typeOf, summaryOf, goneText, holdersOf, standsIn } = useRowWords(props)
  const isWaiting = isWaitingList(scope)
  return (
    <ul className={styles.cards} data-stale={isStale || undefined}>
      {rows.map((ticket) => {
        const { ticket_uuid: uuid, ticket_name: name } = ticket
        const away = gone.get(uuid)
        const isPicked = picked.has(uuid)
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the link in the card is for keys
          <li
            key={uuid}
            className={styles.card}
            data-uuid={uuid}
            data-gone={away !== undefined || undefined}
            data-picked={isPicked || undefined}
            data-marked={marked === uuid || undefined}
            onClick={(event) => isPlainClick(event) && props.onOpen(uuid)}
          >
            {away === undefined && isSelectable(ticket, scope) && (
              <Checkbox
                className={styles.cardBox ?? ''}
                label={say.select(name)}
                checked={isPicked}
                onChange={(ticked, shift) => props.onPick(ticket, ticked, shift)}
              />
            )}
            <div className={styles.cardText}>
              <div className={styles.cardHead}>
                <Link to={props.addressOf(uuid)} className={styles.name}>
                  {name}
                </Link>
                {!isWaiting && <StateBadge ticket={ticket} />}
              </div>
              <div className={styles.cardSummary}>{away === undefined ? summaryOf(ticket) : goneText(away)}</div>
              <div className={styles.cardFoot}>
                {scope !== 'applied' && <span>{ticket.applyer_name}</span>}
                <span>{typeOf(ticket)}</span>
                {standsIn(ticket) !== '' && <span className={styles.standsIn}>{standsIn(ticket)}</span>}
                {!isWaiting && waitsFor(ticket) !== '' && (
                  <span>{say.waitsFor(holdersOf(ticket) || waitsFor(ticket))}</span>
                )}
                <Waiting ticket={ticket} />
              </div>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
