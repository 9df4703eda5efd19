import type { Ticket } from '@gongdan/sdk'
import { RelativeTime, useNow } from '../../ui/RelativeTime.tsx'
import { inboxWords } from '../../words/inbox.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import styles from './Waiting.module.css'

const SOON_S = 4 * 3600

/** Since when a ticket waits, or when it was last changed; and when it is due, in colour as that comes near. */
export const Waiting = ({ ticket }: { readonly ticket: Ticket }) => {
  const say = useWords(inboxWords)
  const { relativeTime, duration, exactTime } = useFormat()
  const now = useNow()
  const { due_time: due } = ticket
  const isLate = due !== undefined && due <= now
  return (
    <span className={styles.waiting}>
      <RelativeTime time={ticket.step_since ?? ticket.updated_time} />
      {due !== undefined && (
        <span
          className={styles.due}
          data-late={isLate || undefined}
          data-soon={(!isLate && due - now < SOON_S) || undefined}
          title={exactTime(due)}
        >
          {isLate ? say.overdueSince(duration(now - due)) : say.due(relativeTime(due, now))}
        </span>
      )}
    </span>
  )
}
