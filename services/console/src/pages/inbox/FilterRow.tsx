import type { Ticket } from '@gongdan/sdk'
import { Bookmark, ListFilter, Trash2, X } from 'lucide-react'
import { lazy, type Ref, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field, Input } from '../../ui/Field.tsx'
import { Menu, type MenuEntry } from '../../ui/Menu.tsx'
import { Select } from '../../ui/Select.tsx'
import { inboxWords } from '../../words/inbox.ts'
import { ticketWords } from '../../words/tickets.ts'
import { typeWords } from '../../words/types.ts'
import { useFormat } from '../../words/useFormat.ts'
import { useWords } from '../../words/words.ts'
import { isFiltered, isWaitingList, orderOf, type View, withFilter, withoutFilters } from './address.ts'
import { DayField } from './DayField.tsx'
import styles from './FilterRow.module.css'
import { SearchField } from './SearchField.tsx'
import { removeView, saveView, useSavedViews } from './savedViews.ts'

const MoreFilters = lazy(async () => ({ default: (await import('./MoreFilters.tsx')).MoreFilters }))

type Type = Ticket['ticket_type_code']
type State = Ticket['ticket_state_code']

/** The filters of the list. On phones there is the search, and a button that shows the others. */
export const FilterRow = ({
  view,
  onChange,
  address,
  search,
  applicantName,
  isNarrow,
}: {
  readonly view: View
  readonly onChange: (view: View) => void
  readonly address: string
  readonly search: Ref<HTMLInputElement>
  /** Of the applicant that is filtered by, where a ticket of theirs is shown. */
  readonly applicantName: string | undefined
  /** There is room for the search alone; the filters are behind the button. */
  readonly isNarrow: boolean
}) => {
  const say = useWords(inboxWords)
  const { states } = useWords(ticketWords)
  const { names } = useWords(typeWords)
  const { number } = useFormat()
  const navigate = useNavigate()
  const saved = useSavedViews()
  const [isOpen, setIsOpen] = useState(false)
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const set = (change: Partial<View>): void => onChange(withFilter(view, change))
  const types = Object.entries(names).map(([value, label]) => ({ value: value as Type, label }))
  const count = [
    isNarrow && view.types.length > 0,
    isNarrow && view.states.length > 0 && !isWaitingList(view.scope),
    view.from !== '' || view.to !== '',
    view.overdue,
    view.applicant !== '',
    view.process !== '',
  ].filter(Boolean).length

  const viewEntries: MenuEntry[] = [
    ...(saved.length === 0 ? [{ heading: say.noViews } as const] : []),
    ...saved.map((one) => ({ label: one.name, onSelect: () => void navigate(`/inbox${one.address}`) })),
    'line',
    { label: say.saveView, icon: <Bookmark size={16} />, onSelect: () => setNaming(true) },
    ...saved.map((one) => ({
      label: say.removeView(one.name),
      icon: <Trash2 size={16} />,
      danger: true,
      onSelect: () => removeView(one.name),
    })),
  ]
  const main = (
    <>
      <Select
        label={say.type}
        className={styles.select ?? ''}
        value={view.types[0] ?? ''}
        onChange={(value) => set({ types: value === '' ? [] : [value] })}
        options={[{ value: '' as Type, label: say.anyType }, ...types]}
      />
      {!isWaitingList(view.scope) && (
        <Select
          label={say.state}
          className={styles.select ?? ''}
          value={view.states[0] ?? ''}
          onChange={(value) => set({ states: value === '' ? [] : [value] })}
          options={[
            { value: '' as State, label: say.anyState },
            ...Object.entries(states).map(([value, label]) => ({ value: value as State, label })),
          ]}
        />
      )}
    </>
  )
  const others = (
    <>
      <span className={styles.dates}>
        <span className={styles.label} aria-hidden="true">
          {say.created}
        </span>
        <DayField aria-label={say.from} value={view.from} max={view.to} onChange={(from) => set({ from })} />
        <span aria-hidden="true">–</span>
        <DayField aria-label={say.to} value={view.to} min={view.from} onChange={(to) => set({ to })} />
      </span>
      <Checkbox checked={view.overdue} onChange={(overdue) => set({ overdue })}>
        {say.overdue}
      </Checkbox>
    </>
  )

  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not known to the oldest browsers we serve
    <div role="search" className={styles.row}>
      <SearchField ref={search} value={view.name} onChange={(next) => set({ name: next })} label={say.search} />
      {!isNarrow && main}
      <Button
        look={isNarrow ? 'plain' : 'quiet'}
        aria-expanded={isOpen}
        icon={<ListFilter size={16} />}
        onClick={() => setIsOpen(!isOpen)}
      >
        {count === 0 ? say.filters : say.filtersOn(number(count))}
      </Button>
      {view.applicant !== '' && (
        <Button size="small" icon={<X size={14} />} onClick={() => set({ applicant: '' })}>
          {say.applicant(applicantName ?? view.applicant)}
        </Button>
      )}
      {isFiltered(view) && (
        <Button look="quiet" icon={<X size={15} />} onClick={() => onChange(withoutFilters(view))}>
          {say.clearFilters}
        </Button>
      )}
      <span className={styles.side}>
        <Select
          label={say.orderLabel}
          value={orderOf(view)}
          onChange={(order) => set({ turned: order !== orderOf({ ...view, turned: false }) })}
          options={(['oldest', 'newest'] as const).map((value) => ({ value, label: say.order[value] }))}
        />
        <Menu
          entries={viewEntries}
          trigger={
            <button type="button" className={styles.views}>
              <Bookmark size={16} />
              <span>{say.views}</span>
            </button>
          }
        />
      </span>
      {isOpen && (
        <div className={styles.more}>
          {isNarrow && main}
          {others}
          <Suspense>
            <MoreFilters process={view.process} onChange={set} />
          </Suspense>
        </div>
      )}
      {naming && (
        <form
          className={styles.naming}
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() === '') return
            saveView({ name: name.trim(), address })
            setNaming(false)
            setName('')
          }}
        >
          <Field label={say.viewName}>
            {(tied) => (
              <Input {...tied} autoFocus value={name} maxLength={40} onChange={({ target }) => setName(target.value)} />
            )}
          </Field>
          <Button type="submit" look="primary">
            {say.save}
          </Button>
        </form>
      )}
    </div>
  )
}
