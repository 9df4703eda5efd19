import { useParams } from 'react-router'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ticketPageWords } from '../../words/ticket.ts'
import { useWords } from '../../words/words.ts'
import { Decide } from './Decide.tsx'
import styles from './Ticket.module.css'
import { BackLink, Facts, linkOf, Sections } from './TicketDrawer.tsx'
import { useTicket } from './useTicket.ts'

/** A ticket by itself: where links in mails and chat groups lead. */
export const TicketPage = () => {
  const say = useWords(ticketPageWords)
  const { uuid = '' } = useParams()
  const { data: ticket, error, refetch } = useTicket(uuid)
  return (
    <Page
      title={ticket?.ticket_name ?? say.page}
      sub={ticket && <Facts ticket={ticket} />}
      actions={
        <>
          <BackLink />
          <CopyButton text={linkOf(uuid)}>{say.copyLink}</CopyButton>
        </>
      }
    >
      {error !== null && ticket === undefined ? (
        <ErrorState error={error} onRetry={() => void refetch()} action={<BackLink />} />
      ) : ticket === undefined ? (
        <Skeleton lines={12} />
      ) : (
        <div className={styles.page}>
          <div className={styles.pageBody}>
            <Sections ticket={ticket} />
          </div>
          <Decide key={uuid} ticket={ticket} onDone={() => void refetch()} />
        </div>
      )}
    </Page>
  )
}
