import type { TicketDetails } from '@gongdan/sdk'
import { ArrowDown, ArrowLeft, ArrowUp, ExternalLink, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { usePreferences } from '../../preferences/preferences.ts'
import { consoleBase } from '../../session/place.ts'
import { StateBadge } from '../../tickets/StateBadge.tsx'
import { ButtonLink, IconButton } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Sheet } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ticketPageWords } from '../../words/ticket.ts'
import { typeWords } from '../../words/types.ts'
import { useWords } from '../../words/words.ts'
import { Comments } from './Comments.tsx'
import { Decide } from './Decide.tsx'
import { Fulfilment } from './Fulfilment.tsx'
import { History, Raw } from './History.tsx'
import { ImageState } from './ImageState.tsx'
import { Progress } from './Progress.tsx'
import { Request } from './Request.tsx'
import styles from './Ticket.module.css'
import { useTicket } from './useTicket.ts'

export const linkOf = (uuid: string): string => new URL(`ticket/${uuid}`, consoleBase).href

/** What stands under the name of a ticket: its state, type, and what else is to be known at a glance. */
export const Facts = ({ ticket }: { readonly ticket: TicketDetails }) => {
  const say = useWords(ticketPageWords)
  const { names } = useWords(typeWords)
  return (
    <div className={styles.facts}>
      <StateBadge ticket={ticket} />
      <span>{names[ticket.ticket_type_code]}</span>
      {ticket.is_confirm !== '' && ticket.ticket_is_over && <span>{say.confirmed[ticket.is_confirm]}</span>}
    </div>
  )
}

/** The parts of a ticket one below the other. */
export const Sections = ({ ticket }: { readonly ticket: TicketDetails }) => (
  <>
    <Request ticket={ticket} />
    <ImageState ticket={ticket} />
    <Fulfilment ticket={ticket} />
    <Progress ticket={ticket} />
    <Comments ticket={ticket} />
    <History ticket={ticket} />
    <Raw ticket={ticket} />
  </>
)

/** A ticket beside the list it stands in, or over it where there is no room. */
export const TicketDrawer = ({
  uuid,
  isBeside,
  onClose,
  onMove,
  onDone,
}: {
  readonly uuid: string
  readonly isBeside: boolean
  readonly onClose: () => void
  readonly onMove: ((by: 1 | -1) => void) | undefined
  /** Something was done to the ticket; `goOn`: the next one may take its place. */
  readonly onDone: (goOn: boolean) => void
}) => {
  const say = useWords(ticketPageWords)
  const { openNext } = usePreferences()
  const { data: ticket, error, refetch } = useTicket(uuid)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isBeside) title.current?.focus({ preventScroll: true })
  }, [isBeside])

  const tools: ReactNode = (
    <div className={styles.tools}>
      {onMove !== undefined && (
        <>
          <IconButton size="small" label={say.previous} icon={<ArrowUp size={16} />} onClick={() => onMove(-1)} />
          <IconButton size="small" label={say.next} icon={<ArrowDown size={16} />} onClick={() => onMove(1)} />
        </>
      )}
      <CopyButton text={linkOf(uuid)} label={say.copyLink} />
      <ButtonLink
        look="quiet"
        size="small"
        to={`/ticket/${uuid}`}
        aria-label={say.openPage}
        title={say.openPage}
        icon={<ExternalLink size={15} />}
      />
    </div>
  )
  const content =
    error !== null && ticket === undefined ? (
      <ErrorState error={error} onRetry={() => void refetch()} />
    ) : ticket === undefined ? (
      <Skeleton lines={10} />
    ) : (
      <Sections ticket={ticket} />
    )
  const footer = ticket !== undefined && (
    <Decide
      key={uuid}
      ticket={ticket}
      onDone={(decided) => {
        void refetch()
        onDone(decided && openNext)
      }}
    />
  )
  if (!isBeside) {
    return (
      <Sheet
        open
        onClose={onClose}
        title={ticket?.ticket_name ?? say.page}
        actions={footer === false ? undefined : footer}
      >
        <div className={styles.sheetTop}>
          {ticket !== undefined && <Facts ticket={ticket} />}
          {tools}
        </div>
        {content}
      </Sheet>
    )
  }
  return (
    <aside className={styles.drawer} aria-label={ticket?.ticket_name ?? say.page}>
      <header className={styles.head}>
        <div className={styles.headTop}>
          {tools}
          <IconButton size="small" label={say.close} icon={<X size={18} />} onClick={onClose} />
        </div>
        <h2 ref={title} tabIndex={-1} className={styles.name}>
          {ticket?.ticket_name ?? ' '}
        </h2>
        {ticket !== undefined && <Facts ticket={ticket} />}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys */}
      <section className={styles.body} tabIndex={0} aria-label={say.page}>
        {content}
      </section>
      {footer}
    </aside>
  )
}

/** The way back from a ticket's own page. */
export const BackLink = () => (
  <ButtonLink className={styles.back ?? ''} look="quiet" size="small" to="/inbox" icon={<ArrowLeft size={15} />}>
    {useWords(ticketPageWords).back}
  </ButtonLink>
)
