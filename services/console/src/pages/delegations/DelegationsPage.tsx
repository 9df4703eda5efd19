import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowRight, Plus, UserRoundCheck } from 'lucide-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useGongdan } from '../../session/gongdan.ts'
import { useSession } from '../../session/session.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorState, useErrorText } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageTurner } from '../../ui/PageTurner.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { toast } from '../../ui/Toast.tsx'
import { delegationWords } from '../../words/delegations.ts'
import { typeWords } from '../../words/types.ts'
import { uiWords } from '../../words/ui.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import styles from './DelegationsPage.module.css'
import { NewDelegation } from './NewDelegation.tsx'

const PAGE_SIZE = 20
type Gongdan = ReturnType<typeof useGongdan>
type Delegation = Awaited<ReturnType<Gongdan['delegations']['list']>>['list'][number]

const tones: Readonly<Record<Delegation['state'], Tone>> = {
  planned: 'accent',
  active: 'good',
  ended: 'plain',
  cancelled: 'plain',
}

const nameOf = ({ user_uuid: uuid, user_name: name }: Delegation['from']): string => name || uuid

/** Date and time to the minute, of the reader's clock. */
const useMoment = () => {
  const { language } = useFormat()
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  return (seconds: number): string => format.format(seconds * 1000)
}

const Row = ({ delegation, onCancel }: { readonly delegation: Delegation; readonly onCancel: () => void }) => {
  const say = useWords(delegationWords)
  const { names } = useWords(typeWords)
  const { language } = useFormat()
  const moment = useMoment()
  const { from, to, state } = delegation
  const isOpen = state === 'planned' || state === 'active'
  const types = delegation.types.map((type) => names[type]).join(language === 'zh' ? '、' : ', ')
  const scope = [
    ...(types === '' ? [] : [say.types(types)]),
    ...(delegation.process_uuids.length === 0 ? [] : [say.processes(delegation.process_uuids.length)]),
  ]
  return (
    <li className={styles.item} data-over={!isOpen || undefined}>
      <div className={styles.people}>
        <Avatar name={nameOf(from)} size={30} />
        <ArrowRight size={15} className={styles.arrow} aria-hidden="true" />
        <Avatar name={nameOf(to)} size={30} />
      </div>
      <div className={styles.what}>
        <b>{say.fromTo(nameOf(from), nameOf(to))}</b>
        <p className={styles.quiet}>
          <span>{say.range(moment(delegation.start), moment(delegation.end))}</span>
          <span>{scope.length === 0 ? say.everything : scope.join(language === 'zh' ? '，' : ', ')}</span>
        </p>
        {delegation.reason !== '' && <p className={styles.reason}>{delegation.reason}</p>}
      </div>
      <Badge tone={tones[state]}>{say.states[state]}</Badge>
      <span className={styles.act}>
        {isOpen && (
          <Button size="small" look="danger" onClick={onCancel}>
            {say.cancel}
          </Button>
        )}
      </span>
    </li>
  )
}

const scopes = ['given', 'received', 'tenant'] as const

/** Who approves for whom: what was given, what was received, and for administrators all of the tenant. */
export const DelegationsPage = () => {
  const say = useWords(delegationWords)
  const ui = useWords(uiWords)
  const gd = useGongdan()
  const person = useSession()
  const queryClient = useQueryClient()
  const errorText = useErrorText()
  const [search, setSearch] = useSearchParams()
  const [isNew, setIsNew] = useState(false)
  const [cancelled, setCancelled] = useState<Delegation | null>(null)
  const mayAll = person.isTenantAdministrator || person.isSuperAdministrator
  const shown = mayAll ? scopes : scopes.slice(0, 2)
  const scope = shown.find((one) => one === search.get('scope')) ?? 'given'
  const page = Number(search.get('page') ?? '1')
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['delegations', scope, page],
    queryFn: ({ signal }) => gd.delegations.list({ scope, page_num: page, page_size: PAGE_SIZE }, { signal }),
    placeholderData: keepPreviousData,
  })
  const again = () => queryClient.invalidateQueries({ queryKey: ['delegations'] })
  const cancel = async (): Promise<void> => {
    if (cancelled === null) return
    try {
      await gd.delegations.cancel(cancelled.delegation_uuid).one()
      void toast(say.cancelled)
      await again()
    } catch (failure) {
      void toast(errorText(failure), { tone: 'bad' })
    } finally {
      setCancelled(null)
    }
  }
  const create = (
    <Button look="primary" icon={<Plus size={16} />} onClick={() => setIsNew(true)}>
      {say.new}
    </Button>
  )
  // Once is enough.
  const offersCreate = scope === 'given' && data?.list.length === 0
  return (
    <Page title={say.title} sub={say.sub} actions={offersCreate ? undefined : create}>
      <Tabs
        label={say.title}
        value={scope}
        onChange={(next) => setSearch(next === 'given' ? {} : { scope: next }, { replace: true })}
        tabs={shown.map((value) => ({ value, label: say.tabs[value] }))}
      >
        <div className={styles.panel}>
          {data === undefined &&
            (error === null ? <Skeleton rows={4} /> : <ErrorState error={error} onRetry={() => refetch()} />)}
          {data !== undefined && data.list.length === 0 && (
            <Empty
              icon={<UserRoundCheck size={24} />}
              title={say.emptyTitle[scope]}
              action={offersCreate ? create : undefined}
            >
              {say.emptyText[scope]}
            </Empty>
          )}
          {data !== undefined && data.list.length > 0 && (
            <ul className={styles.list} aria-busy={isPlaceholderData}>
              {data.list.map((delegation) => (
                <Row
                  key={delegation.delegation_uuid}
                  delegation={delegation}
                  onCancel={() => setCancelled(delegation)}
                />
              ))}
            </ul>
          )}
          <PageTurner
            page={page}
            pages={Math.ceil((data?.total_count ?? 0) / PAGE_SIZE)}
            onTurn={(next) => setSearch({ ...(scope === 'given' ? {} : { scope }), page: String(next) })}
          />
        </div>
      </Tabs>
      {isNew && (
        <NewDelegation
          mayForOthers={mayAll}
          onClose={() => {
            setIsNew(false)
            void again()
          }}
        />
      )}
      <Dialog
        open={cancelled !== null}
        onClose={() => setCancelled(null)}
        title={say.cancelTitle}
        tone="bad"
        actions={
          <>
            <Button onClick={() => setCancelled(null)}>{ui.close}</Button>
            <Button look="danger" data-solid onClick={cancel}>
              {say.cancel}
            </Button>
          </>
        }
      >
        {say.cancelText}
      </Dialog>
    </Page>
  )
}
