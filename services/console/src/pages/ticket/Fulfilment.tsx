import type { TicketDetails } from '@gongdan/sdk'
import { usePreferences } from '../../preferences/preferences.ts'
import { StateBadge } from '../../tickets/StateBadge.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { ticketPageWords } from '../../words/ticket.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import { Section } from './Section.tsx'
import styles from './Ticket.module.css'

const WHOLE = 100

/** How far a program is with what was approved, what came of it, and why not. Images have a part of their own. */
export const Fulfilment = ({ ticket }: { readonly ticket: TicketDetails }) => {
  const say = useWords(ticketPageWords)
  const { number } = useFormat()
  const { language } = usePreferences()
  const { fulfilment } = ticket
  if (fulfilment === null || ticket.image_state !== null || fulfilment.state === 'none') return null
  const { fulfiller, progress, success_count: success, failed_count: failed, faild_info: failures } = fulfilment
  const message = language === 'zh' ? fulfilment.message_cn || fulfilment.message : fulfilment.message
  const lines: readonly (readonly [string, string])[] = [
    [say.fulfilment.by, fulfiller?.user_name ?? ''],
    [
      say.fulfilment.counts,
      typeof success === 'number' || typeof failed === 'number'
        ? say.fulfilment.counted(number(success ?? 0), number(failed ?? 0))
        : '',
    ],
    [say.fulfilment.message, message ?? ''],
    [say.failure, failures.join('\n')],
  ]
  return (
    <Section title={say.fulfilment.title} side={<StateBadge ticket={ticket} />}>
      {typeof progress === 'number' && fulfilment.state === 'working' && (
        <Progress done={progress} total={WHOLE} label={say.fulfilment.progress} />
      )}
      <dl className={styles.pairs}>
        {lines
          .filter(([, text]) => text !== '')
          .map(([label, text]) => (
            <div key={label} className={styles.pair}>
              <dt>{label}</dt>
              <dd className={styles.text}>{text}</dd>
            </div>
          ))}
      </dl>
    </Section>
  )
}
