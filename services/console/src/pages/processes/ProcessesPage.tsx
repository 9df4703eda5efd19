import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, Search, Trash2, Workflow } from 'lucide-react'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { toDesign } from '../../design/design.ts'
import { useGongdan } from '../../session/gongdan.ts'
import { useSession } from '../../session/session.ts'
import { Chip } from '../../ui/Badge.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Input } from '../../ui/Field.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageTurner } from '../../ui/PageTurner.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useLastPage } from '../../ui/useLastPage.ts'
import { processWords } from '../../words/processes.ts'
import { useWords } from '../../words/words.ts'
import { DeleteProcesses } from './DeleteProcesses.tsx'
import styles from './ProcessesPage.module.css'
import { StepChips } from './StepChips.tsx'

const PAGE_SIZE = 20

/** The processes of the tenant; administrators define them. */
export const ProcessesPage = () => {
  const say = useWords(processWords)
  const person = useSession()
  const gd = useGongdan()
  const queryClient = useQueryClient()
  const [search, setSearch] = useSearchParams()
  const [selected, setSelected] = useState<ReadonlyMap<string, string>>(new Map())
  const [isDeleting, setIsDeleting] = useState(false)
  const name = search.get('q') ?? ''
  const page = Number(search.get('page') ?? '1')
  const isAdministrator = person.isTenantAdministrator || person.isSuperAdministrator
  const { data, error, refetch, isPlaceholderData, isFetching } = useQuery({
    queryKey: ['processes', 'list', name, page],
    queryFn: ({ signal }) =>
      gd.processes.list(
        {
          ...(person.isSuperAdministrator ? {} : { tenant_uuid: person.tenantUuid }),
          ...(name === '' ? {} : { name }),
          page_num: page,
          page_size: PAGE_SIZE,
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
  const pages = Math.max(1, Math.ceil((data?.total_count ?? 0) / PAGE_SIZE))
  const go = (given: Record<string, string>): void => {
    const next = new URLSearchParams(search)
    for (const [key, value] of Object.entries(given)) {
      if (value === '' || value === '1') next.delete(key)
      else next.set(key, value)
    }
    setSearch(next, { replace: true })
  }
  const turn = (next: number): void => go({ page: String(next) })
  const isTurning = useLastPage({ page, size: PAGE_SIZE, data, isFetching, onTurn: turn })
  const toggle = (uuid: string, called: string): void => {
    const next = new Map(selected)
    if (!next.delete(uuid)) next.set(uuid, called)
    setSelected(next)
  }
  return (
    <Page
      title={say.title}
      sub={say.sub}
      actions={
        isAdministrator && (
          <ButtonLink look="primary" to="/processes/new" icon={<Plus size={16} />}>
            {say.new}
          </ButtonLink>
        )
      }
    >
      <search className={styles.search}>
        <Search size={16} className={styles.glass} aria-hidden="true" />
        <Input
          type="search"
          defaultValue={name}
          aria-label={say.searchLabel}
          placeholder={say.search}
          onChange={({ target, nativeEvent }) => {
            if (!(nativeEvent as InputEvent).isComposing) go({ q: target.value.trim(), page: '1' })
          }}
          onCompositionEnd={({ currentTarget }) => go({ q: currentTarget.value.trim(), page: '1' })}
        />
      </search>
      {selected.size > 0 && (
        <div className={styles.bar}>
          <span aria-live="polite">{say.selected(selected.size)}</span>
          <Button look="danger" size="small" icon={<Trash2 size={14} />} onClick={() => setIsDeleting(true)}>
            {say.delete}
          </Button>
          <Button look="quiet" size="small" onClick={() => setSelected(new Map())}>
            {say.clear}
          </Button>
        </div>
      )}
      {data === undefined &&
        (error === null ? <Skeleton rows={5} /> : <ErrorState error={error} onRetry={() => refetch()} />)}
      {isTurning && <Skeleton rows={5} />}
      {data !== undefined && data.list.length === 0 && !isTurning && (
        <Empty
          icon={<Workflow size={24} />}
          title={name === '' ? say.emptyTitle : say.nothing(name)}
          action={
            isAdministrator && name === '' ? (
              <ButtonLink look="primary" to="/processes/new">
                {say.new}
              </ButtonLink>
            ) : undefined
          }
        >
          {name === '' ? say.emptyText : undefined}
        </Empty>
      )}
      {data !== undefined && data.list.length > 0 && (
        <ul className={styles.list} aria-busy={isPlaceholderData}>
          {data.list.map((process) => {
            const { process_uuid: uuid } = process
            const isBuiltIn = uuid === 'system'
            const called = isBuiltIn ? say.builtInName : process.process_name
            return (
              <li key={uuid} className={styles.item}>
                {isAdministrator && (
                  <div className={styles.tick}>
                    {!isBuiltIn && (
                      <Checkbox
                        checked={selected.has(uuid)}
                        onChange={() => toggle(uuid, called)}
                        label={say.select(called)}
                      />
                    )}
                  </div>
                )}
                <div className={styles.what}>
                  <div className={styles.head}>
                    <Link to={`/processes/${uuid}`} className={styles.name}>
                      {called}
                    </Link>
                    {isBuiltIn && <Chip>{say.builtIn}</Chip>}
                    {process.is_in_using && <Chip tone="accent">{say.inUse}</Chip>}
                  </div>
                  {process.description !== '' && !isBuiltIn && (
                    <p className={styles.description}>{process.description}</p>
                  )}
                  <StepChips steps={toDesign(process).steps} />
                </div>
                <div className={styles.when}>
                  {!isBuiltIn && (
                    <>
                      {say.updated} <RelativeTime time={process.update_time} />
                    </>
                  )}
                </div>
              </li>
            )
          })}
        </ul>
      )}
      <PageTurner page={page} pages={pages} onTurn={turn} />
      {isDeleting && (
        <DeleteProcesses
          items={selected}
          onClose={(left) => {
            setIsDeleting(false)
            setSelected(left)
            void queryClient.invalidateQueries({ queryKey: ['processes'] })
          }}
        />
      )}
    </Page>
  )
}
