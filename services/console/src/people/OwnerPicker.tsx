import { useQuery } from '@tanstack/react-query'
import { UserRound, UsersRound, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Combobox } from '../ui/Combobox.tsx'
import type { Option } from '../ui/Select.tsx'
import { peopleWords } from '../words/people.ts'
import { useWords } from '../words/words.ts'
import styles from './OwnerPicker.module.css'
import { type Owner, ownerKey } from './owner.ts'
import { peopleQueries } from './peopleQueries.ts'

const roleId = /^[\w.:-]{1,64}$/

/**
 * The roles and people of a tenant that can be chosen, by their keys, with what the picker says of each; undefined until all are there,
 * since a list that grows under the hand moves what is pressed.
 */
const useOwners = (tenantUuid: string, kinds: 'both' | 'users') => {
  const say = useWords(peopleWords)
  const roles = useQuery({ ...peopleQueries.roles(tenantUuid), enabled: kinds === 'both' && tenantUuid !== '' })
  const users = useQuery({ ...peopleQueries.users(tenantUuid), enabled: tenantUuid !== '' })
  if (roles.isLoading || users.isLoading) return undefined
  const ofRoles = (roles.data?.list ?? []).map((role) => ({
    owner: {
      kind: 'role' as const,
      tenantUuid: role.tenant_uuid,
      tenantName: role.tenant_name,
      uuid: role.role_uuid,
      name: role.role_name || role.role_uuid,
    },
    note: `${say.role} · ${say.holders(role.holder_count)}`,
  }))
  const system: Owner = { kind: 'role', tenantUuid: 'system', tenantName: 'system', uuid: 'system', name: say.system }
  const hasSystem = ofRoles.some(({ owner }) => owner.tenantUuid === 'system' && owner.uuid === 'system')
  const ofUsers = (users.data?.list ?? []).map((user) => ({
    owner: {
      kind: 'user' as const,
      tenantUuid: user.tenant_uuid,
      tenantName: '',
      uuid: user.user_uuid,
      name: user.user_name || user.user_uuid,
    },
    note: say.person,
  }))
  const builtIn = kinds === 'both' && !hasSystem ? [{ owner: system, note: `${say.role} · ${say.systemTenant}` }] : []
  return new Map([...ofRoles, ...builtIn, ...ofUsers].map((one) => [ownerKey(one.owner), one]))
}

/** A role or a person as a small plate; `children` adds what belongs to it, such as how many of a role. */
const OwnerChip = ({
  owner,
  onRemove,
  children,
}: {
  readonly owner: Owner
  readonly onRemove?: () => void
  readonly children?: ReactNode
}) => {
  const say = useWords(peopleWords)
  const name = owner.name || owner.uuid
  return (
    <span className={styles.chip}>
      {owner.kind === 'role' ? (
        <UsersRound size={14} aria-label={say.role} />
      ) : (
        <UserRound size={14} aria-label={say.person} />
      )}
      <span className={styles.name}>{name}</span>
      {children}
      {onRemove !== undefined && (
        <button type="button" className={styles.remove} aria-label={say.remove(name)} onClick={onRemove}>
          <X size={13} />
        </button>
      )}
    </span>
  )
}

/**
 * Roles and people, chosen one after the other from those of the tenant. What is typed and is no name of any is taken as the id of a
 * role, since roles that no token has shown yet are not known.
 */
export const OwnerPicker = ({
  tenantUuid,
  value,
  onChange,
  kinds = 'both',
  max = 20,
  label,
  placeholder,
  chip,
  ...tied
}: {
  readonly tenantUuid: string
  readonly value: readonly Owner[]
  readonly onChange: (value: readonly Owner[]) => void
  readonly kinds?: 'both' | 'users'
  readonly max?: number
  readonly label: string
  readonly placeholder?: string
  /** What a chip has beside the name. */
  readonly chip?: (owner: Owner) => ReactNode
  readonly id?: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
}) => {
  const say = useWords(peopleWords)
  const known = useOwners(tenantUuid, kinds)
  const [typed, setTyped] = useState('')
  // The box is emptied for the next one by being made anew.
  const [turn, setTurn] = useState(0)
  const taken = new Set(value.map(ownerKey))
  const options: Option[] = [...(known ?? [])]
    .filter(([key]) => !taken.has(key))
    .map(([key, { owner, note }]) => ({ value: key, label: owner.name, note }))
  const isNew =
    known !== undefined && kinds === 'both' && roleId.test(typed) && options.every(({ label: name }) => name !== typed)
  const free: Option[] = isNew ? [{ value: `free ${typed}`, label: typed, note: say.byId }] : []
  const add = (key: string): void => {
    const owner: Owner | undefined = key.startsWith('free ')
      ? { kind: 'role', tenantUuid, tenantName: '', uuid: key.slice(5), name: key.slice(5) }
      : known?.get(key)?.owner
    if (owner === undefined) return
    onChange(max === 1 ? [owner] : [...value, owner])
    setTyped('')
    setTurn(turn + 1)
  }
  return (
    <div className={styles.picker}>
      {value.length > 0 && (
        <div className={styles.chips}>
          {value.map((owner) => (
            <OwnerChip
              key={ownerKey(owner)}
              owner={owner}
              onRemove={() => onChange(value.filter((one) => ownerKey(one) !== ownerKey(owner)))}
            >
              {chip?.(owner)}
            </OwnerChip>
          ))}
        </div>
      )}
      {(value.length < max || max === 1) && (
        <Combobox
          key={turn}
          {...tied}
          value=""
          onChange={add}
          onSearch={setTyped}
          options={[...options, ...free]}
          isLoading={known === undefined}
          label={label}
          placeholder={placeholder ?? (kinds === 'both' ? say.add : say.addPerson)}
        />
      )}
    </div>
  )
}
