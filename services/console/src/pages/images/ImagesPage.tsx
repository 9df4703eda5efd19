import { imageStates } from '@gongdan/contracts'
import type { Ticket } from '@gongdan/sdk'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Disc3, EyeOff, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useReadAgain, useRefetchInterval } from '../../live/live.ts'
import { useGongdan } from '../../session/gongdan.ts'
import { queries } from '../../session/queries.ts'
import { useSession } from '../../session/session.ts'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorState, useErrorText } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageTurner } from '../../ui/PageTurner.tsx'
import { RelativeTime, useNow } from '../../ui/RelativeTime.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { toast } from '../../ui/Toast.tsx'
import { useLastPage } from '../../ui/useLastPage.ts'
import { imageWords } from '../../words/images.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import styles from './ImagesPage.module.css'

const PAGE_SIZE = 20
type ImageState = (typeof imageStates)[number]
const tones: Readonly<Record<ImageState, Tone>> = {
  queued: 'plain',
  creating: 'accent',
  created: 'good',
  failed: 'bad',
  needs_operator: 'warn',
}
const tabValues = ['all', ...imageStates] as const

const Row = ({
  ticket,
  onRetry,
  isBusy,
}: {
  readonly ticket: Ticket
  readonly onRetry: () => void
  readonly isBusy: boolean
}) => {
  const say = useWords(imageWords)
  const { language, duration } = useFormat()
  const now = useNow()
  const { image_state: state } = ticket
  const isOn = state === 'queued' || state === 'creating'
  const mayRetry = state === 'failed' && ticket.can.includes('request-image')
  // A list does not say why; of those that failed there are few.
  const { data: details } = useQuery({ ...queries.ticket(ticket.ticket_uuid), enabled: state === 'failed' })
  const why = state === 'failed' ? (details?.fulfilment?.faild_info ?? []) : []
  return (
    <li className={styles.item}>
      <div className={styles.what}>
        <Link to={`/ticket/${ticket.ticket_uuid}`} className={styles.name}>
          {ticket.ticket_name}
        </Link>
        <p className={styles.summary}>{language === 'zh' ? ticket.summary_cn : ticket.summary}</p>
        {why.length > 0 && <p className={styles.why}>{why.join('\n')}</p>}
      </div>
      <span className={styles.person}>{ticket.applyer_name}</span>
      <span>
        {state === null ? <Badge>{say.inApproval}</Badge> : <Badge tone={tones[state]}>{say.states[state]}</Badge>}
      </span>
      <span className={styles.when}>
        {isOn ? (
          say.running(duration(now - ticket.updated_time))
        ) : (
          <>
            {say.since} <RelativeTime time={ticket.updated_time} />
          </>
        )}
      </span>
      <span className={styles.act}>
        {mayRetry && (
          <Button size="small" icon={<RotateCw size={14} />} busy={isBusy} onClick={onRetry}>
            {say.retry}
          </Button>
        )}
      </span>
    </li>
  )
}

const ImageList = () => {
  const say = useWords(imageWords)
  const gd = useGongdan()
  const queryClient = useQueryClient()
  const errorText = useErrorText()
  const [search, setSearch] = useSearchParams()
  const [busy, setBusy] = useState('')
  const state = imageStates.find((one) => one === search.get('state'))
  const page = Number(search.get('page') ?? '1')
  const queryKey = ['tickets', 'images', state, page]
  const { data, error, refetch, isPlaceholderData, isFetching } = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      gd.tickets.list(
        {
          type: 'TENCENT_IMAGE_CREATE',
          ...(state === undefined ? {} : { image_state: state }),
          page_num: page,
          page_size: PAGE_SIZE,
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: useRefetchInterval(),
  })
  useReadAgain(queryKey, () => true)
  const retry = async ({ ticket_uuid: uuid, ticket_name: name }: Ticket): Promise<void> => {
    setBusy(uuid)
    try {
      await gd.images.create(uuid).one()
      void toast(say.retried(name))
      await queryClient.invalidateQueries({ queryKey: ['tickets'] })
    } catch (failure) {
      void toast(errorText(failure), { tone: 'bad' })
    } finally {
      setBusy('')
    }
  }
  const go = (given: Readonly<Record<string, string>>): void => {
    const next = new URLSearchParams(search)
    for (const [key, value] of Object.entries(given)) {
      if (value === '' || value === 'all') next.delete(key)
      else next.set(key, value)
    }
    setSearch(next, { replace: true })
  }
  const turn = (next: number): void => go({ page: next === 1 ? '' : String(next) })
  const isTurning = useLastPage({ page, size: PAGE_SIZE, data, isFetching, onTurn: turn })
  return (
    <Tabs
      label={say.filter}
      value={state ?? 'all'}
      onChange={(next) => go({ state: next, page: '' })}
      tabs={tabValues.map((value) => ({ value, label: say.states[value] }))}
    >
      <div className={styles.panel}>
        {data === undefined &&
          (error === null ? <Skeleton rows={6} /> : <ErrorState error={error} onRetry={() => refetch()} />)}
        {isTurning && <Skeleton rows={6} />}
        {data !== undefined && data.list.length === 0 && !isTurning && (
          <Empty icon={<Disc3 size={24} />} title={say.emptyTitle}>
            {say.emptyText}
          </Empty>
        )}
        {data !== undefined && data.list.length > 0 && (
          <ul className={styles.list} aria-busy={isPlaceholderData}>
            {data.list.map((ticket) => (
              <Row
                key={ticket.ticket_uuid}
                ticket={ticket}
                isBusy={busy === ticket.ticket_uuid}
                onRetry={() => void retry(ticket)}
              />
            ))}
          </ul>
        )}
        <PageTurner page={page} pages={Math.ceil((data?.total_count ?? 0) / PAGE_SIZE)} onTurn={turn} />
      </div>
    </Tabs>
  )
}

/** Image tickets by what has become of the image; for administrators. */
export const ImagesPage = () => {
  const say = useWords(imageWords)
  const { isTenantAdministrator, isSuperAdministrator } = useSession()
  return (
    <Page title={say.title} sub={say.sub}>
      {isTenantAdministrator || isSuperAdministrator ? (
        <ImageList />
      ) : (
        <Empty icon={<EyeOff size={24} />} title={say.forAdministrators} />
      )}
    </Page>
  )
}
