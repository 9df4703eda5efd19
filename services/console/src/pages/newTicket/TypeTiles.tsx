import type { TicketTypeCode } from '@gongdan/contracts'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { typeGroups } from '../../forms/typeGroups.ts'
import { useSession } from '../../session/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Input } from '../../ui/Field.tsx'
import { Page } from '../../ui/Page.tsx'
import { newTicketWords } from '../../words/newTicket.ts'
import { typeWords } from '../../words/types.ts'
import { useWords } from '../../words/words.ts'
import { keptForms } from './keptForm.ts'
import styles from './TypeTiles.module.css'
import { typeIcons } from './typeIcons.ts'

/** All that a type may be looked for by, in both languages. */
const searchedOf = (type: TicketTypeCode): string => {
  const texts = [typeWords.zh, typeWords.en].flatMap(({ names, notes }) => [names[type], notes[type]])
  return [type, ...texts].join(' ').toLowerCase()
}

const Tile = ({ type, search }: { readonly type: TicketTypeCode; readonly search: string }) => {
  const { names, notes } = useWords(typeWords)
  const Icon = typeIcons[type]
  return (
    <Link to={`/new/${type}${search}`} className={styles.tile}>
      <span className={styles.icon}>
        <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
      </span>
      <span className={styles.texts}>
        <span className={styles.name}>{names[type]}</span>
        <span className={styles.note}>{notes[type]}</span>
      </span>
    </Link>
  )
}

/** What can be asked for: the types in groups, found by name or by what their forms ask. `process` is handed on to the form. */
export const TypeTiles = ({ process }: { readonly process: string | null }) => {
  const say = useWords(newTicketWords)
  const { groups, names } = useWords(typeWords)
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const shown = typeGroups
    .map(({ key, types }) => ({ key, types: types.filter((type) => searchedOf(type).includes(wanted)) }))
    .filter(({ types }) => types.length > 0)
  const [first] = shown[0]?.types ?? []
  const kept = keptForms(useSession())
  const search = process === null ? '' : `?${new URLSearchParams({ process })}`
  return (
    <Page title={say.title} sub={say.choose}>
      <search className={styles.search}>
        <Search size={16} className={styles.glass} aria-hidden="true" />
        <Input
          type="search"
          value={typed}
          aria-label={say.searchLabel}
          placeholder={say.search}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={({ key, nativeEvent }) => {
            if (key === 'Enter' && !nativeEvent.isComposing && wanted !== '' && first !== undefined)
              void navigate(`/new/${first}${search}`)
          }}
        />
      </search>
      {kept.length > 0 && wanted === '' && (
        <p className={styles.kept}>
          {say.drafts}
          {kept.map(({ type, name }) => (
            <Link key={type} to={`/new/${type}`}>
              {name || names[type]}
            </Link>
          ))}
        </p>
      )}
      {shown.map(({ key, types }) => (
        <section key={key} className={styles.group} aria-labelledby={`group-${key}`}>
          <h2 id={`group-${key}`} className={styles.heading}>
            {groups[key]}
          </h2>
          <div className={styles.tiles}>
            {types.map((type) => (
              <Tile key={type} type={type} search={search} />
            ))}
          </div>
        </section>
      ))}
      {shown.length === 0 && (
        <Empty
          icon={<Search size={24} />}
          title={say.none(typed)}
          action={
            <ButtonLink look="primary" to={`/new/FEEDBACK${search}`}>
              {say.feedback}
            </ButtonLink>
          }
        >
          {say.noneText}
        </Empty>
      )}
    </Page>
  )
}
