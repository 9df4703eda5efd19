import type { TicketDetails } from '@gongdan/sdk'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { AtSign } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useReadAgain, useRefetchInterval } from '../../live/live.ts'
import { OwnerPicker } from '../../people/OwnerPicker.tsx'
import type { Owner } from '../../people/owner.ts'
import { allPages } from '../../session/allPages.ts'
import { gongdan } from '../../session/gongdan.ts'
import { useSendOnce } from '../../session/sendOnce.ts'
import { useSession } from '../../session/session.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { useErrorText } from '../../ui/ErrorState.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { commentWords } from '../../words/comments.ts'
import { useWords } from '../../words/words.ts'
import styles from './Comments.module.css'
import { Section } from './Section.tsx'

const MOST_MENTIONED = 10
const MOST_CHARACTERS = 4_000

interface Draft {
  readonly text: string
  readonly mentioned: readonly Owner[]
  readonly isMentioning: boolean
}
const nothing: Draft = { text: '', mentioned: [], isMentioning: false }

/** What is left of a draft when `sent` is said: what was written and who was named meanwhile. */
const without = (sent: Draft, now: Draft): Draft =>
  now === sent
    ? nothing
    : {
        ...now,
        text: now.text === sent.text ? '' : now.text,
        mentioned: now.mentioned.filter((one) => !sent.mentioned.includes(one)),
      }

/** What people say about a ticket, and a place to say something; who is mentioned is told of it. */
export const Comments = ({ ticket }: { readonly ticket: TicketDetails }) => {
  const say = useWords(commentWords)
  const errorText = useErrorText()
  const client = useQueryClient()
  const { tenantUuid } = useSession()
  const refetchInterval = useRefetchInterval()
  const [draft, setDraft] = useState(nothing)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const { send: sendOnce } = useSendOnce()
  const { text, mentioned, isMentioning } = draft
  const { ticket_uuid } = ticket
  const queryKey = ['tickets', 'comments', ticket_uuid]
  const isOpen = ticket.ticket_state_code !== 'saved' && ticket.ticket_state_code !== 'archived'
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => allPages((page) => gongdan().tickets.comments(ticket_uuid, { ...page, signal })),
    enabled: ticket.ticket_state_code !== 'saved',
    refetchInterval,
  })
  useReadAgain(queryKey, (changed) => changed.ticket_uuid === ticket_uuid)

  const change = (given: Partial<Draft>): void => setDraft((now) => ({ ...now, ...given }))

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (text.trim() === '' || busy) return
    setBusy(true)
    setProblem('')
    const mention = mentioned.map(({ tenantUuid: tenant_uuid, uuid }) => ({ tenant_uuid, user_uuid: uuid }))
    const comment = { ticket_uuid, text: text.trim(), ...(mention.length > 0 && { mention }) }
    try {
      await sendOnce(comment, (options) => gongdan().tickets.comment(comment, options))
      setDraft((now) => without(draft, now))
      await client.invalidateQueries({ queryKey })
    } catch (error) {
      setProblem(errorText(error))
    } finally {
      setBusy(false)
    }
  }

  const list = data?.list ?? []
  if (!isOpen && list.length === 0) return null
  return (
    <Section title={say.title}>
      {list.length > 0 && (
        <ol className={styles.thread}>
          {list.map((comment) => (
            <li key={comment.comment_uuid} className={styles.comment}>
              <Avatar name={comment.user_name} size={28} />
              <div className={styles.said}>
                <div className={styles.who}>
                  <strong>{comment.user_name}</strong>
                  <span className={styles.when}>
                    <RelativeTime time={comment.time} />
                  </span>
                </div>
                <p className={styles.text}>{comment.text}</p>
                {comment.mention.length > 0 && (
                  <p className={styles.mentioned}>
                    {comment.mention.map(({ user_uuid, user_name }) => `@${user_name || user_uuid}`).join(' ')}
                  </p>
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
      {isOpen && (
        <form className={styles.form} onSubmit={(event) => void submit(event)}>
          <TextArea
            rows={2}
            aria-label={say.write}
            placeholder={say.write}
            maxLength={MOST_CHARACTERS}
            value={text}
            onChange={({ target }) => change({ text: target.value })}
          />
          {isMentioning && (
            <OwnerPicker
              tenantUuid={tenantUuid}
              kinds="users"
              max={MOST_MENTIONED}
              label={say.mention}
              value={mentioned}
              onChange={(people) => change({ mentioned: people })}
            />
          )}
          {problem !== '' && (
            <p className={styles.problem} role="alert">
              {problem}
            </p>
          )}
          <div className={styles.buttons}>
            <Button
              look="quiet"
              size="small"
              aria-expanded={isMentioning}
              icon={<AtSign size={15} />}
              onClick={() => change({ isMentioning: !isMentioning })}
            >
              {say.mention}
            </Button>
            <Button type="submit" size="small" busy={busy} disabled={text.trim() === ''}>
              {say.send}
            </Button>
          </div>
        </form>
      )}
    </Section>
  )
}
