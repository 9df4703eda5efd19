import type { ItemOutcome } from '@gongdan/sdk'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, Inbox, RefreshCw } from 'lucide-react'
import { Fragment, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useEventName } from '../../events/useEventName.ts'
import { useGongdan } from '../../session/gongdan.ts'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorState, useErrorText } from '../../ui/ErrorState.tsx'
import { Input } from '../../ui/Field.tsx'
import { PageTurner } from '../../ui/PageTurner.tsx'
import { RelativeTime, useNow } from '../../ui/RelativeTime.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/Toast.tsx'
import { useLastPage } from '../../ui/useLastPage.ts'
import { uiWords } from '../../words/ui.ts'
import { useFormat } from '../../words/useFormat.ts'
import { webhookWords } from '../../words/webhooks.ts'
import { useWords } from '../../words/words.ts'
import styles from './Deliveries.module.css'

const PAGE_SIZE = 20
const states = ['pending', 'delivered', 'failed'] as const
type State = (typeof states)[number]
const tones: Readonly<Record<State, Tone>> = { pending: 'accent', delivered: 'good', failed: 'bad' }
const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** JSON with its fields below each other; any other text as it is. */
const readable = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** Text that may be longer than its box: the arrow keys scroll it. */
const Scrolled = ({ label, children }: { readonly label: string; readonly children: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
  <section tabIndex={0} aria-label={label} className={styles.scrolled}>
    <pre>{children}</pre>
  </section>
)

/** What was sent, what was answered, and each attempt. */
const Details = ({ webhookUuid, deliveryUuid }: { readonly webhookUuid: string; readonly deliveryUuid: string }) => {
  const say = useWords(webhookWords)
  const { exactTime } = useFormat()
  const gd = useGongdan()
  const { data, error, refetch } = useQuery({
    queryKey: ['webhooks', 'delivery', deliveryUuid],
    queryFn: ({ signal }) =>
      gd.webhooks.delivery({ webhook_uuid: webhookUuid, delivery_uuid: deliveryUuid }, { signal }),
  })
  if (data === undefined)
    return error === null ? <Skeleton lines={3} /> : <ErrorState error={error} onRetry={() => refetch()} />
  // That an answer was none of 2xx its status says already.
  const errors = data.attempts.map(({ error: text, status }) => (text === `HTTP ${status}` ? '' : text))
  const hasErrors = errors.some((text) => text !== '')
  return (
    <div className={styles.details}>
      {data.attempts.length > 0 && (
        <table className={styles.attempts}>
          <thead>
            <tr>
              <th scope="col">{say.at}</th>
              <th scope="col">{say.status}</th>
              <th scope="col">{say.took}</th>
              {hasErrors && <th scope="col">{say.error}</th>}
            </tr>
          </thead>
          <tbody>
            {data.attempts.map((attempt, place) => (
              <tr key={`${attempt.time} ${attempt.duration_ms}`}>
                <td>{exactTime(attempt.time)}</td>
                <td data-bad={attempt.status < 200 || attempt.status > 299 || undefined}>
                  {attempt.status === 0 ? say.noStatus : attempt.status}
                </td>
                <td>{attempt.duration_ms} ms</td>
                {hasErrors && <td className={styles.why}>{errors[place]}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={styles.texts}>
        <div>
          <h3>{say.payload}</h3>
          <Scrolled label={say.payload}>{readable(data.payload)}</Scrolled>
        </div>
        <div>
          <h3>{say.answer}</h3>
          <Scrolled label={say.answer}>{data.answer === '' ? say.noAnswer : readable(data.answer)}</Scrolled>
        </div>
      </div>
    </div>
  )
}

const Failed = ({ outcomes, onClose }: { readonly outcomes: readonly ItemOutcome[]; readonly onClose: () => void }) => {
  const say = useWords(webhookWords)
  const ui = useWords(uiWords)
  return (
    <Dialog open onClose={onClose} title={say.notReplayed} actions={<Button onClick={onClose}>{ui.close}</Button>}>
      <ul className={styles.failed}>
        {outcomes.map(({ uuid, text }) => (
          <li key={uuid}>
            <code>{uuid.slice(0, 8)}</code> {text}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** What was sent to a webhook: by state or by ticket, each with its attempts; some can be sent once more. */
export const Deliveries = ({ webhookUuid }: { readonly webhookUuid: string }) => {
  const say = useWords(webhookWords)
  const { number } = useFormat()
  const nameOf = useEventName()
  const gd = useGongdan()
  const queryClient = useQueryClient()
  const errorText = useErrorText()
  const now = useNow()
  const [search, setSearch] = useSearchParams()
  const [opened, setOpened] = useState('')
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [isBusy, setIsBusy] = useState(false)
  const [failed, setFailed] = useState<readonly ItemOutcome[]>([])
  const state = states.find((one) => one === search.get('state'))
  const ticket = search.get('ticket') ?? ''
  const page = Number(search.get('page') ?? '1')
  const go = (given: Readonly<Record<string, string>>): void => {
    const next = new URLSearchParams(search)
    for (const [key, value] of Object.entries(given)) {
      if (value === '') next.delete(key)
      else next.set(key, value)
    }
    setSelected(new Set())
    setSearch(next, { replace: true })
  }
  const { data, error, refetch, isPlaceholderData, isFetching } = useQuery({
    queryKey: ['webhooks', 'deliveries', webhookUuid, state, ticket, page],
    queryFn: ({ signal }) =>
      gd.webhooks.deliveries(
        {
          webhook_uuid: webhookUuid,
          ...(state === undefined ? {} : { state }),
          ...(uuidForm.test(ticket) ? { ticket_uuid: ticket } : {}),
          page_num: page,
          page_size: PAGE_SIZE,
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data: last } }) => ((last?.counts.pending ?? 0) > 0 ? 5_000 : false),
  })
  const turn = (next: number): void => go({ page: next === 1 ? '' : String(next) })
  const isTurning = useLastPage({ page, size: PAGE_SIZE, data, isFetching, onTurn: turn })
  const replay = async (): Promise<void> => {
    setIsBusy(true)
    try {
      const outcomes = await gd.webhooks.replay(webhookUuid, [...selected]).all()
      const left = outcomes.filter(({ ok }) => !ok)
      if (outcomes.length > left.length) void toast(say.replayed(outcomes.length - left.length))
      setSelected(new Set(left.map(({ uuid }) => uuid)))
      setFailed(left)
      await queryClient.invalidateQueries({ queryKey: ['webhooks'] })
    } catch (failure) {
      void toast(errorText(failure), { tone: 'bad' })
    } finally {
      setIsBusy(false)
    }
  }
  const uuids = data?.list.map(({ delivery_uuid: uuid }) => uuid) ?? []
  const all = uuids.length > 0 && uuids.every((uuid) => selected.has(uuid))
  const toggle = (uuid: string): void => {
    const next = new Set(selected)
    if (!next.delete(uuid)) next.add(uuid)
    setSelected(next)
  }
  const total = data === undefined ? undefined : data.counts.pending + data.counts.delivered + data.counts.failed
  return (
    <>
      <div className={styles.filters}>
        <div className={styles.states} role="radiogroup" aria-label={say.filter}>
          {([undefined, ...states] as const).map((one) => (
            // biome-ignore lint/a11y/useSemanticElements: one of several views, which looks like a row of buttons
            <button
              key={one ?? ''}
              type="button"
              role="radio"
              aria-checked={state === one}
              className={styles.state}
              onClick={() => go({ state: one ?? '', page: '' })}
            >
              {one === undefined ? say.every : say.states[one]}
              <span className={styles.count}>
                {data === undefined ? '' : number((one === undefined ? total : data.counts[one]) ?? 0)}
              </span>
            </button>
          ))}
        </div>
        <Input
          className={styles.ticket}
          type="search"
          aria-label={say.ticket}
          placeholder={say.ticketPlaceholder}
          defaultValue={ticket}
          {...(ticket !== '' && !uuidForm.test(ticket) && { 'aria-invalid': true as const })}
          onChange={({ target }) => go({ ticket: target.value.trim(), page: '' })}
        />
        <IconButton
          label={say.refresh}
          icon={<RefreshCw size={16} />}
          disabled={isFetching}
          onClick={() => refetch()}
        />
      </div>
      {selected.size > 0 && (
        <div className={styles.bar}>
          <span aria-live="polite">{say.selected(selected.size)}</span>
          <Button size="small" look="primary" busy={isBusy} onClick={replay}>
            {say.replay}
          </Button>
        </div>
      )}
      {data === undefined &&
        (error === null ? <Skeleton rows={6} /> : <ErrorState error={error} onRetry={() => refetch()} />)}
      {isTurning && <Skeleton rows={6} />}
      {data !== undefined && data.list.length === 0 && !isTurning && (
        <Empty icon={<Inbox size={24} />} title={say.noDeliveries}>
          {say.noDeliveriesText}
        </Empty>
      )}
      {data !== undefined && data.list.length > 0 && (
        <div className={styles.list} aria-busy={isPlaceholderData}>
          <div className={styles.top}>
            <Checkbox
              label={say.selectAll}
              checked={all}
              mixed={selected.size > 0 && !all}
              onChange={() => setSelected(new Set(all ? [] : uuids))}
            />
            <span className={styles.quiet}>{say.selectAll}</span>
          </div>
          <ul>
            {data.list.map((delivery) => {
              const { delivery_uuid: uuid } = delivery
              const name = nameOf(delivery.event_type)
              const isOpen = opened === uuid
              return (
                <Fragment key={uuid}>
                  <li className={styles.item}>
                    <Checkbox label={say.select(name)} checked={selected.has(uuid)} onChange={() => toggle(uuid)} />
                    <div className={styles.what}>
                      <b>{name}</b>
                      {delivery.ticket_uuid !== '' && (
                        <Link to={`/ticket/${delivery.ticket_uuid}`} className={styles.link}>
                          {delivery.ticket_uuid.slice(0, 8)}
                        </Link>
                      )}
                    </div>
                    <Badge tone={tones[delivery.delivery_state]}>{say.states[delivery.delivery_state]}</Badge>
                    <div className={styles.tries}>
                      {say.attempts(delivery.attempt_count)}
                      {delivery.next_time > 0 && delivery.delivery_state === 'pending' && (
                        <span className={styles.quiet}>
                          {delivery.next_time > now ? (
                            <>
                              {say.nextTry} <RelativeTime time={delivery.next_time} />
                            </>
                          ) : (
                            say.nextSoon
                          )}
                        </span>
                      )}
                    </div>
                    <span className={styles.time}>
                      <RelativeTime time={delivery.create_time} />
                    </span>
                    <IconButton
                      size="small"
                      label={say.show(name)}
                      aria-expanded={isOpen}
                      icon={<ChevronDown size={16} className={styles.chevron} />}
                      onClick={() => setOpened(isOpen ? '' : uuid)}
                    />
                    {isOpen && <Details webhookUuid={webhookUuid} deliveryUuid={uuid} />}
                  </li>
                </Fragment>
              )
            })}
          </ul>
        </div>
      )}
      <PageTurner page={page} pages={Math.ceil((data?.total_count ?? 0) / PAGE_SIZE)} onTurn={turn} />
      {failed.length > 0 && <Failed outcomes={failed} onClose={() => setFailed([])} />}
    </>
  )
}
