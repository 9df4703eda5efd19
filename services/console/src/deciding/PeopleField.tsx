import { useState } from 'react'
import { OwnerPicker } from '../people/OwnerPicker.tsx'
import type { Owner } from '../people/owner.ts'
import { useSession } from '../session/session.ts'
import { Field } from '../ui/Field.tsx'
import type { Named } from './actions.ts'

const namedOf = ({ kind, tenantUuid, uuid, name }: Owner): Named =>
  kind === 'role'
    ? { tenant_uuid: tenantUuid, role_uuid: uuid }
    : { tenant_uuid: tenantUuid, user_uuid: uuid, ...(name !== '' && name !== uuid && { user_name: name }) }

/** Roles and people of one's own tenant, as an action takes them. */
export const PeopleField = ({
  label,
  kinds,
  max,
  error,
  onChange,
}: {
  readonly label: string
  readonly kinds: 'both' | 'users'
  readonly max: number
  readonly error?: string | undefined
  readonly onChange: (people: readonly Named[]) => void
}) => {
  const { tenantUuid } = useSession()
  const [owners, setOwners] = useState<readonly Owner[]>([])
  return (
    <Field label={label} error={error}>
      {(tied) => (
        <OwnerPicker
          {...tied}
          tenantUuid={tenantUuid}
          kinds={kinds}
          max={max}
          label={label}
          value={owners}
          onChange={(next) => {
            setOwners(next)
            onChange(next.map(namedOf))
          }}
        />
      )}
    </Field>
  )
}
